# demo  test  check  run  bench  bench-extraction  lock: each does its own set-up in .venv
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CONFIG ?= config
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input

.PHONY: demo test check run bench bench-rules bench-extraction lock clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.user          ## the whole way, shown step by step, without a network
	@$(BIN)/monitor demo $(DEMO)

run: $(VENV)/.user           ## the daemon on your configuration (CONFIG=config)
	@test -e $(CONFIG)/monitor.yaml || $(BIN)/monitor init $(CONFIG)
	@$(BIN)/monitor run --config $(CONFIG)

test: $(VENV)/.dev           ## all tests
	@$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal $(TESTS)

check: $(VENV)/.dev          ## format, lint, types, import rules, documents
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest tests/docs

bench: $(VENV)/.dev          ## benchmarks: ratios against a baseline of the same run
	@for bench in tests/bench/bench_*.py; do $(BIN)/python -m tests.bench.$$(basename $$bench .py) || exit 1; done

bench-rules: $(VENV)/.rivals   ## what 100,000 and 1,000,000 rules cost an article beside 1,000, and other tools
	@$(BIN)/python tests/bench/bench_rules.py

bench-extraction: $(VENV)/.rivals ## extraction beside its rivals on CORPUS=DIR (docs/extraction.md says how it is laid out)
	@$(BIN)/python -W ignore tests/bench/bench_extraction.py $(CORPUS) $(BENCH)

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; $(PYTHON) is `$(PYTHON) --version 2>&1`. Set PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.user: $(VENV)/.python requirements.lock pyproject.toml
	@echo "Installing into $(VENV) ..."
	@$(PIP) install --require-hashes --only-binary :all: -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.user requirements-dev.lock
	@$(PIP) install --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@

# The rivals are for this one table: they are in no lock.
$(VENV)/.rivals: $(VENV)/.dev
	@$(PIP) install --no-build-isolation -e '.[bench]' || echo "Not all rivals could be installed; the table names them." >&2
	@touch $@

# Needs uv. The locks hold names, versions and hashes, and no address of an index.
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml -
lock:
	printf 'setuptools\n' | $(LOCK) --extra demo --extra postgres -o requirements.lock
	printf 'setuptools\n' | $(LOCK) --extra dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) build dist *.egg-info
