# QC Review Desk. `make setup` prepares the machine, `make demo` shows the program, `make check` is all of the tests.
# Every target runs setup first; when nothing changed that costs a fraction of a second.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PY := .venv/bin/python
OUT ?= ./qcdesk-demo
JOBS ?= 2
SETUP := packaging/linux/setup.sh
RUNTIME := packaging/linux/apt-packages.txt
TESTING := packaging/linux/apt-packages-test.txt
PYTEST := $(PY) -m pytest -n $(JOBS)
# Slow tests and tests on a real (virtual) screen run together, under a screen of a small laptop.
XVFB := xvfb-run -a -s "-screen 0 1366x768x24"

.PHONY: help setup setup-tests demo test test-slow test-all lint lint-style lint-types lint-imports lint-catalogues check format bench screenshots lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: .venv/.ready ## system packages if missing, .venv, the qcdesk command in .venv/bin
	@$(PY) -m compileall -q app

.venv/.ready: requirements.lock pyproject.toml $(RUNTIME) $(SETUP)
	@$(SETUP) packages $(RUNTIME)
	@$(SETUP) venv
	@touch $@

setup-tests: setup .venv/.ready-tests

.venv/.ready-tests: $(TESTING) $(SETUP) | .venv/.ready
	@$(SETUP) packages $(TESTING)
	@touch $@

demo: setup ## the whole road on sample data; a window where there is a display, else OUT=DIR
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
	    .venv/bin/qcdesk demo --out "$(OUT)"; \
	else \
	    echo "demo: no display here, running without a window; results go to $(OUT)"; \
	    .venv/bin/qcdesk demo --headless --out "$(OUT)"; \
	fi

test: setup-tests ## the tests, without the slow ones; needs no display
	$(PYTEST) -m "not slow and not display"

test-slow: setup-tests ## the slow tests and those that need a screen (a virtual one is started)
	$(XVFB) $(PYTEST) -m "slow or display"

test-all: test test-slow ## every test

# `make -k lint` goes on after a finding, so that one run shows them all.
lint: lint-style lint-types lint-imports lint-catalogues ## style, types, import contracts, translations

lint-style: setup
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

lint-types: setup
	$(PY) -m mypy

lint-imports: setup
	.venv/bin/lint-imports

lint-catalogues: setup
	@if [ -f packaging/catalogues.py ]; then set -x; $(PY) packaging/catalogues.py --check; fi

check: lint test-all ## lint and every test

format: setup ## rewrite the sources in the house style
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

bench: setup-tests ## measure start, saving, transfer, merge
	$(PY) -m tests.bench

screenshots: setup-tests ## docs/screenshots from the sample season
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.screenshots docs/screenshots

lock: setup ## requirements.lock from pyproject.toml, with hashes, for every platform
	@tool=$$(mktemp -d); trap 'rm -rf "$$tool"' EXIT; \
	$(PY) -m pip -q --disable-pip-version-check install --target "$$tool" uv; \
	"$$tool/bin/uv" pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-emit-find-links --no-annotate --no-header --quiet --extra dev pyproject.toml -o requirements.lock; \
	! grep -n '://' requirements.lock

clean: ## forget caches and build results; .venv stays
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find app tests -name __pycache__ -type d -prune -exec rm -rf {} +
