# Each target sets up what it needs, and `make` alone says what there is. A stamp is remade when the pins change.
PORT ?= 8000
PYTHON = .venv/bin/python
CODE = pwa tests bench tools noxfile.py

.DEFAULT_GOAL := help
.PHONY: help run build dev test quick faults bench check screens icons pins clean

help:
	@sed -n 's/^\([a-z]*\):.*## /  make \1|/p' $(MAKEFILE_LIST) | awk -F '|' '{ printf "%-14s %s\n", $$1, $$2 }'

run: .venv/run.stamp ## serve the app at http://127.0.0.1:8000/ (PORT=8001 for another port)
	@$(PYTHON) -m pwa serve --port $(PORT)

build: .venv/run.stamp ## write the site for any web host to dist/ (SITE_URL=https://example.org/)
	@$(PYTHON) -m pwa build dist

dev: .venv/run.stamp ## a live preview: pages reload when a template, a YAML or a .po file is saved
	@$(PYTHON) -m pwa preview --port $(PORT)

test: .venv/test.stamp ## every test; gets a browser and other programs (TESTS=tests/unit for some)
	$(PYTHON) -m pytest -n 3 --dist worksteal $(TESTS)

quick: .venv/dev.stamp ## unit tests and one of each screen, where a browser is there; installs only Python packages
	$(PYTHON) -m pytest -n 3 --dist worksteal -q -m quick tests/unit $$($(PYTHON) -m tools.browser >/dev/null && echo tests/browser)

# A hundred killed browsers; docs/faults.md holds the last result.
faults: .venv/test.stamp ## every fault of a network and a phone, at full length
	KILLS=100 $(PYTHON) -m pytest -n 2 --dist worksteal tests/faults tests/browser/test_update.py

bench: .venv/test.stamp ## measure what is promised, into docs/performance.md (BENCH="--only serving")
	@$(PYTHON) -m bench $(BENCH)

check: .venv/check.stamp ## style, types, layers, catalogs, content, scripts, styles and pages
	$(PYTHON) -m ruff check $(CODE)
	$(PYTHON) -m ruff format --check $(CODE)
	$(PYTHON) -m mypy
	.venv/bin/lint-imports --no-logo
	$(PYTHON) -m pwa catalog check
	$(PYTHON) -m pwa overdue
	scripts/lint-front-end.sh
	scripts/lint-pages.sh

screens: .venv/test.stamp ## take a picture of every screen for docs/screens
	$(PYTHON) -m tools.screens docs/screens
	$(PYTHON) -m tools.preview_screens docs/screens

icons: .venv/test.stamp ## draw the icons of all sizes from pwa/static/icon.svg
	$(PYTHON) -m tools.icons

pins: .venv/dev.stamp ## newer versions of the pinned packages, with a report; look at it before it is committed
	@scripts/pins.sh --upgrade
	@$(PYTHON) -m tools.pins_report

clean: ## remove .venv, dist and build
	rm -rf .venv dist build

.venv/run.stamp: requirements.txt scripts/environment.sh
	@scripts/environment.sh requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt scripts/environment.sh
	@scripts/environment.sh requirements-dev.txt
	@touch $@ .venv/run.stamp

.venv/check.stamp: .venv/dev.stamp requirements-node.txt scripts/programs.sh
	@scripts/programs.sh check
	@touch $@

.venv/test.stamp: .venv/dev.stamp scripts/programs.sh
	@scripts/programs.sh test
	@touch $@
