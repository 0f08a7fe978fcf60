# styrdok. The commands to know:  make demo   make check   make test
# The rest: all unseen lint house faults fuzz bench install clean deps. Everything built goes to build/.
#
#   SANITIZE=1   AddressSanitizer and UndefinedBehaviorSanitizer, in build/sanitize/
#   STEPS=1      counts the steps that it takes (tests/steps.py), in build/steps/
#   CC=clang     another compiler, in folders of its own
#   DESTDIR= PREFIX=/usr/local   for install
#   SECONDS=60 TARGET=name       for fuzz

PREFIX ?= /usr/local
SECONDS ?= 60
ifeq ($(origin CC),default)
CC = gcc
endif

# Debian's packages: to build; to build and test (npm may have come with another nodejs than Debian's); for `make lint`; for `make fuzz`.
BUILD_PACKAGES = gcc libc6-dev libgit2-dev libcmark-dev libpcre2-dev libyaml-dev libicu-dev libmbedtls-dev libgraphviz-dev \
	libsqlite3-dev libstemmer-dev libzip-dev libxml2-dev libjansson-dev
PACKAGES = $(BUILD_PACKAGES) libcmocka-dev pandoc poppler-utils qpdf openssh-client patch python3 python3-jsonschema python3-yaml neovim \
	libxml2-utils python3-junitparser pre-commit graphviz chromium fonts-liberation fonts-dejavu-core \
	$(if $(shell which npm 2>/dev/null),,nodejs npm)
LINT_PACKAGES = clang-format clang-tidy
FUZZ_PACKAGES = clang libclang-rt-14-dev

# A variant is what differs in flags; each has a folder of its own, so that none rebuilds another.
WARNINGS = -Wall -Wextra -Wshadow -Wconversion -Wmissing-prototypes -Wvla -Werror
SANITIZERS = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
ifdef FUZZER
KIND = fuzzer
CFLAGS = -O1 -g -fsanitize=fuzzer-no-link $(SANITIZERS)
else ifneq ($(filter-out 0,$(SANITIZE)),)
KIND = sanitize
CFLAGS = -O1 -g $(SANITIZERS)
else ifdef STEPS
KIND = steps
CFLAGS = -O1 -g -fsanitize-coverage=trace-pc
COUNTER = $(OUT)/tests/steps/steps.o
else
KIND = release
CFLAGS = -O2 -g
endif
OUT = build/$(KIND)$(if $(filter-out gcc,$(CC)),-$(notdir $(CC)))
PROGRAM = $(if $(filter release,$(KIND)),build/styrdok,$(OUT)/styrdok)

# The libraries are named outright, not by pkg-config, so that this file can be read before they are installed.
LDLIBS = -lgit2 -lcmark -lpcre2-8 -lyaml -licui18n -licuuc -lmbedcrypto -lgvc -lcgraph -lsqlite3 -lstemmer -lzip -lxml2 -ljansson -lm
COMPILE = $(CC) -std=c11 -D_GNU_SOURCE -I. -isystem /usr/include/libxml2 -pthread -ffile-prefix-map=$(CURDIR)=. $(WARNINGS) $(CFLAGS) $(CPPFLAGS)
LINK = $(CC) -pthread -Wl,--build-id $(CFLAGS) $(LDFLAGS) # stored facts are bound to the build's id

