# Two commands matter: `make demo` and `make test`. Each sets up what it needs by itself.

SHELL := /bin/sh
.DEFAULT_GOAL := help
# Containers say it for themselves; here each of dozens of processes would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help demo test check fmt bench reset messages lock docs coverage

# Any Python starts the set-up, which then finds or fetches 3.13.
ANY_PYTHON = $(shell for p in .venv/bin/python python3.13 python3 python $$HOME/.pyenv/versions/3.13*/bin/python; do \
	"$$p" -c '' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
SETUP = $(or $(ANY_PYTHON),$(error No Python was found. Install Python 3.13 first)) tools/bootstrap.py
PYTHON = .venv/bin/python

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## run the platform here with real data and one sign-in per role; PORT=8000; Ctrl-C ends it
	@$(SETUP) demo
	@exec $(PYTHON) -m tools.demo

test: ## run every check and test
	@$(SETUP) test
	@exec $(PYTHON) -m tools.suite

coverage: ## run every test and measure which lines they run; the floor rises and never falls
	@$(SETUP) test
	@exec $(PYTHON) -m tools.coverage

check: ## run the checks alone: style, types, imports, templates, migrations, security
	@$(SETUP) test
	@exec $(PYTHON) -m tools.check

fmt: ## put the code in the house's form
	@$(SETUP) test
	@$(PYTHON) -m ruff format --quiet --exclude '*.md' .
	@$(PYTHON) -m tools.template_lines
	@.venv/bin/djade --target-version 6.0 $$(find templates -name '*.html') || true
	@$(PYTHON) -m ruff check --fix --quiet .

bench: ## measure; prints a table and writes var/bench.json
	@$(SETUP) test
	@exec $(PYTHON) -m tools.bench

messages: ## collect texts for translation into locale/, then compile them
	@$(SETUP) demo
	@$(SETUP) messages
	@$(PYTHON) -m tools.embedded start
	@$(PYTHON) manage.py makemessages --all --no-location --ignore=node_modules --ignore=var --ignore=.venv --ignore=tests
	@exec $(PYTHON) -m tools.messages

lock: ## write requirements/*.lock anew from requirements/*.in
	@$(SETUP) test
	@for list in uv runtime embedded development; do .venv/bin/uv pip compile --quiet --no-header --no-emit-index-url \
		--python-version 3.13 --generate-hashes requirements/$$list.in -o requirements/$$list.lock || exit 1; done

reset: ## stop what runs here and remove var/ with all its data
	@$(SETUP) demo
	@exec $(PYTHON) -m tools.reset

docs: ## draw the machines anew and build the documentation in var/site
	@$(SETUP) test
	@$(PYTHON) -m tools.machines
	@NO_MKDOCS_2_WARNING=1 .venv/bin/mkdocs build --quiet && echo 'var/site/index.html'
