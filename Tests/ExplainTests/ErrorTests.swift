import Foundation
import NetlinkCore
import Render
import Testing
import NetlinkWire

@testable import Explain

/// What is said of errors, acknowledgements and attributes without a row.
@Suite struct ErrorTests {
  /// RTM_NEWROUTE with RTA_DST of four bytes, and RTA_PRIORITY of one.
  static let request: [UInt8] = [
    48, 0, 0, 0, 24, 0, 5, 6, 9, 0, 0, 0, 0, 0, 0, 0, 2, 32, 0, 0, 254, 3, 0, 1, 0, 0, 0, 0, 8, 0, 1, 0, 10,
    0,
    0, 1, 5, 0, 6, 0, 7, 0, 0, 0, 4, 0, 63, 0,
  ]

  private static func explain(_ parts: [([UInt8], Envelope.Direction)], _ style: Explanation.Style = .text)
    -> String
  {
    var explanation = Explanation(style, system: SystemNames(load: { _ in [] }))
    for (bytes, direction) in parts {
      var envelope = Envelope()
      envelope.direction = direction
      unsafe explanation.add(bytes.span.bytes, envelope)
    }
    var text = ""
    explanation.take { text = String(decoding: $0.raw.array, as: UTF8.self) }
    return text
  }

  private static func attribute(_ number: UInt8, _ payload: [UInt8], nested: Bool = false) -> [UInt8] {
    let length = payload.count + 4
    return [UInt8(length & 255), UInt8(length >> 8), number, nested ? 0x80 : 0] + payload
      + [UInt8](repeating: 0, count: (4 - payload.count % 4) % 4)
  }

  /// A capped error -EINVAL with extended acknowledgement `more`.
  private static func error(_ more: [UInt8]) -> [UInt8] {
    let length = 36 + more.count
    return [UInt8(length & 255), UInt8(length >> 8), 0, 0, 2, 0, 0, 3, 9, 0, 0, 0, 1, 0, 0, 0] + [
      234, 255, 255, 255,
    ]
      + Array(request.prefix(16)) + more
  }

