# Sealed Store. `make help` lists the commands.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
JAVA_HOME := $(shell local/find-jdk 2>/dev/null)
ifneq ($(JAVA_HOME),)
export JAVA_HOME
endif
MVN := mvn -B -q -ntp

.PHONY: help
help: ## list the commands
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- the stack on this machine, without AWS account and Docker -----------------------------------------------------
PORT ?=
STACK := $(PYTHON) -E local/stack.py
port = $(if $(PORT),--port $(PORT))

.PHONY: run up down invoke
run: ## deploy to a local AWS, write an item, read it back, show the resources, stop
	@$(STACK) run $(port)

up: ## the same stack, left running on 127.0.0.1:4566 (PORT=); DOCKER=1: for containers, too
	@$(STACK) up $(port) $(if $(DOCKER),--docker)

down: ## stop and delete what `make up` started (PORT=)
	@$(STACK) down $(port)

invoke: ## invoke in that stack: FUNCTION=writer EVENT=events/write.json (PORT=)
	@$(STACK) invoke $(port) "$(or $(FUNCTION),writer)" "$(or $(EVENT),events/write.json)"

# --- build: called by `sam build`, in a copy of this folder, with ARTIFACTS_DIR set --------------------------------
.PHONY: build-WriterFunction build-ReaderFunction
build-WriterFunction: MODULE := writer
build-ReaderFunction: MODULE := reader
build-WriterFunction build-ReaderFunction: jdk
	$(MVN) -DskipTests -pl $(MODULE) -am package
	mkdir -p "$(ARTIFACTS_DIR)/lib"
	cp $(MODULE)/target/lib/*.jar $(MODULE)/target/$(MODULE).jar "$(ARTIFACTS_DIR)/lib/"

.PHONY: jdk
jdk: # says what is missing
	@local/find-jdk >/dev/null

# --- tests ---------------------------------------------------------------------------------------------------------
.PHONY: test-template
test-template: ## test template.yaml alone, in seconds
	@tests=$$($(PYTHON) local/tools.py tests) && PYTHONDONTWRITEBYTECODE=1 "$$tests/pytest" -q stack-tests/template
