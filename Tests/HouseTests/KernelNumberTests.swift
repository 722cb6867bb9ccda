import Foundation
import Testing

/// The kernel's numbers have names, and the names have the kernel's numbers.
@Suite struct KernelNumberTests {
  /// Headers that have the numbers; `asm-generic` as the processors at hand share it.
  static let headers = [
    "linux/netlink.h", "linux/genetlink.h", "linux/rtnetlink.h", "linux/if_link.h", "linux/if_addr.h",
    "linux/neighbour.h", "linux/nexthop.h", "linux/fib_rules.h", "linux/net_namespace.h", "linux/if.h",
    "asm-generic/socket.h", "asm-generic/errno.h", "asm-generic/errno-base.h", "linux/netconf.h",
    "linux/lwtunnel.h", "linux/seg6_local.h", "linux/if_bridge.h",
  ]

  /// The values of all macros and enumerators, as a C compiler computes them.
  static func values(of names: [String]) throws -> [String: Int] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var source = "#include <sys/socket.h>\n#include <stdio.h>\n"
    for header in headers { source += "#include <\(header)>\n" }
    source += "int main(void) {\n"
    for name in names { source += "  printf(\"%s %lld\\n\", \"\(name)\", (long long)(\(name)));\n" }
    source += "}\n"
    let file = folder.appendingPathComponent("numbers.c")
    try source.write(to: file, atomically: true, encoding: .utf8)
    let program = folder.appendingPathComponent("numbers").path
    _ = try run(["cc", "-w", "-o", program, file.path])
    var values: [String: Int] = [:]
    for line in try run([program]).split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2 { values[String(words[0])] = Int(words[1]) }
    }
    return values
  }

  static func run(_ words: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(words)")
    return String(decoding: data, as: UTF8.self)
  }

  /// Names that the headers of Debian 12 lack. `Tests/Vectors/uapi.txt` has them, but for the last two.
  static let newer: Set<String> = [
    "RTM_NEWMULTICAST", "RTM_DELMULTICAST", "RTNLGRP_IPV4_MCADDR", "RTNLGRP_IPV6_MCADDR", "NHA_OP_FLAGS",
    "NHA_OP_FLAG_DUMP_STATS", "NHA_OP_FLAG_DUMP_HW_STATS",
    // In the kernel's own headers: 128 and 129.
    "RTNL_FAMILY_IPMR", "RTNL_FAMILY_IP6MR",
  ]

  @Test("Each number of the kernel has its name, and the headers agree")
  func numbersAgree() throws {
    let declaration =
      /static (?:let|var) `?(\w+)`?: \w+ (?:= ([0-9a-fA-Fx_]+)|\{ ([0-9a-fA-Fx_]+) \}) +\/\/ ([A-Z0-9_]+)/
    var declared: [(name: String, number: Int)] = []
    for (path, text) in HouseTests.sources where path.hasSuffix("/KernelNumbers.swift") {
      for line in text.split(separator: "\n") where line.contains("static let") || line.contains("static var")
      {
        guard let found = try declaration.firstMatch(in: line) else {
          // Offsets and lengths have no name in the kernel; nor has the version of generic netlink's controller.
          #expect(line.contains(/static let \w+ = \d+$/) || line.contains("version"), "\(path): \(line)")
          continue
        }
        let digits = (found.output.2 ?? found.output.3 ?? "").replacing("_", with: "")
        let number = digits.hasPrefix("0x") ? Int(digits.dropFirst(2), radix: 16) : Int(digits)
        declared.append((String(found.output.4), try #require(number, "\(line)")))
      }
    }
    #expect(declared.count > 120)
    let values = try Self.values(of: declared.map(\.name).filter { !Self.newer.contains($0) })
    let recorded = try String(
      contentsOf: HouseTests.root.appendingPathComponent("Tests/Vectors/uapi.txt"), encoding: .utf8)
    for (name, number) in declared {
      if Self.newer.contains(name) {
        // One without a line there is none of the enumerators.
        let line = recorded.split(separator: "\n").first { $0.hasPrefix("\(name) ") }
        #expect(line == nil || line == "\(name) \(number)", "\(name)")
      } else {
        // A mask is the complement of an int.
        let value = name.hasSuffix("_MASK") ? values[name].map { $0 & 0xffff } : values[name]
        #expect(value == number, "\(name)")
      }
    }
  }

  /// Where bare numbers of the kernel are rows: the tables.
  static func isTable(_ path: String) -> Bool {
    ["Rtnetlink/Kinds/", "Rtnetlink/Tunnels/", "Rtnetlink/Encap/"].contains { path.hasPrefix($0) }
      || path.hasSuffix("Table.swift") || path.hasSuffix("KernelNumbers.swift")
  }

  @Test("Outside the tables, no number of the kernel stands bare")
  func noBareNumbers() throws {
    let bare: [(what: String, pattern: Regex<Substring>)] = [
      ("an attribute's number", /\battribute\([0-9]/),
      ("a nest's number", /\bnest\([0-9]/),
      ("a message's type", /Request\(type: [0-9]/),
      ("a message's type", /\b(?:\.new|\.get|\.delete|message\.type|messageType) [=!]= [0-9]/),
      ("a family", /\bfamily(?:: UInt8)? [=!]=? ?[1-9]/),
      ("an error number", /\berrno [=!]= [0-9]/),
      ("a mask of flags", /[fF]lags(?:\(\))? & (?:0x)?[0-9]/),
      ("a mask of an attribute's type", /0x3fff|\| 0x8000\b/),
    ]
    for (path, text) in HouseTests.sources where !Self.isTable(path) {
      for line in text.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//") {
        for (what, pattern) in bare where line.contains(pattern) {
          Issue.record("\(path): \(what): \(line)")
        }
      }
    }
  }
}
