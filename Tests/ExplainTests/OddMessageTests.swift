import Foundation
import Render
import Testing
import NetlinkWire

@testable import Explain

/// Messages at the edge of what can be: arrays, paddings, guesses, flags, and several in a datagram.
@Suite struct OddMessageTests {
  private static func u32(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
  }

  private static func attribute(_ number: UInt8, _ payload: [UInt8]) -> [UInt8] {
    [UInt8(payload.count + 4), 0, number, 0] + payload + [UInt8](repeating: 0, count: -payload.count & 3)
  }

  private static func message(_ type: UInt8, flags: UInt16 = 0, _ body: [UInt8]) -> [UInt8] {
    u32(UInt32(16 + body.count)) + [type, 0, UInt8(flags & 0xff), UInt8(flags >> 8)]
      + [UInt8](repeating: 0, count: 8) + body
  }

  private static func link(_ attributes: [UInt8], type: UInt8 = 16) -> [UInt8] {
    message(type, [0, 0, 1, 0] + u32(2) + u32(1) + u32(0x1234_5678) + attributes)
  }

  private static func explain(_ datagrams: [UInt8]..., netlinkProtocol: UInt16 = 0) -> String {
    var explanation = Explanation(.text, system: SystemNames(load: { _ in [] }))
    for (index, bytes) in datagrams.enumerated() {
      var envelope = Envelope()
      envelope.netlinkProtocol = netlinkProtocol
      envelope.direction = index == 0 ? .sent : .received
      unsafe explanation.add(bytes.span.bytes, envelope)
    }
    var text = ""
    explanation.take { text = String(decoding: $0.raw.array, as: UTF8.self) }
    return text
  }

  @Test("Members of one size: each is shown, and what is left of one is damage")
  func packed() {
    // NHA_ID, NHA_GROUP of three: id and weight.
    func group(_ bytes: [UInt8]) -> String {
      Self.explain(
        Self.message(
          104,
          [0, 0, 0, 0] + [UInt8](repeating: 0, count: 4) + Self.attribute(1, Self.u32(9))
            + Self.attribute(2, bytes)))
    }
    let members: [UInt8] = ([1111, 2222, 3333] as [UInt32]).flatMap { Self.u32($0) + Self.u32(0) }
    let whole = group(members)
    #expect(["1111", "2222", "3333"].allSatisfy { whole.contains($0) } && !whole.contains("!"), "\(whole)")
    let cut = group(Array(members.dropLast(3)))
    #expect(cut.contains("2222") && !cut.contains("3333"))
    #expect(cut.contains("! too short for a member of the array"), "\(cut)")
  }

  @Test("Members that tell their own length: each is shown, and what is no whole one is damage")
  func chain() {
    func route(_ hops: [UInt8]) -> String {
      Self.explain(
        Self.message(
          24,
          [2, 24, 0, 0, 254, 4, 0, 1, 0, 0, 0, 0] + Self.attribute(1, [192, 0, 2, 0])
            + Self.attribute(9, hops)))
    }
    func hop(_ device: UInt32) -> [UInt8] {
      [16, 0, 0, 0] + Self.u32(device) + Self.attribute(5, [10, 0, 0, 1])
    }
    let whole = route(hop(1111) + hop(2222))
    #expect(whole.contains("1111") && whole.contains("2222") && !whole.contains("!"), "\(whole)")
    for rest in [[16, 0, 0], [16, 0, 0, 0, 3, 0, 0, 0], [4, 0, 0, 0, 0, 0, 0, 0]] as [[UInt8]] {
      let text = route(hop(1111) + rest)
      #expect(text.contains("! not a whole member of the array"), "\(text)")
    }
  }

  @Test("A member that is not as long as its kind is damage")
  func members() {
    // IFLA_LINKINFO of a bond, IFLA_BOND_ARP_IP_TARGET.
    func targets(_ address: [UInt8]) -> String {
      let data = Self.attribute(8, Self.attribute(0, address))
      let info = Self.attribute(1, Array("bond\0".utf8)) + Self.attribute(2, data)
      return Self.explain(Self.link(Self.attribute(18, info)))
    }
    let whole = targets([192, 0, 2, 77])
    #expect(whole.contains("192.0.2.77") && !whole.contains("!"), "\(whole)")
    for odd in [[192, 0, 2], [192, 0, 2, 77, 5]] as [[UInt8]] {
      let text = targets(odd)
      #expect(text.contains("!") && !text.contains("192.0.2.77"), "\(text)")
    }
  }

