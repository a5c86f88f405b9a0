# Needs Python 3.11 or later, make and a package registry. `make brief` and `make test` are all a newcomer needs.

PYTHON ?= python3
VENV ?= .venv
RUN := $(VENV)/bin

.PHONY: brief test check gate format clean

brief: $(VENV)/.run
	$(RUN)/vi-brief run seeds/ -o briefs/

test: $(VENV)/.test
	$(RUN)/python -m pytest -q --cov=vi_brief --cov-report= --cov-fail-under=96

check: $(VENV)/.test
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports

gate: $(VENV)/.test
	$(RUN)/vi-brief eval gate

format: $(VENV)/.test
	$(RUN)/ruff check --fix .
	$(RUN)/ruff format .

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(RUN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/.test: pyproject.toml constraints.txt $(VENV)/.run
	$(RUN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[eval,test]'
	touch $@

clean:
	rm -rf $(VENV) briefs .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