  @Test("An error names the attribute of our request, and what it must be")
  func refused() {
    let policy =
      Self.attribute(1, [4, 0, 0, 0]) + Self.attribute(4, [1] + [UInt8](repeating: 0, count: 7))
      + Self.attribute(5, [255, 255, 255, 255, 0, 0, 0, 0])
    let more =
      Self.attribute(1, Array("no good\0".utf8)) + Self.attribute(2, [36, 0, 0, 0])
      + Self.attribute(4, policy, nested: true)
    let text = Self.explain([(Self.request, .sent), (Self.error(more), .received)])
    #expect(text.contains("EINVAL (-22)"))
    #expect(text.contains("no good"))
    #expect(text.contains("at RTA_PRIORITY\n"))
    #expect(text.contains("must be u32, 1 to 4294967295; 1 byte was sent\n"))
    let json = Self.explain([(Self.request, .sent), (Self.error(more), .received)], .json)
    #expect(
      json.contains(#""notes":[{"at":"RTA_PRIORITY"},{"policy":"u32, 1 to 4294967295; 1 byte was sent"}]"#))
  }

  @Test("A missing attribute is named, in a nest too; a field of the header too")
  func missing() {
    let missing = Self.explain([
      (Self.request, .sent), (Self.error(Self.attribute(5, [4, 0, 0, 0])), .received),
    ])
    #expect(missing.contains("missing RTA_OIF\n"))
    let field = Self.explain([
      (Self.request, .sent), (Self.error(Self.attribute(2, [17, 0, 0, 0])), .received),
    ])
    #expect(field.contains("at rtm_dst_len\n"))
  }

  @Test("An error without its request in sight is explained as far as it goes")
  func alone() {
    let text = Self.explain([(Self.error(Self.attribute(2, [36, 0, 0, 0])), .received)])
    #expect(text.contains("NLMSGERR_ATTR_OFFS"))
    #expect(!text.contains("at RTA"))
  }

  @Test("Unknown attributes show their number and bytes; wrong lengths show as damage where they lie")
  func unknown() {
    let text = Self.explain([(Self.request, .sent)])
    #expect(text.contains("attribute 63  4 bytes  unknown"))
    #expect(text.contains("! not what this attribute holds"))
    var cut = Self.request
    cut[28] = 40
    #expect(Self.explain([(cut, .sent)]).contains("! the attribute is longer than what holds it"))
  }

  @Test("Families of generic netlink have names once the controller named them")
  func generic() {
    var envelope = Envelope()
    envelope.netlinkProtocol = 16
    let named = [1, 2, 0, 0] + Self.attribute(1, [30, 0]) + Self.attribute(2, Array("example\0".utf8))
    let family: [UInt8] =
      [UInt8(16 + named.count), 0, 0, 0, 16, 0, 0, 0] + [UInt8](repeating: 0, count: 8) + named
    let payload = [5, 1, 0, 0] + Self.attribute(7, Array("hello\0".utf8))
    let message: [UInt8] =
      [UInt8(16 + payload.count), 0, 0, 0, 30, 0, 0, 0] + [UInt8](repeating: 0, count: 8) + payload
    var explanation = Explanation(.text, system: SystemNames(load: { _ in [] }))
    for bytes in [message, family, message] { unsafe explanation.add(bytes.span.bytes, envelope) }
    var text = ""
    explanation.take { text = String(decoding: $0.raw.array, as: UTF8.self) }
    #expect(text.contains("= type 30  "))
    #expect(text.contains("CTRL_CMD_NEWFAMILY (1)"))
    #expect(text.contains("= example  "))
    #expect(text.contains("[7]  10 bytes\n"))
    #expect(text.contains("  hello\n"))
  }

  @Test("An error about a request to the controller of generic netlink names the attribute of that request")
  func controller() {
    // CTRL_CMD_GETFAMILY with CTRL_ATTR_FAMILY_NAME; its type is the number of RTM_NEWLINK, too.
    let payload = [3, 1, 0, 0] + Self.attribute(2, Array("nosuch\0".utf8))
    let request: [UInt8] =
      [UInt8(16 + payload.count), 0, 0, 0, 16, 0, 5, 0, 9] + [UInt8](repeating: 0, count: 7) + payload
    var words = GrowingBytes()
    let names = RequestNames(request, 16)
    #expect(names.append(at: 20, to: &words) && names.length(at: 20) == 7)
    words.append(" " as StaticString)
    #expect(names.append(at: 17, to: &words))
    #expect(String(decoding: words.raw.array, as: UTF8.self) == "CTRL_ATTR_FAMILY_NAME version")
  }

  @Test("Messages of all objects that commands list are explained by their tables")
  func others() {
    // RTM_NEWNETCONF with NETCONFA_FORWARDING.
    let payload = [2, 0, 0, 0] + Self.attribute(2, [1, 0, 0, 0])
    let message: [UInt8] =
      [UInt8(16 + payload.count), 0, 0, 0, 80] + [UInt8](repeating: 0, count: 11) + payload
    let text = Self.explain([(message, .received)])
    #expect(text.contains("ncm_family      inet (2)\n") && text.contains("NETCONFA_FORWARDING  8 bytes\n"))
    #expect(!text.contains("unknown"))
  }

  @Test("A policy with one bound has the least or the greatest number as its other")
  func bounds() {
    func words(_ attributes: [UInt8]) -> String {
      var buffer = GrowingBytes()
      unsafe PolicyWords.append(AttributePolicy(attributes.span.bytes), sent: nil, to: &buffer)
      return String(decoding: buffer.raw.array, as: UTF8.self)
    }
    let (type, five) = (Self.attribute(1, [9, 0, 0, 0]), [5] + [UInt8](repeating: 0, count: 7))
    #expect(words(type + Self.attribute(2, five)) == "s64, 5 to 9223372036854775807")
    #expect(words(type + Self.attribute(3, five)) == "s64, -9223372036854775808 to 5")
    #expect(words(type + Self.attribute(4, five)) == "s64, 5 to 18446744073709551615")
  }
}
