import Foundation
import Testing

/// Links with ports, buses and functions as a real kernel described them, and messages of other
/// families than AF_UNSPEC.
@Suite struct RecordedPortTests {
  static let files = ["link-ports", "link-functions", "link-bridge-family", "link-inet6-family"]

  /// `NLCTL_RECORD=1` writes the expectations anew; read the difference.
  @Test("Recorded links with ports decode to the JSON expected of them", arguments: files)
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

  @Test("Nothing that a real kernel says of links with ports is left unparsed", arguments: files)
  func everythingIsKnown(file: String) throws {
    for line in try RecordedMessages(file).lines() {
      #expect(!line.contains("_unparsed"), "\(line.suffix(300))")
    }
  }

  @Test("Links with ports agree with `ip` in each key that `ip` prints", arguments: files.prefix(2))
  func agreement(file: String) throws {
    let text = try #require(RecordedMessages.text("Tests/Vectors/\(file).ip.json"))
    let theirs = try JSONValue(text).elements
    let lines = try RecordedMessages(file).lines()
    #expect(lines.count == theirs.count)
    for (line, link) in zip(lines, theirs) {
      let differences = link.differences(from: try JSONValue(line)).filter { !Self.isKnown($0) }
      #expect(differences.isEmpty, "\(line.prefix(80))")
    }
  }

  /// Where `ip` means no value by null, cuts an id of 32 bytes by one, asks another system call about
  /// a program, or leaves zeros of a virtual function out, in an array, too; and timers, which run.
  static func isKnown(_ difference: String) -> Bool {
    difference.hasPrefix(".linkinfo.info_data.arp_validate: null")
      || difference.hasPrefix(".linkinfo.info_data.interlink: null")
      || difference.hasPrefix(".phys_switch_id:") || difference.hasPrefix(".xdp.attached:")
      || difference.hasPrefix(".vfinfo_list:") || difference.contains("_timer: number(")
  }

  private func link(_ name: String, in file: String) throws -> JSONValue {
    let links = try RecordedMessages(file).lines().map { try JSONValue($0) }
    return try #require(links.first { $0["ifname"] == .string(name) })
  }

  @Test("Each virtual function agrees with `ip` in each key but its VLANs")
  func functions() throws {
    let text = try #require(RecordedMessages.text("Tests/Vectors/link-functions.ip.json"))
    let theirs = try #require(try JSONValue(text).elements.first { $0["vfinfo_list"] != nil })
    let wanted = try #require(theirs["vfinfo_list"]).elements
    let functions = try #require(try link("sim0", in: "link-functions")["vfinfo_list"]).elements
    #expect(functions.count == 4 && wanted.count == 4)
    for (function, wanted) in zip(functions, wanted) {
      let differences = wanted.differences(from: function).filter { !$0.hasPrefix(".vlan_list") }
      #expect(differences.isEmpty)
    }
    #expect(
      functions[1]["vlan_list"]
        == .array([
          .object(["vlan": .unsigned(100), "qos": .unsigned(3), "protocol": .string("802.1ad")])
        ]))
  }

  @Test("Programs at several hooks are listed, each with its hook and its id")
  func programs() throws {
    let xdp = try #require(try link("sim0", in: "link-functions")["xdp"])
    #expect(xdp["mode"] == .unsigned(4))
    let attached = try #require(xdp["attached"]).elements
    #expect(attached.map { $0["mode"] } == [.unsigned(2), .unsigned(3)])
    for entry in attached { #expect(entry["prog"]?["id"] != nil) }
  }

  @Test("A link without programs has no list of them")
  func noPrograms() throws {
    #expect(try link("can0", in: "link-functions")["xdp"]?["attached"] == nil)
  }

  @Test("A message of the bridge's own family shows the port and its VLANs")
  func bridgeFamily() throws {
    let port = try link("p1", in: "link-bridge-family")
    #expect(port["protinfo"]?["state"] == .string("forwarding"))
    let vlans = try #require(port["af_spec"]?["vlans"]).elements
    #expect(vlans.map { $0["vlan"] } == [1, 5, 6, 7, 8, 9, 20].map { .unsigned($0) })
    #expect(vlans.last?["flags"] == .array([.string("PVID"), .string("Egress Untagged")]))
    let tunnels = try #require(port["af_spec"]?["tunnels"]).elements
    #expect(tunnels.map { $0["tunid"] } == [.unsigned(105), .unsigned(109)])
  }

  @Test("The recorded links are of every kind with ports that this list names")
  func kinds() throws {
    let text = try Self.files.flatMap { try RecordedMessages($0).lines() }.joined()
    let kinds = ["bond", "vrf", "macsec", "hsr", "team", "batadv", "vcan", "vxcan", "can", "bridge"]
    for kind in kinds { #expect(text.contains("\"info_kind\":\"\(kind)\""), "\(kind)") }
    for kind in ["bond", "vrf", "bridge"] {
      #expect(text.contains("\"info_slave_kind\":\"\(kind)\",\"info_slave_data\":{"), "\(kind)")
    }
  }
}
