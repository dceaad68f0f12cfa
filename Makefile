# `make` alone lists what there is. Paths are relative, so the checkout may lie anywhere, in a
# folder with spaces too.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run test thorough check bench evaluate faults fuzz leaks soak lock floors shots texts goldens clean \
	prepare prepare-dev prepare-bench

PYTHON ?= python3
PY := .venv/bin/python
# Two at a time: the smallest machine this is tried on has two cores. None is idle while the other
# still has a list of tests to do.
TESTS := -n 2 --dist worksteal

PREPARE := command -v "$(PYTHON)" >/dev/null \
	|| { echo "Python 3.11 to 3.14 is needed, and there is no $(PYTHON)." \
	"On Debian and Ubuntu: sudo apt-get install -y python3" >&2; exit 1; }; \
	"$(PYTHON)" packaging/prepare.py
# Tests and pictures are drawn into memory.
OFFSCREEN := env QT_QPA_PLATFORM=offscreen

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

prepare:
	@$(PREPARE)

prepare-dev:
	@$(PREPARE) --dev

prepare-bench:
	@$(PREPARE) --bench

run: prepare ## set up what is missing, then open the window (without a screen: an example, in pictures)
	@$(PY) packaging/run.py

test: prepare-dev ## run the tests
	@$(OFFSCREEN) $(PY) -m pytest $(TESTS)

thorough: prepare-dev ## the same tests with ten times as many random cases
	@$(OFFSCREEN) THOROUGH=1 $(PY) -m pytest $(TESTS) --timeout 1200

check: prepare-dev ## style, types, layers, dead code, sizes and habits
	@status=0; \
	$(PY) -m ruff check || status=1; \
	$(PY) -m ruff format --check || status=1; \
	$(PY) -m mypy || status=1; \
	$(PY) -c 'from importlinter.cli import lint_imports_command as lint; lint()' --no-logo || status=1; \
	$(PY) -m tests.architecture || status=1; \
	exit $$status

bench: prepare-bench ## measure speed against the floors
	@$(OFFSCREEN) $(PY) -m tests.benchmarks

evaluate: prepare-dev ## how often the rules about pain are right, on simulated diaries (DIARIES=350 SEED=1)
	@$(PY) -m tests.evaluation --diaries $(or $(DIARIES),350) --seed $(or $(SEED),1)

faults: prepare-dev ## kill, fill, damage, unplug and take away a diary some thousand times (ROUNDS=500 SEED=1; goes on where it was stopped)
	@$(OFFSCREEN) $(PY) -m tests.faults --rounds $(or $(ROUNDS),500) --seed $(or $(SEED),1)

fuzz: prepare-dev ## read ten thousand bad files of every format (ROUNDS=10000 SEED=1; goes on where it was stopped)
	@$(OFFSCREEN) $(PY) -m tests.fuzz --rounds $(or $(ROUNDS),10000) --seed $(or $(SEED),1)

leaks: prepare-dev ## look for wide files, for words where they are not wanted, for texts that are obeyed
	@$(OFFSCREEN) $(PY) -m tests.leaks

soak: prepare-dev ## use the window for two hours and look for what it does not give back (MINUTES=120 SEED=1)
	@$(OFFSCREEN) $(PY) -X faulthandler -m tests.soak --minutes $(or $(MINUTES),120) --seed $(or $(SEED),1)

lock: prepare-dev ## write packaging/locks anew from pyproject.toml (UPGRADE=--upgrade: newest versions)
	@$(PY) packaging/lock.py $(UPGRADE)

floors: prepare-dev ## run the tests with the oldest versions that pyproject.toml allows
	@$(OFFSCREEN) $(PY) packaging/floors.py

shots: prepare ## draw every page of the window with an example diary into build/shots
	@rm -rf build/shots && mkdir -p build/shots
	@$(OFFSCREEN) $(PY) -m diary --diary build/shots/example.sqlite3 sample
	@$(OFFSCREEN) $(PY) -m diary --diary build/shots/example.sqlite3 shots --out build/shots

goldens: prepare-dev ## draw the pictures and list the tab stops that the tests compare with, on purpose
	@$(OFFSCREEN) $(PY) -m tests.ui.looks regenerate
	@$(OFFSCREEN) $(PY) -m tests.charts regenerate

texts: prepare-dev ## take the texts for translators out of the source (LANGUAGE_CODE=de begins one)
	@$(PY) packaging/texts.py $(LANGUAGE_CODE)

clean: ## remove .venv, caches and everything built
	@rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
