# One word per wish. What each does in detail stands in packaging/ and pyproject.toml.
# make run ARGS="--terminal" hands ARGS to the program; make test ARGS="-k tray" hands them to pytest.

PY := .venv/bin/python
NEWEST := .venv-newest/bin
# Tests with real Docker take minutes; all others run on the newest libraries too, every time.
SLOW := tests/engine tests/app tests/workqueue
# Those in a guest of its own, with a real systemd and Debian's libraries inside.
GUEST := tests/vm
ARGS ?=
# How long `make fuzz` is: about four minutes. Each time other worlds, but a seed repeats them.
STEPS ?= 2000000
EXAMPLES ?= 500
SEED ?= $(shell date +%s)

.PHONY: run test test-debian test-newest test-vm check check-only fuzz bench bench-owner \
	translations soak-workqueue demo-workqueue install-system uninstall-system \
	prepare-run prepare-test prepare-bench clean help
.NOTPARALLEL:

help:  ## say what can be made
	@sed -nE 's/^([a-z-]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 20

run:  ## install what is missing, start Docker if it is down, start the app
	@bash packaging/run.sh $(ARGS)

test: prepare-test  ## everything: checks, all tests on Debian's libraries, those without Docker on the newest
	@$(MAKE) --no-print-directory check-only
	@$(MAKE) --no-print-directory test-debian
	@$(NEWEST)/python -m pytest $(patsubst %,--ignore=%,$(SLOW) $(GUEST)) $(ARGS)

test-debian:
	@mkdir -p build
	$(PY) -m coverage run -m pytest --ignore=$(GUEST) $(ARGS)
	@# A part of the suite cannot see all of the core, so only the whole is held to it.
	$(if $(ARGS),,$(PY) -m coverage report --include 'planctongui/core/*' --fail-under=100)

test-newest: prepare-test  ## all tests on the newest libraries
	$(NEWEST)/python -m pytest --ignore=$(GUEST) $(ARGS)

test-vm: prepare-test  ## the system part and Podman on a real systemd, in a guest; as root, ten minutes
	$(PY) -m tests.vm
	$(PY) -m pytest $(GUEST) $(if $(ARGS),$(ARGS) || [ $$? -eq 5 ])

check: prepare-test  ## lint, format, types, walls between the rooms, the policy's promises
	@$(MAKE) --no-print-directory check-only
	$(PY) -m pytest -q tests/core

check-only:
	$(NEWEST)/ruff check
	$(NEWEST)/ruff format --check
	$(NEWEST)/mypy
	$(NEWEST)/lint-imports

fuzz: prepare-test  ## the policy's promises for some minutes; STEPS=, EXAMPLES= and SEED= as you like
	PLANCTONGUI_POLICY_STEPS=$(STEPS) PLANCTONGUI_POLICY_EXAMPLES=$(EXAMPLES) \
	PLANCTONGUI_POLICY_SEED=$(SEED) \
	$(PY) -m pytest -s -v --timeout=0 tests/core/test_policy_invariants.py $(ARGS)

bench: prepare-test  ## measure; figures go to the terminal and to build/bench.json
	@mkdir -p build
	$(PY) -m benchmarks $(ARGS)

bench-owner: prepare-bench  ## measure what the owner notices, as root; to build/bench-owner.json
	@mkdir -p build
	$(PY) -m benchmarks.owner $(ARGS)

soak-workqueue: prepare-test  ## eight pilots held for ten minutes, no Work Queue job lost? about 15 minutes
	$(PY) -m benchmarks.soak_workqueue $(ARGS)

demo-workqueue: prepare-test  ## a Work Queue site and a volunteer on this machine: 50 jobs
	@$(PY) -m benchmarks.demo_workqueue $(ARGS)

translations:  ## bring resources/translations up to the source; needs what the tests need
	@bash packaging/translations.sh

install-system:  ## the slice of all pilots and your right to hold it, for all users of Docker
	@bash packaging/install-system.sh install

uninstall-system:  ## take that away again
	@bash packaging/install-system.sh uninstall

prepare-run:
	@bash packaging/prepare.sh run

prepare-test:
	@bash packaging/prepare.sh test

prepare-bench:
	@bash packaging/prepare.sh bench

clean:  ## remove what was built; settings, ledger, environments and pilots stay
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './.venv*' -prune -exec rm -rf {} +
