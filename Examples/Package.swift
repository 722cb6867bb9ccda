// swift-tools-version: 6.2

import PackageDescription

// Five programs that use the library, each of one file. In a package of your own the dependency is
// `.package(url: "…/nlctl.git", branch: "main")`, and nothing else differs.

let settings: [SwiftSetting] = [.treatAllWarnings(as: .error), .strictMemorySafety()]
let netlink: [Target.Dependency] = [.product(name: "Netlink", package: "nlctl")]

let package = Package(
  name: "examples",
  dependencies: [.package(name: "nlctl", path: "..")],
  targets: [
    .executableTarget(name: "links", dependencies: netlink, swiftSettings: settings),
    .executableTarget(name: "addresses", dependencies: netlink, swiftSettings: settings),
    .executableTarget(name: "routes", dependencies: netlink, swiftSettings: settings),
    .executableTarget(name: "families", dependencies: netlink, swiftSettings: settings),
    .executableTarget(name: "change", dependencies: netlink, swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
