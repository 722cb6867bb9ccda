# nlctl: build, install, test. `make` alone builds the release binary.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
# Swift leaves an empty directory in TMPDIR for each file that it compiles.
BUILD = rm -rf .build/tmp && mkdir -p .build/tmp && TMPDIR="$$PWD/.build/tmp" $(SWIFT) build
BUILD_FLAGS = --explicit-target-dependency-import-check error
# A program that starts sooner; docs/decisions/0001-static-release.md. And one that has the same bytes from any
# folder; 0008-same-bytes.md. Not in the manifest, for packages that use the library product would be
# refused for them.
RELEASE = -c release $(BUILD_FLAGS) --disable-local-rpath \
  -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors \
  -Xswiftc -Xfrontend -Xswiftc -disable-incremental-llvm-codegen

.PHONY: all install uninstall deb generate api docs test check format bench soak test-asan test-tsan \
  test-package test-fresh test-comparison pictures nightly fuzz fuzz-guided fuzz-twins fuzz-all simulate simulate-mutants \
  mutate test-differential test-fullkernel test-recordings deps deps-deb deps-test deps-bench clean

# `make install` without Swift asks when what is there was built.
all: deps
	@mkdir -p .build && touch .build/begun
	$(BUILD) $(RELEASE) --product nlctl
	@mv .build/begun .build/built

# What is missing is installed, or said in one line. libmnl does not tell its own version, so pkg-config does.
deps: NEEDS = build
deps-deb: NEEDS = build deb
deps-test: NEEDS = build test
deps-bench: NEEDS = build bench
deps deps-deb deps-test deps-bench:
	@SWIFT='$(SWIFT)' Support/needs $(NEEDS)
	@echo "const char cnl_libmnl_version[] = \"$$(pkg-config --modversion libmnl)\";" >.libmnl_version
	@cmp -s .libmnl_version Sources/CNetlink/libmnl_version.c || cp .libmnl_version Sources/CNetlink/libmnl_version.c
	@rm .libmnl_version

# Builds where Swift is at hand, and installs what is there where it is not.
install uninstall: export PREFIX := $(PREFIX)
install uninstall: export DESTDIR := $(DESTDIR)
install uninstall: export SWIFT := $(SWIFT)
install:
	@MAKE='$(MAKE)' Support/install

uninstall:
	@Support/install remove

# The Debian package of this version, and what lintian says of it.
deb: deps-deb all
	Support/deb --lint

# What failed is said once more at the end.
test: check
	$(BUILD) $(BUILD_FLAGS) --build-tests
	@$(OWN_TMPDIR); $(SWIFT) test --skip-build --disable-xctest --xunit-output "$$TMPDIR/tests.xml" || { \
	  Tests/failures "$$TMPDIR/tests.xml"; exit 1; }

# What the tests leave, and what Swift leaves after each file it compiles, goes with the directory.
OWN_TMPDIR = TMPDIR=$$(mktemp -d) && export TMPDIR && chmod 755 "$$TMPDIR" || exit 1; \
  trap 'rm -rf "$$TMPDIR"' EXIT; trap 'exit 1' INT TERM

PROGRAM = NetlinkWire NetlinkCore Rtnetlink NetlinkMirror Select Render Explain CommandLine nlctl

