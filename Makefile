# `make serve`, `make brief` and `make test` need python3 (3.11 or newer) and make; the first of them fills .venv from the locks.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
FILE ?= examples/article.txt
ARGS ?=

.PHONY: serve brief test check gate baseline eval lock clean help
help:
	@echo "make serve   the HTTP API on http://127.0.0.1:8000, docs at /docs (ARGS=\"--port 9000\" and PRECIS_* change it)"
	@echo "make brief   a brief of FILE=$(FILE) on the terminal"
	@echo "make test    everything CI gates on"
	@echo "make eval    the gold articles briefed and scored: the verdict here, the page in eval.html (ARGS=\"--engine llm\")"
	@echo "make check   the quick half of it: format, lint, types, import contracts"
	@echo "make lock    the locks, again, from pyproject.toml"

serve: $(VENV)/.run
	$(BIN)/precis serve $(ARGS)

brief: $(VENV)/.run
	$(BIN)/precis brief $(FILE)

test: check
	$(BIN)/python -m pytest -q --numprocesses auto --dist worksteal
	$(MAKE) gate

# What briefs must be like: of the built-in engine, and of every set of recorded replies, sent through the llm engine
# without a key. Each set is a run of its own: more gates in one would catch less.
gate baseline: $(VENV)/.run
	rm -rf eval-runs/$@
	$(BIN)/precis eval --engine extractive --out eval-runs/$@/extractive $(UPDATE)
	@for replies in $(wildcard evals/recordings/*); do \
	  echo "$(BIN)/precis eval --replay $$replies $(UPDATE)"; \
	  $(BIN)/precis eval --replay $$replies --out eval-runs/$@/$$(basename $$replies) $(UPDATE) || exit; done

baseline: UPDATE := --update-baseline

eval: $(VENV)/.run
	$(BIN)/precis eval --html eval.html $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Locks: what builds the package, what runs it, what tests it; and what runs it with the extras, for the image. Each
# step is remembered by a stamp in .venv.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "precis needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.made requirements-build.lock requirements.lock pyproject.toml
	$(PIP) install --require-hashes -r requirements-build.lock -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)
lock:
	@command -v uv >/dev/null || { echo "make lock needs uv (pip install uv)" >&2; exit 1; }
	$(LOCK) pyproject.toml --output-file requirements.lock
	$(LOCK) --group build --constraint requirements.lock --output-file requirements-build.lock
	$(LOCK) pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(LOCK) pyproject.toml --all-extras --constraint requirements.lock --output-file requirements-extras.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache dist
