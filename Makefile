.DEFAULT_GOAL := help
.PHONY: help setup preview test check format engine bench docs lock clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

help: ## Show what there is to do.
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## Make the virtual environment, from the locked versions.

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $$($(PYTHON) --version) is not. Name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the locked dependencies into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

preview: $(READY) ## Preview both example stacks with the pack, without the Pulumi CLI or credentials.
	@$(BIN)/python tools/preview_examples.py

test: $(READY) ## Run the tests (the real engine's too, where it is on PATH or has been built).
	@$(BIN)/python -m pytest -n 2

check: $(READY) ## Check style and types.
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(READY) ## Format the code.
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format .

engine: $(READY) ## Build the pinned Pulumi CLI for the tests, in a cache outside the tree (needs Go).
	@$(BIN)/python tests/engine/build.py

bench: $(READY) ## Compare the pack's speed with that of a trivial pack.
	@$(BIN)/python -m benchmarks.pack

docs: $(READY) ## Write the policies' pages again.
	@$(BIN)/python tools/policy_pages.py

lock: ## Lock the newest versions (needs uv).
	uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --universal --python-version 3.11 requirements.in -o requirements.txt

clean: ## Remove the virtual environment and caches.
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info
