import Foundation
import Testing

/// Links of every kind as a real kernel described them.
@Suite struct RecordedLinkTests {
  static let files = ["link-names", "link-tunnels", "link-virtual"]

  /// `NLCTL_RECORD=1` writes the expectations anew; read the difference.
  @Test("Recorded links decode to the JSON expected of them", arguments: files)
  func expectation(file: String) throws {
    let lines = try RecordedMessages(file).lines()
    let path = "Tests/Expected/\(file).jsonl"
    if ProcessInfo.processInfo.environment["NLCTL_RECORD"] == "1" {
      let text = lines.joined(separator: "\n") + "\n"
      try text.write(toFile: "\(RecordedMessages.root)/\(path)", atomically: true, encoding: .utf8)
    }
    let expected = try #require(RecordedMessages.text(path)).split(separator: "\n").map(String.init)
    #expect(lines.count == expected.count)
    for (line, wanted) in zip(lines, expected) { #expect(line == wanted) }
  }

  @Test("Nothing that a real kernel says of a link is left unparsed", arguments: files)
  func everythingIsKnown(file: String) throws {
    for line in try RecordedMessages(file).lines() { #expect(!line.contains("_unparsed")) }
  }

  @Test("Every kind recorded agrees with `ip` in each key that `ip` prints", arguments: files.dropFirst())
  func agreement(file: String) throws {
    let text = try #require(RecordedMessages.text("Tests/Vectors/\(file).ip.json"))
    let theirs = try JSONValue(text).elements
    let lines = try RecordedMessages(file).lines()
    #expect(lines.count == theirs.count)
    for (line, link) in zip(lines, theirs) {
      let differences = link.differences(from: try JSONValue(line)).filter { !Self.isNewer($0) }
      #expect(differences.isEmpty, "\(line.prefix(80))")
    }
  }

  /// `ip` 6.15 has no word for the hardware type of vsockmon and writes it as a number in brackets.
  static func isNewer(_ difference: String) -> Bool {
    difference.hasPrefix(".link_type: string(\"[826]\")") && difference.contains("\"vsockmon\"")
  }

  @Test("A GRE tunnel shows the keys that it has, even of 0, and no others")
  func keys() throws {
    let links = try RecordedMessages("link-tunnels").lines().map { try JSONValue($0) }
    func key(_ name: String, _ key: String) -> JSONValue? {
      links.first { $0["ifname"] == .string(name) }?["linkinfo"]?["info_data"]?[key]
    }
    #expect(key("gre-inherit", "ikey") == .string("0.0.0.0"))
    #expect(key("gre-full", "okey") == .string("0.0.0.42"))
    #expect(key("gre-plain", "ttl") == .unsigned(0))
    #expect(key("gre-plain", "ikey") == nil)
  }

  @Test("The recorded links are of every kind that this list names")
  func kinds() throws {
    let text = try Self.files.flatMap { try RecordedMessages($0).lines() }.joined()
    let kinds = [
      "amt", "bareudp", "bridge", "dummy", "erspan", "geneve", "gre", "gretap", "gtp", "ip6erspan", "ip6gre",
      "ip6gretap", "ip6tnl", "ipip", "ipvlan", "ipvtap", "macvlan", "netkit", "nlmon", "pfcp", "sit", "tun",
      "veth", "vsockmon", "vti", "vti6", "wireguard", "xfrm",
    ]
    for kind in kinds { #expect(text.contains("\"info_kind\":\"\(kind)\"")) }
  }
}
