# Works on a machine with Python 3.11 or newer and make; everything lands in .venv.
PYTHON := $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
STAMP := .venv/.installed
CORPORA ?= ../shared/corpora
OUT ?= out
FUZZ ?= 1100

.PHONY: setup demo test fuzz lint evaluate bench models clean

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "claimgraph needs Python 3.11 or newer" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: setup
	$(BIN)/claimgraph build seeds -o $(OUT)
	@echo "Open $(abspath $(OUT))/graph.html in a browser, or $(abspath $(OUT))/graph.gexf in Gephi."

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports
	$(BIN)/oxlint --deny-warnings graph/explorer

test: lint
	$(BIN)/pytest

# Hostile input at length: more than ten thousand cases, drawn anew each time. Fewer run with the other tests.
fuzz: setup
	CLAIMGRAPH_FUZZ=$(FUZZ) $(BIN)/pytest tests/fuzz

# What anybody can measure; where the corpora are, the language models too.
evaluate: setup
	$(BIN)/python -m evaluation.claims
	$(BIN)/python -m evaluation.identity
	$(BIN)/python -m evaluation.disputes
	test ! -d $(CORPORA) || $(BIN)/python -m training.evaluate $(CORPORA)
	test ! -d $(CORPORA) || $(BIN)/python -m training.extracted $(CORPORA)

# Everything that can be timed, on a quiet machine: about forty minutes, and docs/benchmarks.md is new.
bench: setup
	$(BIN)/python -m benchmarks.report

models: setup
	$(BIN)/python -m training.run $(CORPORA)

clean:
	rm -rf $(OUT) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build dist
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
