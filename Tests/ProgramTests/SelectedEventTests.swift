import Foundation
import LiveKernel
import Testing

/// What a selector does to events, of a recording written by hand.
@Suite struct SelectedEventTests {
  private func u32(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
  }

  private func attribute(_ number: UInt8, _ payload: [UInt8]) -> [UInt8] {
    [UInt8(payload.count + 4), 0, number, 0] + payload + [UInt8](repeating: 0, count: -payload.count & 3)
  }

  /// A notification of a link: RTM_NEWLINK or RTM_DELLINK with IFLA_IFNAME and IFLA_MTU.
  private func link(
    _ index: UInt32, _ name: String, mtu: UInt32, isUp: Bool, isGone: Bool = false, _ more: [UInt8] = []
  ) -> [UInt8] {
    let body =
      [0, 0, 1, 0] + u32(index) + u32(isUp ? 1 : 0) + u32(0) + attribute(3, Array(name.utf8) + [0])
      + attribute(4, u32(mtu)) + more
    return u32(UInt32(16 + body.count)) + [isGone ? 17 : 16, 0, 0, 0] + [UInt8](repeating: 0, count: 8) + body
  }

  /// What the program says of these messages, each a datagram: a line of JSON an event. On standard error it says only
  /// that some are damaged.
  private func told(_ words: [String], _ messages: [[UInt8]], areDamaged: Bool = false) throws -> [String] {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("nlctl-events-\(UUID())").path
    let text = messages.map { $0.map { String(format: "%02x", $0) }.joined() }.joined(separator: "\n\n")
    try Data((text + "\n").utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let child = try #require(
      Child.start([ProgramTests.binary, "monitor"] + words + ["--json", "--from", path]))
    let result = child.finish()
    let damage = "nlctl: \(path): some messages are damaged; 'nlctl explain' shows them\n"
    #expect(result.errors == (areDamaged ? damage : ""))
    return try result.output.split(separator: "\n").compactMap { line in
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      guard let event = object["event"] as? String else { return nil }
      if event == "message" { return "message \(object["type"] as? Int ?? -1)" }
      guard let key = object["key"] as? String else { return nil }
      let cause = (object["cause"] as? String).map { " (\($0))" } ?? ""
      return "\(event) \(key)\(cause)"
    }
  }

  @Test(
    "An object is new once a selector takes it, changes while it does, and is gone once it no longer does")
  func selected() throws {
    let messages = [
      link(2, "v0", mtu: 1500, isUp: false), link(3, "w0", mtu: 1500, isUp: true),
      link(2, "v0", mtu: 1500, isUp: true), link(2, "v0", mtu: 1400, isUp: true),
      link(2, "v0", mtu: 1400, isUp: false), link(2, "v0", mtu: 1300, isUp: false),
      link(3, "w0", mtu: 1500, isUp: true, isGone: true), link(2, "v0", mtu: 1300, isUp: false, isGone: true),
    ]
    #expect(
      try told(["link", "up"], messages) == [
        "new link/3", "new link/2", "change link/2", "delete link/2 (selector)", "delete link/3",
      ])
    #expect(
      try told(["link"], messages) == [
        "new link/2", "new link/3", "change link/2", "change link/2", "change link/2", "change link/2",
        "delete link/3", "delete link/2",
      ])
  }

  private func message(_ type: UInt8, _ body: [UInt8]) -> [UInt8] {
    u32(UInt32(16 + body.count)) + [type, 0, 0, 0] + [UInt8](repeating: 0, count: 8) + body
  }

  @Test("An address is primary if it is neither secondary nor temporary, of either family")
  func primary() throws {
    // RTM_NEWADDR with IFA_F_PERMANENT, and with the bit that is IFA_F_SECONDARY or IFA_F_TEMPORARY.
    func address(_ last: UInt8, isSix: Bool, isFirst: Bool) -> [UInt8] {
      let bytes: [UInt8] = isSix ? [0xfd] + [UInt8](repeating: 0, count: 14) + [last] : [192, 0, 2, last]
      let flags: UInt8 = isFirst ? 0x80 : 0x81
      return message(
        20,
        [isSix ? 10 : 2, isSix ? 64 : 24, flags, 0] + u32(2) + attribute(1, bytes)
          + attribute(8, u32(UInt32(flags)))
          + (isSix ? [] : attribute(2, bytes)))
    }
    let messages = [
      address(1, isSix: false, isFirst: true), address(2, isSix: false, isFirst: false),
      address(3, isSix: true, isFirst: true), address(4, isSix: true, isFirst: false),
    ]
    let told = try told(["addr", "primary"], messages)
    #expect(told.count == 2 && told[0].contains("192.0.2.1") && told[1].contains("fd00::3"), "\(told)")
  }

  @Test("A rule without a type of service has type 0")
  func service() throws {
    // RTM_NEWRULE of priority 7 or 8, with the type of service in its header.
    func rule(_ priority: UInt32, _ tos: UInt8) -> [UInt8] {
      message(32, [2, 0, 0, tos, 254, 0, 0, 1, 0, 0, 0, 0] + attribute(6, u32(priority)))
    }
    for (words, expected) in [(["tos", "0"], 1), (["tos", "0x10"], 1), (["not", "tos", "0"], 1), ([], 2)] {
      let told = try told(["rule"] + words, [rule(7, 0), rule(8, 0x10)])
      #expect(told.count == expected, "\(words): \(told)")
    }
  }

  @Test(
    "A device that goes up is told of the device on it, which shows that, and not of its ports, which do not")
  func lower() throws {
    let (port, upper) = (attribute(10, u32(2)), attribute(5, u32(2)))  // IFLA_MASTER, IFLA_LINK
    let told = try told(
      ["link"],
      [
        link(2, "br0", mtu: 1500, isUp: false), link(3, "v0", mtu: 1500, isUp: true, port),
        link(4, "br0.5", mtu: 1500, isUp: true, upper), link(2, "br0", mtu: 1500, isUp: true),
      ])
    #expect(
      told == ["new link/2", "new link/3", "new link/4", "change link/2", "change link/4 (lower-link)"])
  }

  @Test("A message whose header is cut off is shown where its kind is followed, as what it is")
  func cut() throws {
    // RTM_NEWLINK and RTM_NEWRULE with four bytes of their headers.
    let messages = [
      message(16, [0, 0, 1, 0]), message(32, [2, 0, 0, 0]), link(2, "v0", mtu: 1500, isUp: true),
    ]
    #expect(try told(["link"], messages, areDamaged: true) == ["message 16", "new link/2"])
    #expect(try told(["link", "up"], messages, areDamaged: true) == ["message 16", "new link/2"])
    #expect(try told(["rule"], messages, areDamaged: true) == ["message 32"])
  }
}
