# One word per wish. What each does in detail stands in packaging/ and pyproject.toml.
# make run ARGS="--demo" hands ARGS to the program; make test ARGS="-k tray" hands them to pytest.

PY := .venv/bin/python
NEWEST := .venv-newest/bin
# Tests that need no Docker and no long waits: run on the newest libraries too, every time.
QUICK := $(wildcard tests/core tests/sensors tests/headnodes tests/settings tests/ledger tests/views)
ARGS ?=

.PHONY: run test test-debian test-newest check check-only bench prepare-run prepare-test clean help
.NOTPARALLEL:

help:  ## say what can be made
	@sed -nE 's/^([a-z-]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 20

run:  ## install what is missing, start Docker if it is down, start the app
	@bash packaging/run.sh $(ARGS)

test: prepare-test  ## everything: checks, all tests on Debian's libraries, quick ones on the newest
	@$(MAKE) --no-print-directory check-only
	@$(MAKE) --no-print-directory test-debian
	@$(NEWEST)/python -m pytest $(QUICK) $(ARGS)

test-debian:
	@mkdir -p build
	$(PY) -m coverage run -m pytest $(ARGS)
	$(PY) -m coverage report --include 'planctongui/core/*' --fail-under=100

test-newest: prepare-test  ## all tests on the newest libraries
	$(NEWEST)/python -m pytest $(ARGS)

check: prepare-test  ## lint, format, types, walls between the rooms
	@$(MAKE) --no-print-directory check-only

check-only:
	$(NEWEST)/ruff check
	$(NEWEST)/ruff format --check
	$(NEWEST)/mypy
	$(NEWEST)/lint-imports

bench: prepare-test  ## measure; figures go to the terminal and to build/bench.json
	@mkdir -p build
	$(PY) -m benchmarks $(ARGS)

prepare-run:
	@bash packaging/prepare.sh run

prepare-test:
	@bash packaging/prepare.sh test

clean:  ## remove what was built; settings, ledger, environments and pilots stay
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './.venv*' -prune -exec rm -rf {} +
