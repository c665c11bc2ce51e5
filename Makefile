# Luku: `make demo` shows it, `make test` tests it. Both set up what they need in .venv.
SHELL := /bin/bash
PYTHON ?= python3
PY := .venv/bin/python
LUKU := .venv/bin/luku
HOST ?= 127.0.0.1
PORT ?= 8000
SERVE ?= 1
SEEDS ?= 300
PROFILE ?= measure
SEED ?= 1
REPORTS ?= 20
QUESTIONS ?= 600
GROWN ?= 10000
SOURCES := $(wildcard ingest/*.py ingest/*/*.py index/*.py eval/samples/*.py)
SHARED ?= ../shared
CODE := ingest index service eval tests

.PHONY: help install demo test check lint types serve eval accuracy sides rounds bench tables train pins clean
.DELETE_ON_ERROR:

help:
	@echo "make install   .venv with everything; .venv/bin/luku runs"
	@echo "make demo      ingest the sample reports, ask a few questions, serve (SERVE=0: do not serve)"
	@echo "make test      the tests"
	@echo "make check     lint, strict types, tests"
	@echo "make serve     serve the library \$$LUKU_LIBRARY, else ./library (HOST=, PORT=)"
	@echo "make eval      20 random reports, 600 questions about them: the accuracy by type (SEED=1 PROFILE=measure)"
	@echo "make accuracy  asks about the sample reports and holds the scores against those expected"
	@echo "make sides     what make eval asked, also by plainer recipes: pypdf with FAISS, BM25, table readers"
	@echo "make bench     speed and memory; reading against pdfplumber, pypdf and camelot (GROWN=100000: all)"
	@echo "make rounds    asks the questions of eval/rounds, with and without filters"
	@echo "make train     learns the model that chooses among candidates anew (service/ranking/model.npz)"
	@echo "make tables    how random tables are read (SEEDS=300)"

install: .venv/.installed

.venv/.installed: pyproject.toml .constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Luku needs Python 3.11 or newer; name it: make install PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' \
	  || { echo "$(PYTHON) cannot make a virtual environment; on Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check --constraint .constraints.txt --editable '.[dev]'
	@touch $@

# The sample reports, read with the code as it is now.
build/library/.ingested: .venv/.installed $(SOURCES)
	@rm -rf build/samples build/library
	$(PY) -m eval samples --out build/samples
	$(LUKU) ingest build/samples --library build/library
	@touch $@

demo: build/library/.ingested
	@$(LUKU) reports list --library build/library
	@while read -r question; do \
	  printf '\n— %s\n\n' "$$question"; \
	  $(LUKU) ask "$$question" --library build/library || [ $$? -eq 1 ] || exit 1; \
	done <<< "$$DEMO_QUESTIONS"
	@if [ "$(SERVE)" != 0 ]; then \
	  echo; echo "Palvelu: http://$(HOST):$(PORT)/docs (lopeta: Ctrl-C)"; \
	  exec $(LUKU) serve --library build/library --host $(HOST) --port $(PORT); \
	fi

define DEMO_QUESTIONS
Mikä on Uomaveden liikevaihdon ennuste?
Mikä on Maankäyttö ja luvat -yksikön toimintatuottojen poikkeama?
Kuinka paljon kaupungin korkokulut olivat vuonna 2024?
Mitä HTV tarkoittaa?
Paljonko Satamapalvelujen toimintakulut ovat ennusteen mukaan?
endef
export DEMO_QUESTIONS

# A file at a time on each of two processors: the tests of one file share what they make.
test: install
	OMP_NUM_THREADS=1 $(PY) -m pytest -q --numprocesses 2 --dist loadfile

check: lint types test

lint: install
	$(PY) -m ruff check $(CODE)
	$(PY) -m ruff format --check $(CODE)

types: install
	$(PY) -m mypy

serve: install
	$(LUKU) serve --host $(HOST) --port $(PORT)

# $(call with_service,LIBRARY,COMMAND): a service on a free port, at $$url, for as long as the command takes.
define with_service
@port=$$($(PY) -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'); \
$(LUKU) serve --library $(1) --port $$port 2> $(1)/../serve.log & service=$$!; \
trap 'kill $$service; wait $$service' EXIT; \
url=http://127.0.0.1:$$port; \
for _ in {1..120}; do \
  kill -0 $$service 2>/dev/null || { cat $(1)/../serve.log >&2; exit 1; }; \
  $(PY) -c 'import sys, urllib.request as r; r.urlopen(sys.argv[1] + "/readyz", timeout=5)' $$url 2>/dev/null && break; \
  sleep 0.5; \
done; \
$(2)
endef

# $(call ask_service,LIBRARY,CASES,RUN): all the questions, asked anew.
ask_service = $(call with_service,$(1),$(PY) -m eval run --url $$url --cases $(2) --out $(3) --again)

# Random reports of invented cities with questions (REPORTS=20 QUESTIONS=600 SEED=1 PROFILE=measure), read,
# served on a free port for as long as the questions take. The same seed gives the same table.
eval: install
	@rm -rf build/eval && mkdir -p build/eval
	$(PY) -m eval reports --profile $(PROFILE) --seed $(SEED) --reports $(REPORTS) --questions $(QUESTIONS) --out build/eval
	$(LUKU) ingest build/eval/reports --library build/eval/library
	$(call ask_service,build/eval/library,build/eval/cases.jsonl,build/eval/run)

# The questions about the sample reports, held against the scores that eval/expected.toml expects.
accuracy: build/library/.ingested
	$(call ask_service,build/library,build/samples/*.jsonl,build/runs/samples)
	$(PY) -m eval check build/runs/samples --name samples

# The reports and questions of `make eval` (made where missing) by plainer recipes too, tables by other readers;
# where $(SHARED) is there, its questions and paragraphs likewise.
sides: install
	.venv/bin/pip install --quiet --disable-pip-version-check --constraint .constraints.txt --editable '.[dev,bench]'
	$(if $(wildcard build/eval/run/run.json),,$(MAKE) eval)
	$(call with_service,build/eval/library,$(PY) -m eval sides --url $$url --cases build/eval/cases.jsonl \
	  --reports build/eval/reports --run build/eval/run --tables 20 \
	  $(addprefix --retrieval ,$(wildcard $(SHARED)/retrieval/squad2-fi-3000.jsonl)))
	$(if $(wildcard $(SHARED)/gold),$(LUKU) ingest $(SHARED)/reports/*.pdf --library build/sides/library)
	$(if $(wildcard $(SHARED)/gold),$(call with_service,build/sides/library,$(PY) -m eval sides --url $$url \
	  --cases $(SHARED)/gold/*.jsonl --reports $(SHARED)/reports))

bench: build/library/.ingested
	.venv/bin/pip install --quiet --disable-pip-version-check --constraint .constraints.txt --editable '.[dev,bench]'
	$(PY) -m eval bench --samples build/samples --grown $(GROWN)

# Random tables with known cells, drawn by two PDF producers; about two minutes.
tables: install
	$(PY) -m eval tables --seeds $(SEEDS)

# The questions of eval/rounds, each round asked of its own reports (ROUND=round-7 for one): with the report as a
# filter, then without filters.
ROUND := *
rounds: install
	@for folder in eval/rounds/$(ROUND)/; do \
	  name=$$(basename $$folder); echo "== $$name"; \
	  $(LUKU) ingest $$folder*.pdf --library build/rounds/$$name/library > /dev/null || exit 1; \
	  $(MAKE) --no-print-directory _round NAME=$$name || exit 1; \
	done

_round:
	$(call with_service,build/rounds/$(NAME)/library,$(PY) -m eval run --url $$url --only-ask \
	  --cases eval/rounds/$(NAME)/questions.jsonl --out build/rounds/$(NAME)/filtered --again; \
	  $(PY) -m eval run --url $$url --only-ask --unfiltered \
	  --cases eval/rounds/$(NAME)/questions.jsonl --out build/rounds/$(NAME)/unfiltered --again)

# The model that chooses among candidates, learned anew: generated reports of seeds that may be looked at, the
# samples and the rounds, with questions in templates and in people's own words; where $(SHARED) is there, its
# questions likewise. Whole reports are held out to calibrate.
TRAIN := build/train
train: install build/library/.ingested
	@for seed in 1 3 81 82; do \
	  count=20; [ $$seed -gt 80 ] && count=8; \
	  rm -rf $(TRAIN)/$$seed; \
	  $(PY) -m eval reports --profile tune --seed $$seed --reports $$count --questions 600 --out $(TRAIN)/$$seed || exit 1; \
	  $(LUKU) ingest $(TRAIN)/$$seed/reports --library $(TRAIN)/$$seed/library || exit 1; \
	done
	@for folder in eval/rounds/*/; do \
	  $(LUKU) ingest $$folder*.pdf --library $(TRAIN)/$$(basename $$folder) > /dev/null || exit 1; \
	done
	$(if $(wildcard $(SHARED)/gold),$(LUKU) ingest $(SHARED)/reports/*.pdf --library $(TRAIN)/shared)
	$(PY) -m service.ranking.train \
	  --from $(TRAIN)/1/library $(TRAIN)/1/cases.jsonl 0.3 --from $(TRAIN)/3/library $(TRAIN)/3/cases.jsonl 0.3 \
	  --from $(TRAIN)/81/library eval/cases/generated-tune-81.jsonl 1 \
	  --from $(TRAIN)/82/library eval/cases/generated-tune-82.jsonl 1 \
	  --from build/library build/samples/sample.jsonl 1 \
	  --from build/library eval/cases/samples-spoken.jsonl 1 --from build/library eval/cases/samples-natural.jsonl 1 \
	  $(foreach round,$(notdir $(wildcard eval/rounds/*-*)),--from $(TRAIN)/$(round) eval/rounds/$(round)/questions.jsonl 1) \
	  $(foreach file,$(wildcard $(SHARED)/gold/*.jsonl),--from $(TRAIN)/shared $(file) 1)

# After changing a pin in pyproject.toml: what a fresh environment got, for everybody to get.
pins:
	rm -rf build/pins && $(PYTHON) -m venv build/pins
	build/pins/bin/pip install --quiet --disable-pip-version-check '.[dev,bench]'
	build/pins/bin/pip freeze --exclude luku | sed 's/+cpu$$//' | LC_ALL=C sort -f > .constraints.txt

clean:
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis
