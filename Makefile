# Two commands do all: `make run` and `make test`. Each first brings the machine to what it needs (packaging/setup.sh).
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup run test check bench walk soak crash screens lock clean

BIN := .venv/bin
# The lock names published files only: this machine's own wheels and indexes stay out of it.
COMPILE := env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make lock" \
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --build-deps-for=editable \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

# One matter of each kind, and one whose paper may be photographed: faults of devices strike all of a kind alike.
ONE_A_KIND := no-criminal-record housing-fund-balance residence-permit-endorsement traffic-fine-payment \
	exit-entry-appointment senior-bus-card-check hotline-12345 remote-residence-filing

help: ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

setup: ## system packages, .venv, locked dependencies; does nothing twice
	@packaging/setup.sh

run: setup ## the terminal with its bench, platform and simulators
	$(BIN)/kiosk demo

test: setup ## every test
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest -n 3 --dist loadfile --max-worker-restart 0

check: setup ## style, types, import directions, QML, licences, catalogue
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	packaging/qmllint.sh
	$(BIN)/python packaging/licences.py --check
	$(BIN)/kiosk matters check

bench: setup ## one JSON line a figure
	@$(BIN)/python -m benchmarks

walk: setup ## every matter through the real screens, with the network cut at every step, with every fault at every step
	$(BIN)/kiosk walk --all --jobs 2 --out build/walk --resume
	$(BIN)/kiosk matters share --walks build/walk/walks.jsonl
	$(BIN)/kiosk walk --all --fault 'network@*' --jobs 2 --out build/walk --resume
	$(BIN)/kiosk walk $(ONE_A_KIND) --fault '*@*' --jobs 2 --out build/walk --resume

# A soak takes longer than the 120 s after which a test of `make test` counts as hanging.
SOAK := QT_QPA_PLATFORM=offscreen $(BIN)/pytest -m soak -o faulthandler_timeout=3600 -o log_cli=true --log-cli-level=INFO --durations=0
SOAK_DEVICES := tests/soak/test_card_reads.py tests/soak/test_receipts.py tests/soak/test_cameras.py tests/unit/kiosk/test_supervision.py
EVERY := KIOSK_CRASH_EVERY=1 KIOSK_POWER_EVERY=1 KIOSK_NETWORK_EVERY=1
CRASH_LOG := build/crash/log.jsonl

soak: setup ## what only hours show: calls, memory, threads, files; PART=devices or PART=rest does one half
ifneq ($(PART),rest)
	@worst=0; $(SOAK) $(SOAK_DEVICES) || worst=1; $(SOAK) tests/fuzz -n 2 || worst=1; exit $$worst
endif
ifneq ($(PART),devices)
	$(SOAK) tests --ignore=tests/fuzz $(addprefix --deselect=,$(SOAK_DEVICES))
	KIOSK_OUTCOME_AMOUNTS=50 $(BIN)/pytest tests/unit/central/test_outcomes.py -o faulthandler_timeout=3600
	$(MAKE) crash
endif

# An hour. What passed at this commit, by the log, is not done again.
crash: setup ## a kill and each error at every call of put, sync and upgrade, every power cut; goes on where it was
	$(EVERY) KIOSK_CRASH_LOG=$(CRASH_LOG) $(BIN)/pytest tests/durability -o faulthandler_timeout=7200; worst=$$?; \
		$(BIN)/python -m tests.durability.done $(CRASH_LOG); exit $$worst

# An hour: every page in every look and format is audited, and the gallery in build/screens compared with what was
# accepted last; ACCEPT=--accept accepts it.
screens: setup ## docs/screens: a picture a page and language; all looks and formats audited and compared
	QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software $(BIN)/python -m tests.ui.screens --out docs/screens
	QT_QPA_PLATFORM=offscreen KIOSK_SCREENS_EVERY=1 $(BIN)/pytest tests/ui/test_audit.py -o faulthandler_timeout=3600
	QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software $(BIN)/python -m tests.ui.screens --whole $(ACCEPT)

lock: setup ## pin anew what pyproject.toml allows; LOCK=--upgrade for the newest
	$(COMPILE) $(LOCK) --all-extras --output-file requirements.lock pyproject.toml
	$(COMPILE) $(LOCK) --constraint requirements.lock --output-file requirements-terminal.lock pyproject.toml
	$(BIN)/python packaging/licences.py

clean: ## all that was made here, .venv too; never var/, where a queue may lie
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