# Layout, imports, the libraries used, the comparer, and that what is generated and checked in is up to date.
check: deps-test
	$(SWIFT) format lint -r --strict Sources Tests Examples Package.swift
	@python3 Tests/Differential/compare.py --self-test
	$(BUILD) $(BUILD_FLAGS)
	@! nm -u $(PROGRAM:%=.build/debug/%.build/*.o) | grep -q 17_StringProcessing || { \
	  echo "the program uses Swift's string processing library: docs/decisions/0001"; exit 1; }
	@! nm -u $(PROGRAM:%=.build/debug/%.build/*.o) | grep -F '$$s5Glibc' || { \
	  echo "the program uses functions of Swift's module Glibc: docs/decisions/0001"; exit 1; }
	@$(MAKE) --no-print-directory generate GENERATED=.build/generated
	@for file in $$(cd .build/generated && find * -type f); do \
	  cmp .build/generated/$$file $$file || { echo "$$file: run 'make generate'"; exit 1; }; done

# The topologies whose routes are fed back to ip. Of BPF the kernel tells no more than a name.
ROUTES = routes routes-state routes-many-hops nexthops encap-ip encap-ila encap-options mpls vrf xfrm

# The monitor under load, in a namespace of this kernel: 100,000 changes eight ways, 200,000 routes beside ip
# monitor, five minutes to see that it does not grow, and ten under the address sanitizer. About an hour.
soak: deps-test all
	Tests/Monitor/silent.sh .build/release/nlctl
	Tests/Monitor/equality.sh .build/release/nlctl 100000
	Tests/Monitor/rate.sh .build/release/nlctl
	Tests/Monitor/soak.sh .build/release/nlctl 300
	$(SWIFT) build $(BUILD_FLAGS) --product nlctl --sanitize=address --scratch-path .build-asan
	Tests/Monitor/soak.sh .build-asan/debug/nlctl 600

# nlctl against the installed ip, in namespaces of this kernel.
test-differential: deps-test all
	NLCTL='$(CURDIR)/.build/release/nlctl' Tests/Differential/run
	NLCTL='$(CURDIR)/.build/release/nlctl' Tests/Differential/run --replay $(ROUTES)

# The same in an emulated kernel that has every link kind, against a newer ip, and the selectors that are
# about such kinds; about seven minutes.
test-fullkernel: deps-test all
	NLCTL='$(CURDIR)/.build/release/nlctl' Tests/FullKernel/differential
	NLCTL='$(CURDIR)/.build/release/nlctl' Tests/FullKernel/differential --replay $(ROUTES)
	NLCTL='$(CURDIR)/.build/release/nlctl' Tests/FullKernel/selectors
	NLCTL='$(CURDIR)/.build/release/nlctl' Tests/FullKernel/screens

# What tcpdump records on nlmon in the emulated kernel, one recording a topology, and what strace writes of ip:
# explain beside tshark, its text and its JSON; about ten minutes.
test-recordings: deps-test all
	NLCTL='$(CURDIR)/.build/release/nlctl' Tests/FullKernel/recordings

# Floor, ip and nlctl side by side, in namespaces of this kernel; about ten minutes.
bench: deps-bench all
	$(SWIFT) build $(RELEASE) --product measure
	Benchmarks/bench --nlctl .build/release/nlctl $(BENCH)

format:
	$(SWIFT) format -r -i Sources Tests Examples Package.swift

# Examples and README's example as programs of other packages: by path, and by the git URL of a clone of what is
# committed.
test-package: deps-test
	SWIFT='$(SWIFT)' Tests/Package/run

# README's commands in fresh roots of both Debian releases, as root and as an ordinary user; half an hour each.
test-fresh:
	Tests/FreshRoot/run bookworm
	Tests/FreshRoot/run trixie
	$(MAKE) deb
	Tests/FreshRoot/package bookworm .build/nlctl_*.deb
	Tests/FreshRoot/package trixie .build/nlctl_*.deb

# README's table of other programs, each cell by a command.
test-comparison: all
	Tests/Comparison/run .build/release/nlctl

# README's pictures of a terminal.
pictures: all
	Support/pictures .build/release/nlctl docs/pictures

# What takes too long for each change, with a limit of minutes for each part; docs/nightly.md.
nightly:
	.ci/nightly

# The programs that tests start are looked at for leaks, too; what is never given back is listed.
soak test-asan: export LSAN_OPTIONS = suppressions='$(CURDIR)/Tests/immortal.supp':print_suppressions=0
test-asan: NLCTL_INTERLEAVINGS ?= 2500
test-asan: deps-test
	NLCTL_INTERLEAVINGS=$(NLCTL_INTERLEAVINGS) $(SWIFT) test --disable-xctest --sanitize=address --scratch-path .build-asan

# What has threads: the library's tests, the live ones among them, and the program: the monitor under a few
# thousand changes four ways, large dumps received ahead.
test-tsan: deps-test
	$(SWIFT) test --disable-xctest --sanitize=thread --scratch-path .build-tsan --filter NetlinkCoreTests
	$(SWIFT) build $(BUILD_FLAGS) --product nlctl --sanitize=thread --scratch-path .build-tsan
	Tests/Monitor/threads.sh .build-tsan/debug/nlctl 3000

# Every truncation, every attribute under an unknown number, FUZZ_VALUES other values of every byte with all that
# is around it, then FUZZ_SECONDS of random mutations, of every recorded message, then FUZZ_RECORDINGS files of every
# form that explain and --from read; under the address sanitizer. Before that, fuzz-twins and fuzz-guided.
# fuzz-all: all 255 other values of every byte, with little around it, without the sanitizer, on every processor;
# an hour.
FUZZ_SECONDS ?= 300
FUZZ_VALUES ?= 16
FUZZ_MESSAGES ?= 10000000
FUZZ_RECORDINGS ?= 300000
FUZZ_INPUTS ?= 10000000
fuzz: fuzz-twins fuzz-guided
	NLCTL_FUZZ=1 $(SWIFT) build -c release --sanitize=address --scratch-path .build-fuzz --product fuzz
	@# Tables and layouts live for ever, so leaks are not looked for.
	@for what in unknown truncations "bytes --values $(FUZZ_VALUES)" "random --seconds $(FUZZ_SECONDS)" \
	  "recordings --messages $(FUZZ_RECORDINGS)"; do \
	  ASAN_OPTIONS=detect_leaks=0 .build-fuzz/release/fuzz Tests/Vectors $$what || exit 1; done

# FUZZ_MESSAGES in sequences like one another: a renderer that has shown others before writes of each what a fresh
# one writes. Without the sanitizer, on every processor.
fuzz-twins:
	NLCTL_FUZZ=1 $(SWIFT) build -c release --scratch-path .build-fuzz-all --product fuzz
	@parts=$$(nproc); pids=; for part in $$(seq 1 $$parts); do \
	  .build-fuzz-all/release/fuzz Tests/Vectors twins --messages $$(($(FUZZ_MESSAGES) / parts + 1)) & \
	  pids="$$pids $$!"; done; for pid in $$pids; do wait $$pid || exit 1; done

# FUZZ_INPUTS that libFuzzer chooses by what they reach: readers, explain in both forms, --from, extended
# acknowledgements, renderers; a twentieth of them again under the address sanitizer.
fuzz-guided:
	NLCTL_FUZZ=1 $(SWIFT) build -c release --scratch-path .build-fuzz-all --product fuzz
	NLCTL_GUIDED=1 $(SWIFT) build -c release --sanitize=fuzzer --scratch-path .build-guided --product guided
	NLCTL_GUIDED=1 $(SWIFT) build -c release --sanitize=fuzzer --sanitize=address \
	  --scratch-path .build-guided-asan --product guided
	Tests/Guided/run $(FUZZ_INPUTS) .build-fuzz-all/release/fuzz .build-guided/release/guided \
	  .build-guided-asan/release/guided

fuzz-all:
	NLCTL_FUZZ=1 $(SWIFT) build -c release --scratch-path .build-fuzz-all --product fuzz
	@parts=$$(nproc); pids=; for part in $$(seq 0 $$((parts - 1))); do \
	  .build-fuzz-all/release/fuzz Tests/Vectors all --part $$part/$$parts & pids="$$pids $$!"; done; \
	for pid in $$pids; do wait $$pid || exit 1; done

# Schedules of changes of a simulated kernel, in release: for SECONDS from seed FROM on, or one SEED in as few steps as
# show its fault.
SECONDS ?= 60
FROM ?= 1
SIMULATE = .build-simulate/release/simulate
simulate:
	NLCTL_SIMULATE=1 $(SWIFT) build -c release --static-swift-stdlib \
	  --scratch-path .build-simulate --product simulate
ifdef SEED
	$(SIMULATE) --seed $(SEED)
else
	$(SIMULATE) --seconds $(SECONDS) --from $(FROM)
endif

# One rule of the mirror after another switched off in a copy of the sources: the simulation has to find each.
simulate-mutants: deps
	SWIFT='$(SWIFT)' Tests/Simulation/mutants.py $(MUTANTS)

# Faults put into a copy of the sources on purpose, one after another: which of them do the tests notice? Hours; what
# was stopped goes on where it was. FAULTS names modules or faults.
mutate: deps-test
	SWIFT='$(SWIFT)' Tests/Mutation/mutate run --scripts $(FAULTS); status=$$?; Tests/Mutation/mutate table; exit $$status

# The version and its date, manual pages, completions and schemas that are checked in.
GENERATED = .
generate: deps
	@mkdir -p $(GENERATED)/Sources/CommandLine
	@Support/version >$(GENERATED)/.version && mv $(GENERATED)/.version $(GENERATED)/Sources/CommandLine/Version.swift
	$(BUILD) $(BUILD_FLAGS) --product generate
	@mkdir -p $(GENERATED)/man $(GENERATED)/completions $(GENERATED)/schema
	@for page in man/templates/*.in; do \
	  .build/debug/generate man <$$page >$(GENERATED)/man/$$(basename $$page .in) || exit 1; done
	@.build/debug/generate completions bash >$(GENERATED)/completions/nlctl.bash
	@.build/debug/generate completions zsh >$(GENERATED)/completions/_nlctl
	@.build/debug/generate completions fish >$(GENERATED)/completions/nlctl.fish
	@for object in link addr route neigh rule nexthop bucket netconf nsid maddr vlan mdb; do \
	  .build/debug/generate schema $$object >$(GENERATED)/schema/$$object.json || exit 1; \
	  .build/debug/generate fields $$object >$(GENERATED)/schema/$$object.tsv || exit 1; done
	@for document in snapshot diff event netns; do \
	  .build/debug/generate schema $$document >$(GENERATED)/schema/$$document.json || exit 1; done

# What the library's modules show to their users, from the compiler's symbol graph.
api: deps
	$(SWIFT) build $(BUILD_FLAGS) --target Netlink
	SWIFT='$(SWIFT)' Support/api .build/debug docs/api

# The library's documentation as pages of DocC in .build/docs; a warning is an error.
docs: deps
	$(SWIFT) build $(BUILD_FLAGS) --target Netlink
	SWIFT='$(SWIFT)' Support/docs .build/debug .build/docs

clean:
	rm -rf .build .build-*
