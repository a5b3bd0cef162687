# Everything a fresh machine needs is python3 (3.11 or newer), make and git; the rest is set up in .venv.

# Set PYTHON to choose another; without it the first that is new enough is taken.
PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
CITEKIT := $(BIN)/citekit
DEMO := build/demo
COMPILED := build/compiled# a copy, since the compiled modules are left beside the sources
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: bench citations compiled demo test lint types layers format check clean help

help:
	@echo 'make demo    the example: note marks found, mapped, set in two styles; a manuscript set; quotations proved'
	@echo 'make test    the tests'
	@echo 'make check   linters, types, layers and tests, as CI runs them'
	@echo 'make format  format the code'
	@echo 'make compiled  a wheel in dist, its busiest modules compiled to C'
	@echo 'make bench   citekit beside other citation processors, installed into build/peers'

demo: $(VENV)/.installed
	@printf '\n== The note marks of examples/politburo-1929/passage.txt ==\n\n'
	@$(CITEKIT) notes examples/politburo-1929/passage.txt || test $$? -eq 1
	@printf '\n== The excerpt, in our own compact style ==\n\n'
	@$(CITEKIT) render --style excerpt-notes 2>/dev/null
	@printf '\n== The excerpt, in the style of the Chicago Manual ==\n\n'
	@$(CITEKIT) render --style chicago-notes-bibliography 2>/dev/null
	@mkdir -p $(DEMO)
	@printf '\n== Files ==\n\n'
	@for suffix in html docx epub odt md tex; do $(CITEKIT) render -o $(DEMO)/excerpt.$$suffix 2>/dev/null || exit; done
	@printf 'HTML      file://%s\nWord      %s\nEPUB      %s\nODT       %s\nMarkdown  %s\nLaTeX     %s\n' \
		"$(CURDIR)/$(DEMO)/excerpt.html" $(DEMO)/excerpt.docx $(DEMO)/excerpt.epub $(DEMO)/excerpt.odt \
		$(DEMO)/excerpt.md $(DEMO)/excerpt.tex
	@printf '\n== A manuscript in Markdown, its citations set ==\n\n'
	@$(CITEKIT) cite examples/manuscript/paper.md 2>/dev/null
	@printf '\n== The quotations of the passage, and the notes that cover them ==\n\n'
	@$(CITEKIT) quotes examples/politburo-1929/passage.txt 2>/dev/null || test $$? -eq 1
	@printf '\n== Quotations proved against their source, word by word ==\n\n'
	@$(CITEKIT) verify examples/quotations/quotations.yaml || test $$? -eq 1
	@printf '\n== Everything checked: what the baseline of this repository accepts ==\n\n'
	@$(CITEKIT) check --no-baseline || test $$? -eq 1

test: $(VENV)/.developed
	$(BIN)/python -m pytest -n 2 -q

lint: $(VENV)/.developed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.developed
	$(BIN)/mypy

layers: $(VENV)/.developed
	$(BIN)/lint-imports

citations: $(VENV)/.installed
	$(CITEKIT) check

format: $(VENV)/.developed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.developed
	test -d build/peers || $(BIN)/python -m benchmarks --setup build/peers
	$(BIN)/python -m benchmarks --peers-dir build/peers --edit 1000

compiled: $(VENV)/.installed
	rm -rf $(COMPILED) && mkdir -p $(COMPILED)
	cp -R citekit pyproject.toml README.md LICENSE $(COMPILED)
	HATCH_BUILD_HOOK_ENABLE_MYPYC=1 $(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist $(COMPILED)

check: lint types layers citations test

$(VENV)/.installed: pyproject.toml
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "setting up $(VENV)"; exec $$python -m venv $(VENV); \
		fi; \
	done; \
	echo 'citekit needs Python 3.11 or newer; none was found (set PYTHON=…)' >&2; exit 1
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.developed: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