  @Test("Bytes without a row are attributes only if they are so to the last byte, with clean padding")
  func guesses() {
    func unknown(_ payload: [UInt8]) -> String { Self.explain(Self.link(Self.attribute(200, payload))) }
    let nested = unknown([5, 0, 1, 0, 7, 0, 0, 0])
    #expect(nested.contains("attribute 1 ") || nested.contains("[1]"), "\(nested)")
    let dirty = unknown([5, 0, 1, 0, 7, 0, 9, 0])
    #expect(!dirty.contains("attribute 1 ") && !dirty.contains("[1]"), "\(dirty)")
    // Text is printable to its NUL; else it is a number.
    #expect(unknown(Array("abc\0".utf8)).contains("abc"))
    let number = unknown([0x61, 0x62, 0x01, 0])
    #expect(number.contains("\(0x0001_6261)"), "\(number)")
  }

  @Test("What stands where an attribute should is damage: too short, a length too small, one too large")
  func rest() {
    for (rest, words) in [
      ([8, 0, 4], "too short for an attribute"),
      ([2, 0, 4, 0, 0, 0, 0, 0], "the length is too small for an attribute"),
      ([99, 0, 4, 0, 0, 0, 0, 0], "the attribute is longer than what holds it"),
    ] as [([UInt8], String)] {
      let text = Self.explain(Self.link(Self.attribute(3, Array("v0\0".utf8)) + rest))
      #expect(text.contains("! " + words), "\(text)")
    }
  }

