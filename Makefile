# All commands of the project; `make help` lists them. Nothing lives in CI alone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO := var/sample
PORT ?= 8000

.PHONY: help setup frontend debian demo demo-stop test check format score score-keep bench screenshots lock clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

setup: $(READY) ## make .venv with everything the project needs, and the map where npm is
	@sh scripts/frontend.sh --optional

$(READY): pyproject.toml requirements.lock scripts/make-venv.sh
	@sh scripts/make-venv.sh "$(PYTHON)" "$(VENV)"
	@touch $@

frontend: ## build the drawn map of the pages with npm
	@sh scripts/frontend.sh

debian: ## install Chromium, CJK fonts, npm and PostgreSQL where we are root on Debian
	@sh scripts/debian.sh

demo: setup ## build the sample district, answer a question, serve it
	@sh scripts/demo.sh start "$(BIN)" "$(DEMO)" "$(PORT)"

demo-stop: ## stop what `make demo` serves
	@sh scripts/demo.sh stop

test: debian setup ## all tests, and the score where the judged questions are present
	$(BIN)/pytest -n auto --dist loadgroup
	$(BIN)/python -m benchmarks.score

check: setup ## style, types, layers, sizes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python scripts/check_sizes.py
	@sh scripts/frontend.sh --check

format: setup ## put the code into the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

score: setup ## judged development questions: hit@1, hit@5, nDCG@10, declined
	$(BIN)/python -m benchmarks.score

score-keep: setup ## make the present score the reference that may not fall
	$(BIN)/python -m benchmarks.score --keep

bench: debian setup ## speed and memory, with the peers in the same run
	$(BIN)/python -m benchmarks.run

screenshots: debian setup ## pages of the sample district into docs/screenshots
	$(BIN)/python scripts/screenshots.py

lock: ## renew requirements.lock from pyproject.toml
	$(BIN)/uv pip compile --quiet pyproject.toml --extra meaning --group dev \
	  --python-version 3.11 --no-emit-index-url --no-header -o requirements.lock

clean: ## remove what the commands made
	rm -rf $(VENV) var frontend/node_modules src/zhihui/web/public/static/built .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
