# Sealed Store. `make help` lists the commands.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
# As `python3 -m`, which at Ctrl-C would show a stack trace of its own start: here only in its first millisecond or two.
# -S: the commands need none of the user's Python packages, -E: nor variables. -B: writes no bytecode into the checkout.
START := import sys; s = __import__("_signal" if sys.version_info > (3,) else "signal"); \
	s.getsignal(2) is s.default_int_handler and s.signal(2, s.SIG_DFL); \
	import runpy; runpy.run_module(sys.argv.pop(1), None, "__main__", True)
RUN := $(PYTHON) -S -E -B -c '$(START)'
JDK := $(shell tools/find-jdk 2>/dev/null)
ifneq ($(JDK),)
export JAVA_HOME := $(JDK)
# A build is too short for the C2 compiler and takes half the time without it. JDK 25 warns about Maven's own libraries.
export MAVEN_OPTS += -XX:TieredStopAtLevel=1 --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
endif
# A JVM opens a path with letters beyond ASCII in a UTF-8 locale only.
ifneq ($(shell locale charmap 2>/dev/null),UTF-8)
export LC_ALL := C.UTF-8
endif
# The AWS SDK for Java reads AWS_REGION only.
ifeq ($(AWS_REGION),)
ifneq ($(AWS_DEFAULT_REGION),)
export AWS_REGION := $(AWS_DEFAULT_REGION)
endif
endif
# The Maven on PATH, otherwise the Maven wrapper, which downloads one.
MAVEN := $(if $(shell command -v mvn 2>/dev/null),mvn,./mvnw)
MVN := $(MAVEN) -B -q -ntp
# As quiet, but with the tests' own lines.
MVN_TEST := $(MAVEN) -B -ntp -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
	-Dorg.slf4j.simpleLogger.log.org.apache.maven.plugin.surefire=info \
	-Dorg.slf4j.simpleLogger.log.org.apache.maven.plugin.failsafe=info

.PHONY: help
help: ## list the commands
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- the stack on this machine, without AWS account and Docker -----------------------------------------------------
PORT ?=
LOCAL := $(RUN) local
port = $(if $(PORT),--port $(PORT))

.PHONY: run up down invoke logs
run: ## deploy to a local AWS, write an item, read it back, show the resources, stop
	@$(LOCAL) run $(port)

up: ## the same stack, left running on 127.0.0.1:4566 (PORT=); DOCKER=1: for containers, too
	@$(LOCAL) up $(port) $(if $(DOCKER),--docker)

down: ## stop and delete what `make up` started (PORT=)
	@$(LOCAL) down $(port)

invoke: ## invoke in that stack: FUNCTION=writer EVENT=events/write.json (PORT=)
	@$(LOCAL) invoke $(port) "$(or $(FUNCTION),writer)" "$(or $(EVENT),events/$(if $(filter reader,$(FUNCTION)),read,write).json)"

logs: ## follow the logs of both functions in that stack (PORT=)
	@$(LOCAL) logs $(port)

# --- environments in AWS -------------------------------------------------------------------------------------------
# Variables of make are the command's options: ROLE_ARN= is --role-arn.
DEPLOY_JAR := deploy/target/deploy.jar
DEPLOY = "$$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
	-cp '$(DEPLOY_JAR):deploy/target/lib/*' sealedstore.deploy.Main

.PHONY: plan apply retire restore drill redrive prune
plan: $(DEPLOY_JAR) ## build, create a change set, show it: ENV=stage; PARAMETERS="MemorySize=1024", ALLOW=ItemsTable/replaced
	@$(DEPLOY) plan

apply: $(DEPLOY_JAR) ## execute the change set that make plan has shown, protect the stack: ENV=stage; ALLOW=ItemsTable/replaced
	@$(DEPLOY) apply

retire: $(DEPLOY_JAR) ## delete an environment with all its data, not prod: ENV=dev
	@$(DEPLOY) retire

restore: $(DEPLOY_JAR) ## restore the table beside the live one, compare: ENV=stage AT=2026-11-22T08:00:00Z; ITEMS=ids.txt to copy back, ALL=1 to replace it, RATE=20
	@$(DEPLOY) restore

drill: $(DEPLOY_JAR) ## prove that the table can be restored, in a temporary one: ENV=stage; SAMPLE=1000 or all, RATE=20
	@$(DEPLOY) drill

