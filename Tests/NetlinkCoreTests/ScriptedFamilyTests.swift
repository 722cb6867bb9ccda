import NetlinkCore
import Testing
import NetlinkWire

@Suite struct ScriptedFamilies {
  typealias Step = ScriptedKernel.Step

  static func attribute(_ type: UInt16, _ value: [UInt8], length: Int? = nil) -> [UInt8] {
    var bytes = Bytes.le16(UInt16(length ?? 4 + value.count)) + Bytes.le16(type) + value
    while bytes.count % 4 != 0 { bytes.append(0) }
    return bytes
  }

  static func group(_ name: String, _ number: UInt32) -> [UInt8] {
    attribute(1, attribute(1, Array(name.utf8) + [0]) + attribute(2, Bytes.le32(number)))
  }

  /// The controller's answer: a family of that number, with these groups.
  static func answer(_ id: UInt16, _ groups: [UInt8]) -> Step {
    .reply { sequence, port in
      Bytes.message(
        16, sequence, port, flags: 0,
        [1, 2, 0, 0] + attribute(1, Bytes.le16(id)) + attribute(2, Array("x".utf8) + [0])
          + attribute(7, groups))
        + Bytes.error(sequence, port, 0)
    }
  }

  func socket(_ scripts: [[Step]]) throws -> (NetlinkSocket, ScriptedKernel) {
    let kernel = ScriptedKernel(scripts)
    return (try NetlinkSocket(.generic, pool: ChannelPool(host: kernel)), kernel)
  }

  @Test("118 A family that is not there is asked for again each time, one that is there once")
  func cache() throws {
    let missing: Step = .reply { Bytes.error($0, $1, -2) }
    let (socket, kernel) = try socket([[missing], [missing], [Self.answer(30, [])]])
    for _ in 0..<2 {
      #expect(throws: NetlinkError(.kernel, .lookUp, errno: Errno.noEntry, subject: "generic family x")) {
        try socket.family(named: "x")
      }
    }
    for _ in 0..<3 { #expect(try socket.family(named: "x").id == 30) }
    #expect(kernel.read { $0.sends.count } == 3)
  }

  @Test("118 A number that the kernel no longer knows is asked for anew")
  func reloaded() throws {
    let (socket, _) = try socket([
      [Self.answer(30, [])], [.reply { Bytes.error($0, $1, -2) }], [Self.answer(31, [])],
    ])
    #expect(try socket.family(named: "x").id == 30)
    #expect(throws: NetlinkError.self) { try socket.transact(Request(headed: 30)) }
    #expect(try socket.family(named: "x").id == 31)
  }

  @Test("119 A group that a family lacks is ENOENT, asked for once more as the family may be another")
  func groups() throws {
    let (socket, kernel) = try socket([
      [Self.answer(30, Self.group("a", 4))], [Self.answer(31, Self.group("a", 5) + Self.group("b", 6))],
      [Self.answer(31, Self.group("a", 5) + Self.group("b", 6))],
    ])
    #expect(try socket.group(named: "a", in: "x").rawValue == 4)
    #expect(try socket.group(named: "b", in: "x").rawValue == 6)
    #expect(
      throws: NetlinkError(.kernel, .lookUp, errno: Errno.noEntry, subject: "group c of generic family x")
    ) {
      try socket.group(named: "c", in: "x")
    }
    #expect(kernel.read { $0.sends.count } == 3)
  }

  @Test("119 A malformed answer is EPROTO, not a family without groups", arguments: 0..<5)
  func malformed(fault: Int) throws {
    let groups: [UInt8] =
      switch fault {
      case 0: Self.attribute(1, Self.attribute(1, [97, 0]))
      case 1: Self.attribute(1, Self.attribute(2, Bytes.le32(4)))
      case 2: Self.attribute(1, [9, 9, 9, 9], length: 4000)
      case 3: Self.attribute(1, Self.attribute(1, [97, 0]) + Self.attribute(2, [4, 0]))
      default: Self.group("a", 4) + [2, 0, 1, 0]
      }
    let (socket, _) = try socket([[Self.answer(30, groups)]])
    #expect(throws: NetlinkError(.malformed, .lookUp, errno: Errno.protocolViolation)) {
      try socket.group(named: "a", in: "x")
    }
    let (other, _) = try self.socket([[Self.answer(0, [])]])
    #expect(throws: NetlinkError(.malformed, .lookUp, errno: Errno.protocolViolation)) {
      try other.family(named: "x")
    }
  }
}
