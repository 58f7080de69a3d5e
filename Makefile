# Each target sets up what it needs. The stamps are remade when the pinned packages change.
PORT ?= 8000
PYTHON = .venv/bin/python

.DEFAULT_GOAL := test
.PHONY: run build dev test faults bench check icons screens pins clean

run: .venv/run.stamp
	@$(PYTHON) -m pwa serve --port $(PORT)

# The site for any web host, in dist/; SITE_URL= gives its address, RETIRE_WORKER=1 takes it off the phones.
build: .venv/run.stamp
	@$(PYTHON) -m pwa build dist

# Pages that load again when a template, a YAML or a .po file is saved.
dev: .venv/run.stamp
	@$(PYTHON) -m pwa preview --port $(PORT)

test: .venv/test.stamp
	$(PYTHON) -m pytest -n 3 --dist worksteal $(TESTS)

# Every fault of a network and a phone, and a hundred killed browsers; docs/faults.md holds the last result.
faults: .venv/test.stamp
	KILLS=100 $(PYTHON) -m pytest -n 2 --dist worksteal tests/faults tests/browser/test_update.py

# The measured promises: a table, bench/results.json and docs/performance.md; BENCH="--only serving" measures less.
bench: .venv/test.stamp
	@$(PYTHON) -m bench $(BENCH)

check: .venv/test.stamp
	$(PYTHON) -m ruff check pwa tests bench tools
	$(PYTHON) -m ruff format --check pwa tests bench tools
	$(PYTHON) -m mypy
	$(PYTHON) -m pwa catalog check
	$(PYTHON) -m pwa overdue

screens: .venv/test.stamp
	$(PYTHON) -m tools.screens docs/screens
	$(PYTHON) -m tools.preview_screens docs/screens

icons: .venv/test.stamp
	$(PYTHON) -m tools.icons

# Newer versions of the pinned packages; look at the difference before it is committed.
pins: .venv/test.stamp
	scripts/pins.sh

clean:
	rm -rf .venv dist build

.venv/run.stamp: requirements.txt scripts/setup.sh
	@scripts/setup.sh run
	@touch $@

.venv/test.stamp: requirements-dev.txt scripts/setup.sh
	@scripts/setup.sh test
	@touch $@ .venv/run.stamp
