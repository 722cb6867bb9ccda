import Foundation

/// Enumerations of the kernel's headers: an independent source of numbers.
struct HeaderEnumerators: Sendable {
  /// One enumeration: names and numbers.
  typealias Enumeration = [(name: String, number: Int)]
  let enumerations: [Enumeration]

  /// What Tests/Vectors/uapi.txt recorded of newer headers than a machine has.
  static let recorded: HeaderEnumerators = {
    let text = RecordedMessages.text("Tests/Vectors/uapi.txt") ?? ""
    let blocks = text.components(separatedBy: "\nenum ").dropFirst()
    return HeaderEnumerators(
      enumerations: blocks.map { block in
        block.split(separator: "\n").compactMap { line in
          let words = line.split(separator: " ")
          guard words.count == 2, let number = Int(words[1]) else { return nil }
          return (String(words[0]), number)
        }
      })
  }()

  /// Those of the headers in /usr/include/linux; none where there are no headers.
  static let installed: HeaderEnumerators = {
    let names = [
      "if_link", "if_bridge", "if_tunnel", "if_addr", "neighbour", "nexthop", "fib_rules", "rtnetlink",
      "veth", "wwan", "seg6_iptunnel", "seg6_local", "ila", "mpls_iptunnel", "rpl_iptunnel",
      "can/netlink", "can/vxcan", "batman_adv", "lwtunnel",
    ]
    return HeaderEnumerators(
      enumerations: names.flatMap { name in
        (try? String(contentsOfFile: "/usr/include/linux/\(name).h", encoding: .utf8)).map(parse) ?? []
      })
  }()

  /// The number of every name.
  var numbers: [String: Int] {
    Dictionary(enumerations.joined().map { ($0.name, $0.number) }) { first, _ in first }
  }

  /// The enumerations in the text of a header, whose values are plain or other enumerators.
  private static func parse(_ header: String) -> [Enumeration] {
    var text = header
    while let start = text.range(of: "/*"),
      let end = text.range(of: "*/", range: start.upperBound..<text.endIndex)
    {
      text.replaceSubrange(start.lowerBound..<end.upperBound, with: " ")
    }
    text = text.split(separator: "\n").filter { !$0.drop { $0 == " " || $0 == "\t" }.hasPrefix("#") }
      .joined(separator: "\n")
    var known: [String: Int] = [:]
    return text.components(separatedBy: "enum").dropFirst().compactMap { piece in
      guard let open = piece.firstIndex(of: "{"), let close = piece[open...].firstIndex(of: "}") else {
        return nil
      }
      var found: Enumeration = []
      var next = 0
      for item in piece[piece.index(after: open)..<close].split(separator: ",") {
        let sides = item.split(separator: "=").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        guard let name = sides.first, !name.isEmpty else { continue }
        if sides.count > 1 {
          guard let value = Int(sides[1]) ?? known[sides[1]] else { break }
          next = value
        }
        known[name] = next
        found.append((name, next))
        next += 1
      }
      return found
    }
  }
}
