# Two commands do all the set-up: `make demo` and `make test`. The environment is .venv, made on first use.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
  if command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock

.PHONY: demo serve test test-deep check format docs coverage oracle bench honesty retrodiction clean help

demo: .venv/.runtime ## make the two synthetic clinics and their reports in demo/
	$(BIN)/ranvier demo -o demo

serve: .venv/.registry ## open the registry on this machine, with a synthetic clinic to look at
	$(BIN)/ranvier serve --demo

test: .venv/.tests ## run the tests
	$(BIN)/python -m pytest tests

test-deep: .venv/.tests ## the long property runs as well
	RANVIER_DEEP=1 $(BIN)/python -m pytest tests

check: .venv/.tests ## format, lint, types, import contract, doctests
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --doctest-modules src/ranvier

format: .venv/.tests ## put the code into its format
	$(BIN)/ruff format src tests benchmarks
	$(BIN)/ruff check --fix src tests benchmarks

bench: .venv/.tests ## measure kernels and a whole programme, as ratios beside a peer
	$(BIN)/python benchmarks/course.py
	$(BIN)/python benchmarks/survival.py
	$(BIN)/python benchmarks/bootstrap.py
	$(BIN)/python benchmarks/cox.py
	$(BIN)/python benchmarks/rates.py
	$(BIN)/python benchmarks/mixed_model.py
	$(BIN)/python benchmarks/weighting.py
	$(BIN)/python benchmarks/target_trial.py
	$(BIN)/python benchmarks/multistate.py
	$(BIN)/python benchmarks/multiverse.py
	$(BIN)/python benchmarks/scales.py
	$(BIN)/python benchmarks/simulation.py --null-band
	$(BIN)/python benchmarks/observation.py
	$(BIN)/python benchmarks/programme.py
	$(BIN)/python benchmarks/examine.py

honesty: .venv/.tests ## what is said of programmes whose truth is known: docs/reference/honesty.md (about an hour)
	PYTHONPATH=src:. $(BIN)/python benchmarks/estimators.py
	PYTHONPATH=src:. $(BIN)/python benchmarks/verdicts.py --processes 2

retrodiction: .venv/.runtime ## early evidence judged as if then: docs/retrodiction
	$(BIN)/ranvier literature retrodict -o docs/retrodiction/README.md

coverage: .venv/.tests ## how often the intervals hold the truth, 2,000 cohorts an estimator (about half an hour)
	PYTHONPATH=src:. $(BIN)/python -m tests.coverage.document

oracle: .venv/.tests ## compare course events with results of pymsprog: make oracle DIR=path/to/folder
	@PYTHONPATH=src:. $(BIN)/python validation/course_oracle.py $(DIR)

clean: ## remove the environment and the demo
	rm -rf .venv demo build dist

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found"; echo "  try:    install it, or name it: make PYTHON=/path/to/python3.11 demo"; exit 1; }
	$(PYTHON) -m venv .venv || { echo "The environment could not be made"; echo "  try:    install your system's venv package for Python (on Debian: python3-venv)"; exit 1; }

.venv/.runtime: .venv/bin/python pyproject.toml requirements.lock
	$(PIP) -e .
	@touch $@

.venv/.registry: .venv/.runtime
	$(PIP) -e ".[registry]"
	@touch $@

.venv/.tests: .venv/.runtime
	$(PIP) -e ".[test]"
	@touch $@
