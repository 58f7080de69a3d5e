# Each target sets up what it needs. The stamps are remade when the pinned packages change.
PORT ?= 8000
PYTHON = .venv/bin/python

.DEFAULT_GOAL := test
.PHONY: run test check icons screens pins clean

run: .venv/run.stamp
	@$(PYTHON) -m pwa serve --port $(PORT)

test: .venv/test.stamp
	$(PYTHON) -X dev -m pytest $(TESTS)

check: .venv/test.stamp
	$(PYTHON) -m ruff check pwa tests
	$(PYTHON) -m ruff format --check pwa tests
	$(PYTHON) -m mypy
	$(PYTHON) -m pwa catalog check

screens: .venv/test.stamp
	$(PYTHON) -m pwa screens docs/screens

icons: .venv/test.stamp
	$(PYTHON) -m pwa icons

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