SOURCES = $(filter-out bin/main.c,$(wildcard registry/*/*.c registry/port/*/*.c rules/*/*.c bin/*.c bin/*/*.c))
OBJECTS = $(SOURCES:%.c=$(OUT)/%.o) $(OUT)/pages.o $(OUT)/templates.o $(OUT)/profiles.o
LIBRARY = $(OUT)/libstyrdok.a
PAGES = $(wildcard rules/pages/*.md)
TEMPLATES = $(wildcard bin/templates/*)
PROFILES = $(wildcard registry/profile/*.yaml)
UNITS = $(patsubst tests/unit/%.c,$(OUT)/tests/%,$(wildcard tests/unit/test_*.c))
CONSUMERS = build/consumers/node_modules/.package-lock.json
BROWSER = build/browser/node_modules/.package-lock.json
REPLAYS = $(patsubst tests/fuzz/%.c,$(OUT)/replay/%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZERS = $(patsubst tests/fuzz/%.c,$(OUT)/fuzz/%,$(wildcard tests/fuzz/$(or $(TARGET:%=fuzz_%),fuzz_*).c))

# Sub-makes use every processor unless -j was given.
JOBS = $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))

.PHONY: all units replays fuzzers demo check test unseen lint house faults fuzz bench install clean deps build-deps FORCE
.DELETE_ON_ERROR:
.SECONDARY:

all: $(PROGRAM)
units: $(UNITS)
replays: $(REPLAYS)
fuzzers: $(FUZZERS)

demo: build-deps
	+@$(MAKE) --no-print-directory $(JOBS) SANITIZE= all
	build/styrdok check docs-corpus

# The quick part of the tests, for the loop of work.
check:
	+@$(MAKE) --no-print-directory $(JOBS) SANITIZE= all units
	@RELEASE='$(OUT:build/sanitize%=build/release%)' tests/run --plain

test: deps
	+@$(MAKE) --no-print-directory $(JOBS) SANITIZE= all units build/generate build/answers $(CONSUMERS) $(BROWSER)
	+@$(MAKE) --no-print-directory $(JOBS) SANITIZE=1 all units replays
	+@$(MAKE) --no-print-directory $(JOBS) SANITIZE= STEPS=1 CC=gcc build/steps/styrdok
	@RELEASE='$(OUT:build/sanitize%=build/release%)' SANITIZED='$(OUT:build/release%=build/sanitize%)' tests/run

# How the scan judges proposals that nobody who wrote the rules had seen, against a reader's outcomes.
unseen: build-deps
	+@$(MAKE) --no-print-directory $(JOBS) SANITIZE= all
	tests/unseen/run build/styrdok $(ROUNDS)

lint:
	@tools/install-packages $(PACKAGES) $(LINT_PACKAGES)
	+@$(MAKE) --no-print-directory $(JOBS) SANITIZE= all
	@OUT='$(OUT:build/sanitize%=build/release%)' tools/lint

# The picture of the rooms that CONTRIBUTING shows, from the includes as they are.
house:
	tools/house draw tools/house.svg

# Every call that can fail, failed once; make test takes one in forty.
faults: deps
	+@$(MAKE) --no-print-directory $(JOBS) SANITIZE= all
	@FAULTS=1 STYRDOK=build/styrdok tests/faults.sh

fuzz:
	@tools/install-packages $(PACKAGES) $(FUZZ_PACKAGES)
	+@$(MAKE) --no-print-directory $(JOBS) FUZZER=1 CC=clang fuzzers
	@tests/fuzz/run build/fuzzer-clang/fuzz '$(SECONDS)' $(TARGET)

bench: deps
	+@$(MAKE) --no-print-directory $(JOBS) SANITIZE= all build/generate
	@tests/bench/run

install: all
	install -D -m 755 $(PROGRAM) '$(DESTDIR)$(PREFIX)/bin/styrdok'

clean:
	rm -rf build

deps:
	@tools/install-packages $(PACKAGES)

build-deps:
	@tools/install-packages $(BUILD_PACKAGES)

# The plain program, whichever compiler built it last.
build/styrdok: $(OUT)/styrdok build/compiler
	cp $< $@.new && mv $@.new $@

$(OUT)/styrdok: $(OUT)/bin/main.o $(COUNTER) $(LIBRARY)
	$(LINK) -o $@ $^ $(LDLIBS)

$(LIBRARY): $(OBJECTS) $(OUT)/objects
	rm -f $@ && ar rcsD $@ $(OBJECTS)

$(OUT)/%.o: %.c $(OUT)/flags
	@mkdir -p $(@D)
	$(COMPILE) -MMD -MP -c -o $@ $<

$(OUT)/pages.o $(OUT)/templates.o $(OUT)/profiles.o: $(OUT)/%.o: $(OUT)/%.c $(OUT)/flags
	$(COMPILE) -MMD -MP -c -o $@ $<

$(OUT)/pages.c: tools/pages $(PAGES) $(OUT)/page-list
	tools/pages $(PAGES) >$@

$(OUT)/templates.c: tools/pages $(TEMPLATES) $(OUT)/page-list
	tools/pages -t $(TEMPLATES) >$@

$(OUT)/profiles.c: tools/pages $(PROFILES) $(OUT)/page-list
	tools/pages -p $(PROFILES) >$@

$(UNITS): $(OUT)/tests/%: $(OUT)/tests/unit/%.o $(LIBRARY)
	$(LINK) -o $@ $^ $(LDLIBS) -lcmocka

$(REPLAYS): $(OUT)/replay/%: $(OUT)/tests/fuzz/%.o $(OUT)/tests/fuzz/replay_main.o $(LIBRARY)
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ $(LDLIBS)

$(FUZZERS): $(OUT)/fuzz/%: $(OUT)/tests/fuzz/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(LINK) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

# Programs that read what we write, from npm, at the versions of the lock file; nothing of theirs runs while they are installed.
$(CONSUMERS): tests/consumers/package.json tests/consumers/package-lock.json tests/consumers/.npmrc
	@mkdir -p build/consumers
	cp $^ build/consumers
	cd build/consumers && npm ci --ignore-scripts --no-audit --no-fund
	touch $@

# What tests/browser.sh and tests/charts.sh need, likewise.
$(BROWSER): tests/browser/package.json tests/browser/package-lock.json
	@mkdir -p build/browser
	cp $^ build/browser
	cd build/browser && npm ci --ignore-scripts --no-audit --no-fund
	touch $@

build/generate: $(OUT)/tests/bench/generate.o build/compiler
	$(LINK) -o $@ $< -lm

build/answers: $(OUT)/tests/site/answers.o $(LIBRARY) build/compiler
	$(LINK) -o $@ $(filter-out build/compiler,$^) $(LDLIBS)

# Files that hold a text and are touched only when it changes; what depends on them is then made again.
$(OUT)/flags: TEXT = $(COMPILE) $(LINK) $(LDLIBS)
$(OUT)/objects: TEXT = $(OBJECTS)
$(OUT)/page-list: TEXT = $(PAGES) $(TEMPLATES) $(PROFILES)
build/compiler: TEXT = $(OUT)
$(OUT)/flags $(OUT)/objects $(OUT)/page-list build/compiler: FORCE
	@mkdir -p $(@D)
	@echo '$(TEXT)' | cmp -s - $@ || echo '$(TEXT)' >$@

-include $(wildcard $(OUT)/*.d $(OUT)/*/*.d $(OUT)/*/*/*.d $(OUT)/*/*/*/*.d)
