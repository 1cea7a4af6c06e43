# What README.md and CONTRIBUTING.md say, by one word each. `make PYTHON=python3 …` for another environment.
PYTHON ?= .venv/bin/python
BIN := $(dir $(PYTHON))
DATABASE ?= postgresql://cms:cms@127.0.0.1:5432/cms_test
CACHE ?= redis://127.0.0.1:6379/1

.PHONY: install demo test test-pg lint types contract gate

install:  ## an environment with what tests and tools need
	python3 -m venv .venv && .venv/bin/pip install -q -r requirements-dev.txt

demo:  ## an invented association and its website
	$(PYTHON) manage.py demo

test:  ## the suite on SQLite; one file: make test ARGS=tests/api/test_filters.py
	$(PYTHON) -m pytest $(ARGS)

test-pg:  ## the suite on PostgreSQL and Redis: make test-pg DATABASE=postgresql://… CACHE=redis://…
	CMS_TEST_DATABASE_URL=$(DATABASE) CMS_TEST_CACHE_URL=$(CACHE) $(PYTHON) -m pytest $(ARGS)

lint:  ## style and layers
	$(BIN)ruff format --check .
	$(BIN)ruff check .
	$(BIN)lint-imports

types:  ## mypy, and the types of the contract's frontend
	$(BIN)mypy
	cd frontend_contract && npm ci --no-audit --no-fund --loglevel=error && npm run --silent check

contract:  ## write schema, changelog and manifest of the public API anew
	$(PYTHON) manage.py export_contract

gate:  ## everything, on a clean copy; installs what is missing
	bash .ci/run
