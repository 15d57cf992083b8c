# `make demo` and `make test` work on a fresh clone of a machine with Python, git and make.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules
unexport PYTHONPATH
# Many a hospital's network has its own certificate authority: uv takes the machine's, as pip does.
export UV_SYSTEM_CERTS := true

BIN := .venv/bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard hdsstack/locale/*/LC_MESSAGES/*.po))
# Each program is a module named __main__: mypy takes them one at a time.
MAINS := $(wildcard stacks/__main__.py policies/*/__main__.py)
# A module named so writes its committed JSON Schema when it is run.
SCHEMAS := $(subst /,.,$(basename $(shell find hdsstack -name '*schema.py')))
# A folder with labelled programs (cases/) and the script that scores a report against them (score.py).
CORPUS ?= tests/corpus

.PHONY: help demo test lint venv engine bench schema locale messages corpus golden requirements wheel clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 14

demo: venv locale ## scaffold a sample hospital in a temporary folder, check it, break it, repair it
	@$(BIN)/hdsstack demo

test: lint ## every check and every test
	@$(BIN)/pytest -q -n 2 --dist worksteal

lint: venv locale ## ruff, mypy --strict, import contract
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet || { $(BIN)/ruff format --check; exit 1; }
	@$(BIN)/mypy
	@for main in $(MAINS); do $(BIN)/mypy "$$main"; done
	@$(BIN)/lint-imports

venv: .venv/.project ## .venv as pinned, with this project in it
	@$(BIN)/python -m compileall -q hdsstack

.venv/.dependencies: requirements/bootstrap.txt requirements/dev.txt
	@tools/make-venv
	@touch $@

.venv/.project: .venv/.dependencies pyproject.toml tools/build_hook.py
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

engine: venv ## the real pulumi command, for the tests that need it
	@$(BIN)/python tools/build_engine.py

bench: venv locale ## ratios of start, check and guard against importing the SDK
	@$(BIN)/python -m tests.bench

schema: venv ## write the JSON Schemas again
	@for module in $(SCHEMAS); do $(BIN)/python -m "$$module"; done

locale: $(CATALOGUES) ## compile the message catalogues

messages: venv ## take new messages into the French catalogue
	@$(BIN)/python tools/messages.py

%.mo: %.po | venv
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

corpus: venv locale ## score `hdsstack check` on labelled programs: make corpus CORPUS=FOLDER
	@mkdir -p build
	@$(BIN)/hdsstack check "$(CORPUS)"/cases/* --format json=build/corpus.json || [ $$? -le 3 ]
	@$(BIN)/python "$(CORPUS)/score.py" build/corpus.json

golden: venv locale ## write the golden trees again; read the difference before committing it
	@HDSSTACK_UPDATE_GOLDEN=1 $(BIN)/pytest -q tests/blueprints

requirements: venv ## pin the newest releases that the .in files allow
	@for set in runtime dev bootstrap engine old-sdks; do \
	    $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	        --no-emit-index-url --no-annotate --no-header -o "requirements/$$set.txt" "requirements/$$set.in"; \
	done

wheel: venv ## build the wheel into dist/
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist >/dev/null && ls dist/*.whl

clean: ## remove what make made
	@rm -rf .venv .engine build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find hdsstack tests -name __pycache__ -prune -exec rm -rf {} +
