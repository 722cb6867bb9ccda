import Testing

/// More virtual functions than 16 bits can count bytes of.
///
/// Linux 6.12 answers for 222 functions of the device recorded in `link-functions` with a list whose
/// length is written modulo 64 KiB, all bytes being there; `ip` 6.15 then says "Truncated VF list".
/// The message here is that of four functions with the last repeated, and the length wrapped alike.
@Suite struct ManyFunctionsTests {
  private static let list = 22  // IFLA_VFINFO_LIST

  /// The recorded message with `count` functions, and whether its length fits 16 bits.
  private func message(functions count: Int) throws -> (bytes: [UInt8], isWrapped: Bool) {
    let messages = try RecordedMessages("link-functions").messages
    for message in messages {
      var offset = 32
      while offset + 4 <= message.count {
        let length = Int(message[offset]) | Int(message[offset + 1]) << 8
        let end = offset + (length + 3) & ~3
        if Int(message[offset + 2]) == Self.list {
          var members: [[UInt8]] = []
          var at = offset + 4
          while at < end {
            let size = Int(message[at]) | Int(message[at + 1]) << 8
            members.append(Array(message[at..<at + (size + 3) & ~3]))
            at += (size + 3) & ~3
          }
          let last = try #require(members.last)
          while members.count < count { members.append(Self.numbered(last, UInt32(members.count))) }
          let payload = members.prefix(count).flatMap { $0 }
          let whole = payload.count + 4
          let header = [
            UInt8(whole & 255), UInt8(whole >> 8 & 255), message[offset + 2], message[offset + 3],
          ]
          return (message[..<offset] + header + payload + message[end...], whole > 0xffff)
        }
        offset = end
      }
    }
    throw RecordedMessages.Malformed()
  }

  /// The function with another number in its first attribute, `struct ifla_vf_mac`.
  private static func numbered(_ member: [UInt8], _ number: UInt32) -> [UInt8] {
    var member = member
    for byte in 0..<4 { member[8 + byte] = UInt8(truncatingIfNeeded: number >> UInt32(8 * byte)) }
    return member
  }

  @Test(
    "All virtual functions are shown, and all that comes after them, even where the kernel's length wraps",
    arguments: [4, 221, 222, 223, 300, 380, 444, 445, 700])
  func all(count: Int) throws {
    let (bytes, isWrapped) = try message(functions: count)
    #expect(isWrapped == (count >= 222))
    var decoder = Decoder(interfacesOf: [bytes])
    let link = try JSONValue(String(decoding: decoder.json(of: bytes), as: UTF8.self))
    #expect(link["_unparsed"] == nil)
    let functions = try #require(link["vfinfo_list"]).elements
    #expect(functions.map { $0["vf"] } == (0..<UInt64(count)).map { .unsigned($0) })
    #expect(link["af_spec"]?["inet6"] != nil)
    #expect(link["ifname"] == .string("sim0") && link["mtu"] == .unsigned(1500))
  }

  @Test("Where the list is cut off, what is there is shown and the rest is not passed over in silence")
  func cut() throws {
    let (bytes, _) = try message(functions: 300)
    var decoder = Decoder(interfacesOf: [bytes])
    let text = String(decoding: decoder.json(of: Array(bytes.prefix(70_001))), as: UTF8.self)
    let link = try JSONValue(text)
    #expect(link["_unparsed"] != nil)
    #expect(link["ifname"] == .string("sim0") && link["mtu"] == .unsigned(1500))
  }
}
