# The verbs of the project. Everything lives in .venv/ and site/; delete them and nothing else is left.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help site serve check test bench clean

help: ## List the verbs
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

site: .venv/site ## Build the whole site into site/
	@$(BIN)/hub build

serve: .venv/site ## Preview on http://127.0.0.1:8000/; an edit shows on its own
	@$(BIN)/mkdocs serve --dev-addr 127.0.0.1:8000

check: .venv/site ## Check every record and every link between records
	@$(BIN)/hub check

test: .venv/test ## Run all tests, in a real browser too
	@$(BIN)/python scripts/browser.py
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest

bench: .venv/site ## Time the cold build of 1 000 and 11 000 records on a memory disk
	@$(BIN)/python scripts/benchmark.py

clean: ## Delete what was built and installed
	rm -rf .venv site site.new site.old .cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed")'
	@$(PYTHON) -m venv .venv

.venv/site: requirements.lock pyproject.toml | .venv/bin/python
	@$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test: requirements-test.lock .venv/site
	@$(BIN)/pip install --quiet --require-hashes --requirement requirements-test.lock
	@touch $@
