# make run     build everything and run the job on the sample articles
# make test    run the tests
# make check   what CI runs: formatting, vet, linter, tests with the race detector
# make lint    the same without tests
# make train   learn the weights of the claim models from testdata/gold/train and practice, in some twenty minutes
# make picture photograph the sample report for the README: reports/sample.png
# make fuzz    every reader of outside bytes on random input, a minute each
# make bench   measure speed beside the naive way, and write BENCHMARKS.md; ARTICLES=2000 for a tenth of the job
# make bench-compare BASE=ref   the benchmarks here against those of a commit
# make soak    the long tests: 100,000 articles, 200 runs, 200 writers killed; SOAK=10 does a tenth of them

GO ?= go
SOAK ?= 100
ARTICLES ?= 20000
ROUNDS ?= 6
BENCHED := ./extract ./extract/quantity ./extract/period ./store
SCRIPT := reports/web/dist/report.js
GOFILES = $(shell find . -name '*.go' -not -path './reports/web/node_modules/*')

.PHONY: run build test check lint train picture fuzz soak bench bench-compare web clean

run: build
	./marketfigures run --summary full testdata/articles

build: web
	$(GO) build -o marketfigures .

test: web
	$(GO) test -timeout 30m ./...

check: lint
	$(GO) test -race -timeout 40m ./...

lint: web
	@unformatted=$$(gofmt -l $(GOFILES)); test -z "$$unformatted" || { echo "gofmt -w these:"; echo "$$unformatted"; exit 1; }
	$(GO) vet ./...
	GOARCH=arm64 $(GO) vet ./extract/claim
	$(GO) tool staticcheck ./...

train:
	$(GO) run ./pipeline/train -check testdata/gold/dev -o extract/claim/weights.tsv testdata/gold/train testdata/gold/practice

picture: build
	./marketfigures run testdata/articles && ./marketfigures report
	$(GO) run ./reports/picture out/report/index.html reports/sample.png

# Go tries for a minute to shorten each input that reaches new code: most of the
# time would go into that.
fuzz:
	@for where in $$(grep -rl '^func Fuzz' --include='*_test.go' . | xargs -n1 dirname | sort -u); do \
		for name in $$(grep -h -o '^func Fuzz[A-Za-z]*' $$where/*_test.go | cut -c6-); do \
			$(GO) test -run '^$$' -fuzz "^$$name\$$" -fuzztime 60s -fuzzminimizetime 5x $$where || exit 1; \
		done; \
	done

soak: web
	MARKETFIGURES_SOAK=$(SOAK) $(GO) test -count 1 -timeout 6h -v -run Soak . ./pipeline ./store

bench: build
	$(GO) run ./pipeline/bench -articles $(ARTICLES) ./marketfigures BENCHMARKS.md

# The commit is checked out beside, so that nothing here is touched.
bench-compare:
	@test -n "$(BASE)" || { echo "usage: make bench-compare BASE=ref"; exit 2; }
	@base=$$(mktemp -d) && trap "git worktree remove --force $$base/tree; rm -rf $$base" EXIT && \
	git worktree add -q --detach $$base/tree $(BASE) && cp $(SCRIPT) $$base/tree/reports/web/dist/ 2>/dev/null; \
	(cd $$base/tree && $(GO) test -run '^$$' -bench . -benchmem -cpu 1 -count $(ROUNDS) $(BENCHED)) > $$base/base.txt; \
	$(GO) test -run '^$$' -bench . -benchmem -cpu 1 -count $(ROUNDS) $(BENCHED) > $$base/here.txt && \
	$(GO) tool benchstat base=$$base/base.txt here=$$base/here.txt

# The report's script: the same bytes from the same package-lock.json and src/.
# Without Node the report loads ECharts from the network, and says so.
web: $(SCRIPT)

$(SCRIPT): reports/web/package-lock.json reports/web/build.mjs $(wildcard reports/web/src/*)
	@if command -v npm >/dev/null 2>&1; then \
		cd reports/web && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build; \
	else \
		echo "warning: no Node here: the report's charts will load ECharts from the network" >&2; \
	fi

clean:
	rm -rf marketfigures out reports/web/node_modules $(SCRIPT)
