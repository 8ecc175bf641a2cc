# Sealed Store. `make help` lists the commands.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
JAVA_HOME := $(shell local/find-jdk)
ifneq ($(JAVA_HOME),)
export JAVA_HOME
endif
MVN := mvn -B -q -ntp

.PHONY: help
help: ## list the commands
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- build: called by `sam build`, in a copy of this folder, with ARTIFACTS_DIR set --------------------------------
.PHONY: build-WriterFunction build-ReaderFunction
build-WriterFunction: MODULE := writer
build-ReaderFunction: MODULE := reader
build-WriterFunction build-ReaderFunction: jdk
	$(MVN) -DskipTests -pl $(MODULE) -am package
	mkdir -p "$(ARTIFACTS_DIR)/lib"
	cp $(MODULE)/target/lib/*.jar $(MODULE)/target/$(MODULE).jar "$(ARTIFACTS_DIR)/lib/"

.PHONY: jdk
jdk: # find-jdk has said what is missing
	@test -n "$(JAVA_HOME)"

# --- tests ---------------------------------------------------------------------------------------------------------
.PHONY: test-template
test-template: ## test template.yaml alone, in seconds
	@tests=$$($(PYTHON) local/tools.py tests) && PYTHONDONTWRITEBYTECODE=1 "$$tests/pytest" -q stack-tests/template