  @Test("Each field of a header has its own bytes")
  func fields() {
    let text = Self.explain(Self.link([]))
    #expect(text.contains("ifi_change") && text.contains("12345678"), "\(text)")
    #expect(
      text.split(separator: "\n").contains { $0.contains("ifi_change") && $0.contains("78 56 34 12") },
      "\(text)")
  }

  @Test("Flags of a question: root, match and both; a bit without a name shows")
  func flags() {
    let header = [UInt8](repeating: 0, count: 12)
    for (flags, words, others) in [
      (0x101, ["root"], ["match", "dump"]), (0x201, ["match"], ["root", "dump"]),
      (0x301, ["dump"], ["root", "match"]),
      (0x8001, ["0x8000"], []),
    ] as [(UInt16, [String], [String])] {
      let text = Self.explain(Self.message(26, flags: flags, header))
      let head = text.split(separator: "\n").filter { $0.contains("nlmsg_flags") }.joined()
      #expect(words.allSatisfy { head.contains($0) } && !others.contains { head.contains($0) }, "\(text)")
    }
  }

  @Test("Several messages in a datagram: each begins where the one before ends, padding and all")
  func datagram() {
    var odd = Self.message(
      16, [0, 0, 1, 0] + Self.u32(2) + Self.u32(1) + Self.u32(0) + [6, 0, 3, 0, 0x76, 0])
    odd += [0, 0]
    let text = Self.explain(odd + Self.message(3, Self.u32(0)))
    #expect(text.contains("RTM_NEWLINK") && text.contains("NLMSG_DONE") && !text.contains("!"), "\(text)")
    let cut = Self.explain(Array(Self.message(3, Self.u32(0)).dropLast(2)))
    #expect(cut.contains("! the rest of the message is not there"), "\(cut)")
    // Zeros where a message should be are padding, however many.
    let zeros = Self.explain([UInt8](repeating: 0, count: 24))
    let shown = zeros.split(separator: "\n").reduce(0) { $0 + $1.components(separatedBy: " 00").count - 1 }
    #expect(shown >= 24 && !zeros.contains("!"), "\(zeros)")
    let few = Self.explain([1, 0, 0, 0] + [UInt8](repeating: 0, count: 20))
    #expect(few.contains("! the length is too small for a message"), "\(few)")
  }

  @Test("A request that sets a link is explained by the rows of links")
  func set() {
    let text = Self.explain(Self.link(Self.attribute(4, Self.u32(1400)), type: 19))
    #expect(text.contains("RTM_SETLINK") && text.contains("IFLA_MTU") && text.contains("1400"), "\(text)")
  }

  @Test("Flags of a request mean what they mean for its verb: of one that sets, what they do where it makes")
  func verbs() {
    // RTM_NEWLINK, RTM_DELLINK, RTM_GETLINK, RTM_SETLINK with the bits 0x100 and 0x200.
    for (type, words) in [
      (16, ["replace", "excl"]), (17, ["nonrec", "bulk"]), (18, ["dump"]), (19, ["replace", "excl"]),
    ] as [(UInt8, [String])] {
      let text = Self.explain(
        Self.message(type, flags: 0x301, [0, 0, 1, 0] + Self.u32(2) + Self.u32(1) + Self.u32(0)))
      let head = text.split(separator: "\n").filter { $0.contains("nlmsg_flags") }.joined()
      let all = ["replace", "excl", "nonrec", "bulk", "dump", "root", "match"]
      #expect(all.filter { head.contains($0) } == words, "\(type): \(head)")
    }
  }

  @Test(
    "An error names the attribute that begins where it points, however deep, and the nest only at its head")
  func depths() {
    // RTA_METRICS with RTAX_MTU and RTAX_HOPLIMIT.
    let metrics = Self.attribute(2, Self.u32(1400)) + Self.attribute(10, Self.u32(300))
    let request = Self.message(
      24, flags: 0x605, [2, 24, 0, 0, 254, 4, 0, 1, 0, 0, 0, 0] + Self.attribute(8, metrics))
    let nest = request.count - metrics.count - 4
    for (offset, name) in [
      (nest, "RTA_METRICS"), (nest + 3, "RTA_METRICS"), (nest + 4, "RTA_METRICS.RTAX_MTU"),
      (nest + 8, "RTA_METRICS.RTAX_MTU"), (nest + 12, "RTA_METRICS.RTAX_HOPLIMIT"),
    ] {
      // NLMSGERR_ATTR_OFFS
      let acks = Self.attribute(2, Self.u32(UInt32(offset)))
      let error = Self.message(2, flags: 0x300, [234, 255, 255, 255] + request.prefix(16) + acks)
      let lines = Self.explain(request, error).split(separator: "\n").map { $0.drop { $0 == " " } }
      #expect(lines.contains("at \(name)"), "\(offset): \(lines)")
    }
  }

  @Test("An attribute that is missing in a nest has the name that it has there")
  func missing() {
    let data = Self.attribute(2, [])
    let info = Self.attribute(1, Array("vxlan\0".utf8)) + data
    let request = Self.message(16, flags: 0x605, [UInt8](repeating: 0, count: 16) + Self.attribute(18, info))
    // NLMSGERR_ATTR_MISS_TYPE, NLMSGERR_ATTR_MISS_NEST
    let acks = Self.attribute(5, Self.u32(1)) + Self.attribute(6, Self.u32(UInt32(request.count - 4)))
    let error = Self.message(2, flags: 0x300, [234, 255, 255, 255] + request.prefix(16) + acks)
    let text = Self.explain(request, error)
    #expect(
      text.split(separator: "\n").contains { $0.contains("missing") && $0.contains("IFLA_VXLAN_ID") },
      "\(text)")
  }

  @Test("Of fields over the same bytes the widest comes first, whatever the order of the rows")
  func overlaps() {
    let rows: [Attribute] = [
      .field(4, "part", "part", .u8, "A part."), .field(4, "whole", "whole", .u32, "All of it."),
      .field(5, "within", "within", .u8, "What lies within."),
      .field(0, "before", "before", .u8, "What is before."),
      .field(8, "behind", "behind", .u16, "What is behind."),
    ]
    for rows in [rows, rows.reversed()] {
      let order = ByteOrder(Table("fields", headerLength: 12, rows))
      #expect(
        order.fields.map { $0.rows.map { "\($0.kernelName)" } } == [
          ["before"], ["whole", "part", "within"], ["behind"],
        ])
      #expect(order.fields.map { $0.width } == [1, 4, 2] && order.fields.map { $0.offset } == [0, 4, 8])
    }
  }

  @Test("Requests about VLANs and multicast groups of bridges have attributes of their own")
  func bridgeRequests() {
    let header: [UInt8] = [7, 0, 0, 0, 0, 0, 0, 0]
    let vlans = Self.explain(Self.message(114, flags: 0x301, header + Self.attribute(1, Self.u32(1))))
    #expect(
      vlans.contains("BRIDGE_VLANDB_DUMP_FLAGS  8 bytes") && vlans.contains("stats") && !vlans.contains("!"))
    let group = Self.u32(4) + [1, 0, 5, 0, 239, 1, 1, 1] + [UInt8](repeating: 0, count: 12) + [8, 0, 0, 0]
    for (type, flags, name) in [
      (84, 0x605, "MDBA_SET_ENTRY"), (85, 0x5, "MDBA_SET_ENTRY"), (86, 0x1, "MDBA_GET_ENTRY"),
    ] as [(UInt8, UInt16, String)] {
      let text = Self.explain(Self.message(type, flags: flags, header + Self.attribute(1, group)))
      #expect(
        text.contains("\(name)  32 bytes") && text.contains("239.1.1.1") && !text.contains("!"), "\(text)")
    }
    // What the kernel says has the nests of dumps.
    let order = Self.message(84, flags: 0x605, header + Self.attribute(1, group))
    let told = Self.message(84, header + Self.attribute(1, Self.attribute(1, [])))
    for both in [order + told, told + order] {
      let text = Self.explain(both)
      #expect(text.contains("MDBA_MDB ") && text.contains("MDBA_SET_ENTRY "), "\(text)")
    }
  }
}