redrive: $(DEPLOY_JAR) ## write again what waits in a failure queue: STACK=name, LIST=1 to look only, IF_ABSENT=1 to overwrite nothing, OVER_DELETED=1 to store deleted items again
	@$(DEPLOY) redrive

prune: $(DEPLOY_JAR) ## delete old versions of both functions, never one in use or the one before it: ENV=stage; KEEP=3
	@$(DEPLOY) prune

$(DEPLOY_JAR): pom.xml deploy/pom.xml $(shell find deploy/src/main -type f) | jdk
	@echo "building the deploy command" >&2
	@rm -rf deploy/target/lib # Maven adds jars to it and removes none
	@$(MVN) -Dmaven.test.skip -DskipTests -pl deploy package
	@touch $@ # Maven does not write it when no class has changed

# --- build: called by `sam build`, in a copy of this folder, with ARTIFACTS_DIR set --------------------------------
.PHONY: build-WriterFunction build-ReaderFunction
build-WriterFunction: MODULE := writer
build-ReaderFunction: MODULE := reader
build-WriterFunction build-ReaderFunction: jdk
	rm -rf $(MODULE)/target/lib # Maven adds jars to it and removes none
	$(MVN) -DskipTests -pl $(MODULE) -am package
	@$(RUN) tools.store_jars "$$ARTIFACTS_DIR/lib" $(MODULE)/target/lib/*.jar $(MODULE)/target/$(MODULE).jar

.PHONY: jdk
jdk: # reports what a build with Maven lacks
	@$(RUN) tools.prerequisites

# --- benchmarks ----------------------------------------------------------------------------------------------------
BENCH := bench/target
# The packages to compare, each in a folder as Lambda unpacks it.
BENCH_MODULES := plain clients micronaut
VARIANTS ?= bench/variants.json
ROUNDS ?= $(if $(QUICK),1,4)
RESULTS ?= $(if $(QUICK)$(filter-out bench/variants.json,$(VARIANTS)),$(BENCH)/$(basename $(notdir $(VARIANTS))),bench/results)
MEASURE = client=$$($(RUN) tools.install runtime-client) && python=$$($(RUN) tools.install bench) && \
	  "$$JAVA_HOME/bin/java" -cp "bench/harness/target/bench-harness.jar:bench/harness/target/lib/*" \
	  sealedstore.bench.$(1) --folder bench --template template.yaml --runtime-client "$$client" \
	  --python "$$python/python" --command "$(strip make bench $(MAKEOVERRIDES))"

.PHONY: bench bench-packages bench-local-aws
bench: bench-packages ## compare the functions with other ways to write them; QUICK=1: in 3 minutes, ROUNDS=, VARIANTS=
	@$(call MEASURE,Bench) --variants "$(VARIANTS)" --results "$(RESULTS)" --rounds "$(ROUNDS)"
	@$(if $(MAKEOVERRIDES),,$(call MEASURE,EventCost) --variants bench/variants.json --results bench/results/events --rounds 1)
	@$(if $(MAKEOVERRIDES),,$(LOCAL) exec -- $(MAKE) --no-print-directory bench-local-aws)

bench-local-aws: # the same against the local AWS, to check that the stub changes no ratio
	@$(call MEASURE,Bench) --variants bench/local-aws.json --results bench/results/local-aws --rounds 1 \
	  --endpoint "$$AWS_ENDPOINT_URL" --table acme-dev-items

bench-packages: jdk
	@echo "building the packages to measure" >&2
	@rm -rf $(BENCH)/packages $(BENCH_MODULES:%=bench/%/target/lib)
	@ARTIFACTS_DIR="$$PWD/$(BENCH)/packages/writer" $(MAKE) --no-print-directory -s build-WriterFunction
	@ARTIFACTS_DIR="$$PWD/$(BENCH)/packages/reader" $(MAKE) --no-print-directory -s build-ReaderFunction
	@$(MVN) -f bench/pom.xml -DskipTests package
	@for module in $(BENCH_MODULES); do mkdir -p $(BENCH)/packages/$$module/lib && \
	  cp bench/$$module/target/lib/*.jar bench/$$module/target/bench-$$module.jar $(BENCH)/packages/$$module/lib/ || exit 1; done

# --- tests ---------------------------------------------------------------------------------------------------------
TESTS = tests=$$($(RUN) tools.install tests) && "$$tests/python" -B -m
PYTEST = $(TESTS) pytest -q
# Whether tests use Docker, yes or no: decided once and passed on.
USE_DOCKER ?= $(eval USE_DOCKER := $(or $(shell REQUIRE_DOCKER="$(REQUIRE_DOCKER)" $(RUN) tools.docker),$(error no Docker)))$(USE_DOCKER)

# The guard that test-python asks: a copy, because test-stack builds the deploy command again at the same time.
JUDGE := deploy/target/judge
$(JUDGE): $(DEPLOY_JAR)
	@rm -rf $@ && mkdir $@ && cp -R $(DEPLOY_JAR) deploy/target/lib $@

NO_UNIT_TESTS := -Dtest=NoUnitTests -Dsurefire.failIfNoSpecifiedTests=false -Dcoverage.skip=true

.PHONY: test check docker lint lint-fast test-template test-unit mutants test-python test-local test-bench test-stack test-on-stack \
  soak acceptance
test: jdk docker $(JUDGE) ## every test and linter that can run here; REQUIRE_DOCKER=1: fail without Docker
	@USE_DOCKER=$(USE_DOCKER) JUDGE_IS_READY=1 $(RUN) tools.together test-stack lint test-python test-local test-bench

check: jdk ## what to run after each edit, in under a minute: unit tests, tests of template.yaml, fast linters
	@$(RUN) tools.together test-unit test-template lint-fast

docker: # first: says what is skipped, or fails
	@: $(USE_DOCKER)

test-template: ## test template.yaml alone, in seconds
	@$(PYTEST) tests/template tests/access

mutants: ## break template.yaml in some 4,000 ways: each must fail a test of test-template (minutes)
	@$(TESTS) tests.mutants

lint: jdk ## every linter
	@$(RUN) tools.lint

lint-fast: jdk # the linters that take seconds
	@$(RUN) tools.lint --fast

test-unit: jdk # the unit tests of the Java modules, without coverage and without those tagged as slow
	@$(MVN_TEST) -T 2 -pl items,writer,reader,deploy test -DexcludedGroups=slow

test-local: # the local AWS and its launcher, the installation of tools
	@$(PYTEST) local tools/tests

test-python: $(if $(JUDGE_IS_READY),,$(JUDGE)) # the template and a sample of its mutants, who may do what, the guard, the set-up of an account, the workflows
	@$(PYTEST) tests tools/pages

test-bench: jdk # the measuring program
	@$(MVN_TEST) -f bench/pom.xml test

# On one local stack: every Java test, with coverage; the deploy command beside the functions.
test-stack: jdk
	@$(LOCAL) exec $(if $(filter yes,$(USE_DOCKER)),--docker) -- \
	  $(MAKE) --no-print-directory test-on-stack USE_DOCKER=$(USE_DOCKER)

test-on-stack: $(DEPLOY_JAR)
	@$(TESTS) tests.access.decisions tests/deployed/target/access-decisions.json
	@$(TESTS) tests.examples
	@$(MVN_TEST) -T 2 verify -DskipITs=false -Ddocker=$(USE_DOCKER)

soak: jdk ## many callers at once, on a local stack and with a faulty network: CALLERS=32 CALLS=2000 HISTORY_CALLS=10000; a restore: RESTORE_ITEMS=10000
	@$(LOCAL) exec -- $(MVN_TEST) -pl deploy,tests/deployed -am verify -DskipITs=false $(NO_UNIT_TESTS) \
	  -Dit.test=RestoreIT,LoadIT,HistoriesIT -Drestore.items=$(or $(RESTORE_ITEMS),10000) \
	  -Dload.callers=$(or $(CALLERS),32) -Dload.calls=$(or $(CALLS),2000) \
	  -Dhistory.callers=$(or $(CALLERS),32) -Dhistory.calls=$(or $(HISTORY_CALLS),10000)

acceptance: jdk ## test a stack deployed in AWS: STACK=name, with the shell's AWS credentials and region
	@test -n "$(STACK)" || { echo "say which stack: make acceptance STACK=acme-dev-sealed-store" >&2; exit 1; }
	@$(TESTS) tests.acceptance "$(STACK)"
	@STACK_NAME="$(STACK)" $(MVN_TEST) -pl tests/deployed -am verify -DskipITs=false $(NO_UNIT_TESTS) \
	  -Dgroups=acceptance

# --- documentation -------------------------------------------------------------------------------------------------
.PHONY: docs
docs: ## write the generated parts of README.md and docs/
	@$(TESTS) tools.pages
