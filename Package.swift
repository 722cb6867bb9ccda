// swift-tools-version: 6.2

import PackageDescription

// Every target speaks the same dialect: Swift 6, strict memory safety, explicit `any`, and imports
// that say what they use. Lifetimes lets a type of ours hold a borrowed span, SuppressedAssociatedTypes a visitor
// stand in front of one that cannot be copied.
let settings: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
  .enableExperimentalFeature("SuppressedAssociatedTypes"),
]

// A profile needs the names of functions.
let symbols = Context.environment["NLCTL_SYMBOLS"] == nil ? ["-Xlinker", "-s"] : []

// The release binary carries the Swift library and libstdc++ in itself and leaves libmnl and
// libc to the system; docs/decisions/0001-static-release.md has the measurements. The flags sit on
// the program alone, so that packages which use the library product are not hindered.
let release: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-static-stdlib", "-L", "Support/ld", "-Xclang-linker", "-static-libgcc", "-use-ld=lld",
      "-Xclang-linker", "-pie", "-Xlinker", "-z", "-Xlinker", "now", "-Xlinker", "-z", "-Xlinker",
      "pack-relative-relocs",
      "-Xlinker", "--gc-sections", "-Xlinker", "--no-export-dynamic",
    ] + symbols, .when(configuration: .release))
]

// What mutates messages for hours is built only for `make fuzz`.
let fuzz: [Target] =
  Context.environment["NLCTL_FUZZ"] == nil
  ? []
  : [
    .executableTarget(
      name: "fuzz", dependencies: ["NetlinkWire", "Rtnetlink", "Render", "Twins", "Hostile"],
      path: "Tests/Fuzz",
      swiftSettings: [.enableExperimentalFeature("Lifetimes"), .swiftLanguageMode(.v5)])
  ]

// What libFuzzer guides has its entry in libFuzzer, and builds with `--sanitize=fuzzer` alone.
let guided: [Target] =
  Context.environment["NLCTL_GUIDED"] == nil
  ? []
  : [.executableTarget(name: "guided", dependencies: ["Hostile"], path: "Tests/Guided", exclude: ["run"])]

// What runs simulated schedules for hours is built only for `make simulate`.
let simulate: [Target] =
  Context.environment["NLCTL_SIMULATE"] == nil
  ? []
  : [.executableTarget(name: "simulate", dependencies: ["Simulation"], path: "Tests/Simulate")]

let package = Package(
  name: "nlctl",
  products: [
    .library(name: "Netlink", targets: ["Netlink"]),
    .library(name: "NetlinkCore", targets: ["NetlinkCore", "NetlinkWire"]),
    .executable(name: "nlctl", targets: ["nlctl"]),
  ],
  targets: [
    .systemLibrary(name: "CMnl", pkgConfig: "libmnl", providers: [.apt(["libmnl-dev"])]),
    .target(
      name: "CNetlink",
      cSettings: [.define("_FORTIFY_SOURCE", to: "2", .when(configuration: .release))]),
    .target(name: "NetlinkWire", swiftSettings: settings),
    .target(name: "NetlinkCore", dependencies: ["CMnl", "CNetlink", "NetlinkWire"], swiftSettings: settings),
    .target(name: "Rtnetlink", dependencies: ["NetlinkWire", "NetlinkCore"], swiftSettings: settings),
    .target(
      name: "Netlink", dependencies: ["NetlinkCore", "NetlinkWire", "Rtnetlink", "NetlinkMirror", "Render"],
      swiftSettings: settings),
    .target(
      name: "NetlinkMirror", dependencies: ["NetlinkWire", "NetlinkCore", "Rtnetlink"],
      swiftSettings: settings),
    .target(name: "Select", dependencies: ["NetlinkWire"], swiftSettings: settings),
    .target(name: "Render", dependencies: ["NetlinkWire"], swiftSettings: settings),
    .target(
      name: "Explain", dependencies: ["NetlinkWire", "NetlinkCore", "Rtnetlink", "Render"],
      swiftSettings: settings),
    .target(name: "CommandLine", swiftSettings: settings),
    .executableTarget(
      name: "nlctl",
      dependencies: [
        "CNetlink", "NetlinkWire", "NetlinkCore", "Rtnetlink", "NetlinkMirror", "Select", "Render",
        "Explain", "CommandLine",
      ],
      swiftSettings: settings, linkerSettings: release),
    .executableTarget(
      name: "generate", dependencies: ["CommandLine", "NetlinkWire", "NetlinkMirror", "Rtnetlink", "Render"],
      swiftSettings: settings),
    .executableTarget(
      name: "measure", dependencies: ["NetlinkWire", "NetlinkCore", "Rtnetlink", "Render"],
      path: "Benchmarks/Measure",
      swiftSettings: settings),
    .testTarget(name: "NetlinkWireTests", dependencies: ["NetlinkWire"], swiftSettings: settings),
    .testTarget(
      name: "NetlinkCoreTests",
      dependencies: ["NetlinkCore", "NetlinkWire", "CNetlink", "Rtnetlink", "LiveKernel"],
      swiftSettings: settings),
    .testTarget(
      name: "RtnetlinkTests", dependencies: ["Rtnetlink", "NetlinkWire", "Render", "Twins"],
      swiftSettings: settings),
    .testTarget(
      name: "RenderTests", dependencies: ["Render", "Select", "NetlinkWire"], swiftSettings: settings),
    .testTarget(
      name: "CommandLineTests", dependencies: ["CommandLine", "LiveKernel"],
      exclude: ["Expected", "Drivers"],
      swiftSettings: settings),
    .testTarget(
      name: "ExplainTests",
      dependencies: [
        "Explain", "Render", "Rtnetlink", "NetlinkWire", "NetlinkCore", "LiveKernel", "Hostile",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "LibraryTests",
      dependencies: ["Netlink", "NetlinkCore", "NetlinkWire", "Rtnetlink", "LiveKernel"],
      swiftSettings: settings),
    .testTarget(name: "HouseTests"),
    .testTarget(
      name: "ProgramTests", dependencies: ["nlctl", "generate", "CommandLine", "LiveKernel"],
      exclude: ["Scenes", "ScriptLines"]),
    .testTarget(name: "MonitorTests", dependencies: ["nlctl", "LiveKernel"]),
    .testTarget(
      name: "MirrorTests", dependencies: ["NetlinkMirror", "NetlinkCore", "Rtnetlink", "NetlinkWire"],
      swiftSettings: settings
    ),
    .target(name: "LiveKernel", path: "Tests/LiveKernel"),
    .target(
      name: "Twins", dependencies: ["NetlinkWire", "Rtnetlink", "Select", "Render"], path: "Tests/Twins",
      swiftSettings: settings),
    .target(
      name: "Hostile",
      dependencies: [
        "NetlinkWire", "NetlinkCore", "Rtnetlink", "NetlinkMirror", "Select", "Render", "Explain",
      ],
      path: "Tests/Hostile", exclude: ["Found"], swiftSettings: settings),
    // Optimized always, for thousands of schedules run in each `make test`.
    .target(
      name: "Simulation", dependencies: ["NetlinkCore", "NetlinkMirror", "Rtnetlink", "NetlinkWire"],
      path: "Tests/Simulation", exclude: ["mutants.py"],
      swiftSettings: settings + [.unsafeFlags(["-O"])]),
    .testTarget(
      name: "SimulationTests",
      dependencies: ["Simulation", "NetlinkMirror", "NetlinkCore", "Rtnetlink", "NetlinkWire"],
      swiftSettings: settings),
  ] + fuzz + guided + simulate,
  swiftLanguageModes: [.v6]
)
