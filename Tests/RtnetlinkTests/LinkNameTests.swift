import Testing

/// Names and addresses that `ip` writes wrongly, or not at all.
@Suite struct LinkNameTests {
  /// The link of this name or index among the recorded ones.
  private func link(_ key: String, _ value: JSONValue) throws -> JSONValue {
    let links = try RecordedMessages("link-names").lines().map { try JSONValue($0) }
    return try #require(links.first { $0[key] == value })
  }

  @Test("An alias that is not UTF-8 leaves the JSON valid, with its true bytes beside it")
  func alias() throws {
    let link = try link("ifname", .string("v0"))
    #expect(link["ifalias"] == .string("caf\u{fffd} \"quoted\"\ttab \\ \u{1}"))
    #expect(
      link["ifalias_hex"] == .string("636166e9202271756f7465642209746162205c2001"))
  }

  @Test("A name that is not UTF-8 leaves the JSON valid, with its true bytes beside it")
  func name() throws {
    let link = try link("ifname_hex", .string("6efffe6d65"))
    #expect(link["ifname"] == .string("n\u{fffd}\u{fffd}me"))
  }

  @Test("A name that is UTF-8 has no bytes beside it")
  func plainName() throws {
    #expect(try link("ifname", .string("v0"))["ifname_hex"] == nil)
  }

  @Test("A device with 160 more names shows each of them")
  func altnames() throws {
    let names = try #require(try link("ifname", .string("v0"))["altnames"]).elements
    let wanted = (0..<160).map { number in
      "alternative-name-of-the-device-with-a-number-\(number)-" + String(repeating: "a", count: 47)
    }
    #expect(names == wanted.map { .string($0) })
  }

  @Test("All 32 reasons to keep a device down are shown, not the first eight alone")
  func protoDownReason() throws {
    let link = try link("ifname", .string("m1"))
    #expect(link["proto_down"] == .boolean(true))
    #expect(link["proto_down_reason"] == .array([.string("0"), .string("8"), .string("9"), .string("31")]))
  }

  @Test("Each octet of a bridge id has two digits")
  func bridgeID() throws {
    let data = try #require(try link("ifname", .string("br0"))["linkinfo"]?["info_data"])
    #expect(data["bridge_id"] == .string("8000.02:0a:00:01:02:03"))
    #expect(data["root_id"] == .string("8000.02:0a:00:01:02:03"))
  }
}
