# The only door to the tools of Cais. `make` alone explains itself.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PORT ?= 8080
DATA ?= var
PREFIX ?= /usr/local
DESTDIR ?=
PYTHON := .venv/bin/python
CAIS := .build/debug/cais
SWIFT_FILES := Sources Tests Package.swift
# What of BENCH, which is for the bench beside peers, the others understand too.
QUICK := $(filter --quick,$(BENCH))
FULL ?= $(QUICK)
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: help deps run check lint format format-check test test-postgres prove bench e2e screens \
	install data openapi clean build

help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

deps: ## install what run and test need and is missing (Debian packages, a Python venv)
	@tools/deps.sh test

run: ## build, load demo data once, serve on http://127.0.0.1:8080 (PORT=, DATA=)
	@tools/deps.sh run
	@swift build --product cais
	@$(CAIS) demo --data $(DATA)
	@echo; echo "Cais is at http://127.0.0.1:$(PORT)   (stop with Ctrl-C)"; echo
	@exec $(CAIS) serve --data $(DATA) --port $(PORT)

# One debug build serves run, check and test. `swift test` always with --skip-build: the two
# commands build with other flags and would undo each other's work.
build:
	@swift build --build-tests

check: ## lints, build, tests on SQLite: before every commit; 5 minutes warm are the aim
	@tools/deps.sh run
	@$(MAKE) lint format-check
	@$(MAKE) build
	@swift test --skip-build --disable-xctest

lint: ## our own rules, and the proof that each can fail
	@/usr/bin/python3 tools/lint/selftest.py
	@/usr/bin/python3 tools/lint/run.py
	@/usr/bin/python3 tools/prove/mutate_clocks.py --check
	@/usr/bin/python3 tools/prove/mutate_rights.py --check
	@if [ -f tools/data/check.py ]; then $(PYTHON) tools/data/check.py .; fi

format: ## lay out all Swift
	@swift format format --in-place --parallel --recursive $(SWIFT_FILES)

format-check:
	@swift format lint --strict --parallel --recursive $(SWIFT_FILES)

test: ## everything: lints, SQLite, PostgreSQL, the browser; closes with the count
	@tools/deps.sh test
	@tools/test.sh lint sqlite postgres kill e2e

test-postgres: ## all Swift tests on a throw-away PostgreSQL
	@tools/deps.sh test
	@tools/test.sh postgres

e2e: ## the journeys in Chromium, on both databases
	@tools/deps.sh test
	@tools/test.sh e2e

screens: ## every page at 1280 and 390 px, in Portuguese, English and Arabic, into out/screens/
	@tools/deps.sh test
	@$(MAKE) build
	@$(PYTHON) e2e/screens.py

prove: ## what takes long or needs a proxy, a cluster or an older version: fuzzing, failover, upgrade, kill -9, backup
	@tools/deps.sh prove
	@$(MAKE) build
	@CAIS_PROPERTY_CASES=100000 swift test --skip-build --disable-xctest --filter LegalTimeTests
	@CAIS_SITUATIONS=200 swift test --skip-build --disable-xctest --filter SituationTests
	@tools/prove/mutate_clocks.py
	@tools/prove/mutate_rights.py
	@CAIS_LONG=1 tools/with-postgres.sh swift test --skip-build --disable-xctest \
		--filter 'Interference|OwnDesk|RawStore|SealedHost|SignalTrace'
	@CAIS_E2E_WHOLE=1 tools/with-postgres.sh $(PYTHON) -m pytest e2e -q -n 3 --dist loadgroup -k postgres
	@CAIS_ACTS=4 swift test --skip-build --disable-xctest --filter 'SequenceTests.+where'
	@tools/prove/sequences.py
	@tools/prove/fuzz_decisions.py
	@tools/prove/causes.py
	@tools/prove/caddy.sh
	@tools/prove/upgrade.sh
	@tools/prove/patroni.sh
	@ROUNDS=50 tools/prove/kill.py
	@ROUNDS=10 tools/prove/kill.py --engine postgres
	@ROUNDS=10 tools/prove/kill.py --engine postgres --strike cluster
	@ROUNDS=10 tools/prove/kill.py --engine postgres --strike backend
	@tools/prove/free_slots.py
	@tools/prove/free_slots.py --engine postgres
	@tools/prove/backup.py
	@tools/prove/backup.py --engine postgres
	@swift build -c release --product cais
	@CAIS=.build/release/cais tools/prove/import_backlog.py
	@CAIS=.build/release/cais tools/prove/import_backlog.py --engine postgres
	@tools/prove/upload_memory.py
	@CAIS=.build/release/cais $(PYTHON) tools/prove/sdmx_rest.py

