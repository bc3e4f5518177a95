# Hemicycle: `make help` says what can be typed here.
# Everything is installed into .venv in this folder; only a missing Chromium may come elsewhere.

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet install --constraint constraints.txt
SOURCES := pyproject.toml constraints.txt hatch_build.py
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard web/translations/*/LC_MESSAGES/*.po))
CANDIDATES := python3 python3.14 python3.13 python3.12 python3.11
PYTHON ?= $(shell for p in $(CANDIDATES); do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
JOBS ?= 2
ARGS ?=
CLOCKS ?=
EXAMPLES ?= 500

.DEFAULT_GOAL := help
.PHONY: help setup demo run test quick stories dates campaign check bench clean

help: ## say what can be typed here
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.ready-to-test $(VENV)/.ready-node $(CATALOGUES) ## install everything into .venv (PYTHON=python3.13 to choose)

demo: $(VENV)/.ready $(CATALOGUES) ## fill an example database, solve, publish and serve it
	@$(PY) -m web.cli demo $(ARGS)

run: $(VENV)/.ready $(CATALOGUES) ## serve HEMICYCLE_DATABASE_URL with one worker
	@$(PY) -m web.cli run $(ARGS)

test: setup ## run the tests, some under two more clocks (ARGS="-k feeds" for some)
	@chromium=$$($(PY) -m tests.chromium) && export HEMICYCLE_CHROMIUM="$$chromium" && \
		$(PY) -m pytest -n $(JOBS) --dist worksteal $(ARGS) && \
		JOBS=$(JOBS) $(PY) -m tests.dates two -- $(ARGS)

quick: setup ## run what needs no browser, no PostgreSQL and no race between processes
	@$(PY) -m pytest -n $(JOBS) --dist worksteal -m "not browser and not postgres and not race" $(ARGS)

dates: setup ## run what depends on the day under sixteen clocks (CLOCKS="leap-day kabul" for some)
	@chromium=$$($(PY) -m tests.chromium) && export HEMICYCLE_CHROMIUM="$$chromium" && \
		JOBS=$(JOBS) $(PY) -m tests.dates $(CLOCKS) -- $(ARGS)

stories: setup ## walk every story with every hand in every language
	@chromium=$$($(PY) -m tests.chromium) && HEMICYCLE_CHROMIUM="$$chromium" HEMICYCLE_TEST_STORIES=all \
		$(PY) -m pytest -n $(JOBS) --dist worksteal tests/web/browser/stories $(ARGS)

campaign: setup ## look for faults at random (EXAMPLES=500 of each property; an hour or more)
	@HEMICYCLE_TEST_EXAMPLES=$(EXAMPLES) $(PY) -m pytest -n $(JOBS) --dist worksteal \
		-m chance --hypothesis-profile=campaign --timeout=1800 $(ARGS)

check: setup ## format, lint, types, the import table, translations
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(PY) -m pytest -q tests/test_house*.py tests/test_translations.py

bench: setup ## measure the solver (ARGS="sizes --sizes unit"; minutes to hours)
	@$(PY) -m benchmarks $(ARGS)

clean: ## remove .venv and everything that was made
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis $(CATALOGUES)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed: none was found." >&2; exit 1; }
	@echo "Making $(VENV) with $(PYTHON)" >&2
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.ready: $(SOURCES) | $(VENV)/.made
	@echo "Installing Hemicycle and what it stands on (400 MB, once)" >&2
	@$(PIP) hatchling editables babel
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-to-test: $(SOURCES) | $(VENV)/.made
	@echo "Installing Hemicycle, what it stands on and its tests (800 MB, once)" >&2
	@$(PIP) hatchling editables babel
	@$(PIP) --no-build-isolation --editable '.[test]'
	@touch $(VENV)/.ready $@

$(VENV)/.ready-node: tests/node/package-lock.json tests/node/install.py | $(VENV)/.ready-to-test
	@$(PY) -m tests.node.install
	@touch $@

%.mo: %.po $(VENV)/.made | $(VENV)/.ready
	@$(PY) -m babel.messages.frontend --quiet compile --input-file $< --output-file $@
