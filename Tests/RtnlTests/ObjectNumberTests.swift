import Foundation
import Rtnl
import Testing
import Wire

/// Numbers of attributes, against the kernel's own headers.
@Suite struct ObjectNumberTests {
  /// The constants of the installed headers' enumerations, by name.
  private static let constants: [String: Int] = {
    var constants: [String: Int] = [:]
    let files = [
      "rtnetlink", "if_addr", "neighbour", "fib_rules", "nexthop", "lwtunnel", "mpls_iptunnel",
      "seg6_iptunnel",
      "seg6_local", "rpl_iptunnel", "ioam6_iptunnel", "ila",
    ]
    for file in files {
      guard let text = try? String(contentsOfFile: "/usr/include/linux/\(file).h", encoding: .utf8) else {
        continue
      }
      let lines = text.replacingOccurrences(of: "/\\*[\\s\\S]*?\\*/", with: "", options: .regularExpression)
        .split(separator: "\n").filter { !$0.hasPrefix("#") }.joined(separator: "\n")
      for part in lines.components(separatedBy: "enum").dropFirst() {
        guard let open = part.firstIndex(of: "{"), let close = part.firstIndex(of: "}"), open < close else {
          continue
        }
        var next = 0
        for entry in part[part.index(after: open)..<close].split(separator: ",") {
          let words = entry.split(whereSeparator: { $0.isWhitespace || $0 == "=" }).map { String($0) }
          guard let name = words.first else { continue }
          if words.count > 1 { next = Int(words[1]) ?? constants[words[1]] ?? next }
          constants[name] = next
          next += 1
        }
      }
    }
    return constants
  }()

  /// Every row of `table` and of the tables within.
  private func rows(_ table: Table, depth: Int = 0) -> [Row] {
    (0..<table.count).flatMap { index -> [Row] in
      let row = table[index]
      return depth > 8 ? [row] : [row] + row.shape.tables.flatMap { rows($0, depth: depth + 1) }
    }
  }

  private let objects: [ObjectType] = [.addr, .route, .neigh, .rule, .nexthop]

  @Test("A row's number is the one that the header gives to its name")
  func numbers() {
    var known = 0
    for row in objects.flatMap({ rows($0.table) }) {
      guard let number = row.number, let expected = ObjectNumberTests.constants["\(row.kernelName)"] else {
        continue
      }
      #expect(Int(number) == expected, "\(row.kernelName)")
      known += 1
    }
    #expect(known > 150)
  }

  @Test("Every attribute of an object that the header has, has a row")
  func completeness() {
    let prefixes: [(String, ObjectType)] = [
      ("IFA_", .addr), ("RTA_", .route), ("NDA_", .neigh), ("FRA_", .rule), ("NHA_", .nexthop),
    ]
    for (prefix, object) in prefixes {
      let names = Set(rows(object.table).map { "\($0.kernelName)" })
      for name in ObjectNumberTests.constants.keys.sorted() where name.hasPrefix(prefix) {
        if name.contains("UNSPEC") || name.contains("UNUSED") { continue }
        #expect(names.contains(name), "\(name)")
      }
    }
  }

  @Test("No two rows of an object at one place have the same key, but for alternatives")
  func keys() {
    for object in objects {
      var seen: [String: String] = [:]
      for index in 0..<object.table.count {
        let row = object.table[index]
        guard !row.key.isEmpty, "\(row.key)" != "flags" else { continue }
        #expect(
          seen.updateValue("\(row.kernelName)", forKey: "\(row.key)") == nil, "\(object.name) \(row.key)")
      }
    }
  }
}