bench: ## all benches in release; BENCH="--quick --engines sqlite" for less
	@tools/deps.sh test
	@touch bench/Package.swift # or the builder takes what it planned for the house alone
	@swift build -c release --package-path bench --scratch-path .build --product cais-bench
	@swift build -c release --package-path bench --scratch-path .build --product legal-time-bench
	@swift build -c release --package-path bench --scratch-path .build --product decisions-bench
	@swift build -c release --package-path bench --scratch-path .build --product cases-bench
	@swift build -c release --package-path bench --scratch-path .build --product allocation-bench
	@swift build -c release --package-path bench --scratch-path .build --product sdmx-bench
	@swift build -c release --package-path bench --scratch-path .build --product statistics-bench
	@swift build -c release --product cais
	@failed=0; release=$(CURDIR)/.build/release; \
	/usr/bin/python3 bench/run.py --cais $$release/cais-bench $(BENCH) || failed=$$?; \
	/usr/bin/python3 bench/full.py --cais $$release/cais $(FULL) || failed=$$?; \
	/usr/bin/python3 bench/legal_time.py --cais $$release/legal-time-bench $(QUICK) || failed=$$?; \
	/usr/bin/python3 bench/decisions.py --cais $$release/decisions-bench $(QUICK) || failed=$$?; \
	/usr/bin/python3 bench/cases.py --cais $$release/cases-bench $(QUICK) || failed=$$?; \
	/usr/bin/python3 bench/allocation.py --cais $$release/allocation-bench $(QUICK) || failed=$$?; \
	/usr/bin/python3 bench/sdmx.py --cais $$release/sdmx-bench $(QUICK) || failed=$$?; \
	/usr/bin/python3 bench/trends.py --cais $$release/statistics-bench $(QUICK) || failed=$$?; \
	/usr/bin/python3 bench/network.py --cais $$release/cais $(QUICK) || failed=$$?; \
	/usr/bin/python3 bench/herd.py --cais $$release/cais $(QUICK) || failed=$$?; \
	exit $$failed

openapi: ## write docs/openapi.json from the routes, and check it
	@tools/deps.sh test
	@swift build --product cais
	@$(CAIS) openapi > docs/openapi.new.json || { rm -f docs/openapi.new.json; exit 1; }
	@mv docs/openapi.new.json docs/openapi.json
	@$(PYTHON) -m openapi_spec_validator docs/openapi.json

data: ## check reference data and policy (tools/data/build_*.py make them from their sources)
	@tools/deps.sh run
	@$(PYTHON) tools/data/check.py .

install: ## release build into $(DESTDIR)$(PREFIX): bin/cais, share/cais/
	@swift build -c release --product cais
	@install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/cais"
	@install -s -m 755 .build/release/cais "$(DESTDIR)$(PREFIX)/bin/cais"
	@for part in web policy data languages; do \
		rm -rf "$(DESTDIR)$(PREFIX)/share/cais/$$part"; \
		cp -R --no-preserve=ownership "$$part" "$(DESTDIR)$(PREFIX)/share/cais/$$part"; done
	@install -m 644 tools/requirements.txt "$(DESTDIR)$(PREFIX)/share/cais/requirements.txt"

clean: ## remove what was built or drawn; demo data in var/ stay
	@rm -rf .build out
