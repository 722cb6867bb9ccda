import Foundation
import Testing

/// Rules of the house that no compiler knows.
@Suite struct HouseTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Every Swift file of the program, by its path below `Sources`.
  static let sources: [(path: String, text: String)] = {
    let folder = root.appendingPathComponent("Sources")
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return paths.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
      (try? String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)).map { (path, $0) }
    }
  }()

  @Test("There are sources to look at")
  func sourcesAreThere() { #expect(Self.sources.count > 50) }

  @Test("Nothing imports Foundation or Dispatch, and concurrency stays in what users of the library import")
  func noFoundation() {
    for (path, text) in Self.sources where !path.hasPrefix("generate/") {
      for word in ["import Foundation", "import Dispatch"] {
        #expect(!text.contains(word), "\(path): \(word)")
      }
      for word in [" await ", ") async ", "\nactor ", "Task", "import Netlink\n"]
      where !path.hasPrefix("Netlink/") {
        #expect(!text.contains(word), "\(path): \(word)")
      }
    }
  }

  @Test("Nothing traps on purpose or is left undone")
  func noTraps() {
    for (path, text) in Self.sources {
      for word in ["fatalError(", "try!", "TODO", "FIXME", "XXX", "as! "] {
        #expect(!text.contains(word), "\(path): \(word)")
      }
    }
  }

  /// The files that may say `unsafe`: memory that outlives a scope, wide stores, system calls, libmnl.
  static let unsafe: Set<String> = [
    "NetlinkWire/Deferred.swift", "NetlinkWire/GrowingBytes.swift", "NetlinkWire/GrowingBytes+Wide.swift",
    "NetlinkWire/Immortal.swift",
    "NetlinkWire/RawSpan+Integers.swift",
    "NetlinkWire/Row.swift",
    "NetlinkWire/Slots.swift", "NetlinkWire/InterfaceNames.swift", "NetlinkWire/InterfaceNames+Storage.swift",
    "NetlinkWire/Table.swift", "NetlinkWire/Table+Rows.swift",
    "Render/JSON/Members.swift", "Render/RowWords.swift", "Render/Bytes/Slab.swift",
    "Render/SystemNames.swift",
    "nlctl/Output/Color.swift",
    "NetlinkMirror/ObjectStore.swift",
    "NetlinkMirror/ObjectStore+Records.swift",
    "nlctl/Explain/ExplainingTraffic.swift", "nlctl/Explain/Input.swift",
    "nlctl/Explain/RecordingTraffic.swift", "nlctl/Output/Output.swift",
    "nlctl/Output/WatchedDescriptor.swift",
    "nlctl/Describe/Versions.swift", "nlctl/Follow/Watch/Terminal.swift", "Netlink/Values/IPAddress.swift",
  ]

  @Test("Outside the core, the word unsafe stands only where it is listed")
  func unsafeFiles() {
    for (path, text) in Self.sources where text.contains("unsafe ") && !path.hasPrefix("NetlinkCore/") {
      #expect(Self.unsafe.contains(path), "\(path)")
    }
  }

  /// In a type that is `package` and no more, the compiler takes `@inlinable` for nothing: the walk then calls its
  /// visitor through a table instead of being compiled for it.
  @Test("Types with members for other modules to inline are @usableFromInline or public")
  func inlinableTypes() {
    let named = /(?m)^(?:@[a-zA-Z]+ )*(?:package |public )?(?:struct|enum|protocol|class|extension) (\w+)/
    let plain = /(?m)^(.*)\n(?:@safe )?package (?:final )?(?:struct|enum|protocol|class) (\w+)/
    let inlinable = Self.sources.filter { $0.text.contains("@inlinable") }
    let names = Set(inlinable.flatMap { $0.text.matches(of: named).map { $0.1 } })
    #expect(names.contains("Walker"))
    for (path, text) in Self.sources {
      for match in text.matches(of: plain) where names.contains(match.2) {
        #expect(match.1.contains("@usableFromInline"), "\(path): \(match.2)")
      }
    }
  }

  @Test("Each promise has a test that names its number, and each number in a test's name is a promise")
  func promises() throws {
    let folder = Self.root.appendingPathComponent("Tests")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    var named: Set<Int> = []
    for path in paths where path.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
      // "93, 94 A loss stands …", behind @Test(
      for part in text.components(separatedBy: "@Test(").dropFirst() {
        let name = part.drop { $0.isWhitespace }.dropFirst().prefix { $0 != "\"" }
        if let list = name.prefixMatch(of: /[0-9]+(?:, [0-9]+)*(?= )/) {
          named.formUnion(list.output.split(separator: ", ").compactMap { Int($0) })
        }
      }
    }
    let page = try String(contentsOf: Self.root.appendingPathComponent("docs/promises.md"), encoding: .utf8)
    let promised = Set(page.split(separator: "\n").compactMap { Int($0.prefix { $0.isNumber }) })
    #expect(promised.isSuperset(of: 1...125))
    #expect(named.symmetricDifference(promised).isEmpty)
  }

  /// Lists of rows, cases or numbers, one beside the other.
  static let lists: Set<String> = [
    "NetlinkWire/Shape.swift", "Rtnetlink/KernelNumbers.swift", "Rtnetlink/Link/LinkTable.swift",
    "Rtnetlink/Route/RouteTable.swift",
  ]

  @Test("No source file has more than 200 lines, but for lists")
  func shortFiles() {
    for (path, text) in Self.sources where !Self.lists.contains(path) {
      #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 201, "\(path)")
    }
  }

  @Test("No two decisions have the same number, and the index has each with its title")
  func decisions() throws {
    let folder = Self.root.appendingPathComponent("docs/decisions").path
    let records = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(records.count > 5)
    let index = try String(contentsOfFile: folder + "/README.md", encoding: .utf8)
    for name in records where name != "README.md" {
      let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
      let title = text.prefix { $0 != "\n" }.dropFirst(2)
      #expect(
        index.contains("| [\(name.prefix(4))](\(name)) | \(title) |"), "docs/decisions/README.md: \(name)")
    }
    for (number, names) in Dictionary(grouping: records, by: { $0.prefix(4) }) where names.count > 1 {
      Issue.record("\(number): \(names.sorted())")
    }
  }
}
