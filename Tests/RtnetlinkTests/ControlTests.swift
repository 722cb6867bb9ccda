import Foundation
import NetlinkWire
import Render
import Rtnetlink
import Testing

/// Names and aliases that would move the cursor, end a line or hide something, in JSON, indented JSON and text.
@Suite struct ControlTests {
  /// What no line may hold as it is: controls, also those of two bytes, and what parts or turns lines.
  private static let scalars: [Unicode.Scalar] =
    [UInt32](0...0x1f).dropFirst().compactMap(Unicode.Scalar.init)
    + [UInt32](0x7f...0x9f).compactMap(Unicode.Scalar.init)
    + [
      0xad, 0x61c, 0x180e, 0x200b, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2060, 0x2066, 0xfeff, 0xfff9,
      0xe0001,
    ]
    .compactMap { Unicode.Scalar($0 as UInt32) }

  /// Bytes that are no UTF-8: what is cut, too long a form, a surrogate, beyond the last.
  private static let odd: [[UInt8]] = [
    [0x80], [0xbf], [0xc0, 0x80], [0xc1, 0xbf], [0xc3], [0xc3, 0x28], [0xe0, 0x80, 0x80], [0xe0, 0x9f, 0xbf],
    [0xe2, 0x82], [0xe2, 0x28, 0xa1], [0xe2, 0x82, 0x28], [0xed, 0xa0, 0x80], [0xed, 0xbf, 0xbf],
    [0xf0, 0x80, 0x80, 0x80], [0xf0, 0x8f, 0xbf, 0xbf], [0xf0, 0x90, 0x28, 0xbc], [0xf0, 0x90, 0x8c, 0x28],
    [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xff],
  ]
  /// The first and last of each length.
  private static let even: [[UInt8]] = [
    [0xc2, 0xa0], [0xdf, 0xbf], [0xe0, 0xa0, 0x80], [0xed, 0x9f, 0xbf], [0xee, 0x80, 0x80],
    [0xf0, 0x90, 0x80, 0x80], [0xf4, 0x8f, 0xbf, 0xbf],
  ]

  private static func link(name: [UInt8], alias: [UInt8]) -> [UInt8] {
    let header: [UInt8] = [0, 0, 1, 0] + TextLine.u32(7) + TextLine.u32(1) + TextLine.u32(0)
    return TextLine.message(.link, header: header, [(3, name + [0]), (20, alias + [0])])
  }

  private static func json(_ message: [UInt8]) -> [UInt8] {
    var decoder = Decoder(interfacesOf: [])
    return decoder.json(of: message)
  }

  private static func pretty(_ json: [UInt8]) -> [UInt8] {
    var plain = GrowingBytes()
    var indented = GrowingBytes()
    for byte in json { plain.append(byte) }
    var writer = PrettyJSON()
    writer.write(plain, to: &indented)
    return unsafe indented.raw.withUnsafeBytes { unsafe Array($0) }
  }

  private static func text(_ message: [UInt8], details: Bool = true) -> [UInt8] {
    var line = TextLine()
    line.style.hasDetails = details
    return Array(line.write(.link, [message]).utf8)
  }

  /// The members as another reader of JSON has them.
  private static func members(_ json: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
  }

  @Test("Controls and separators come back from JSON as they were, and never stand in a line of text")
  func controls() throws {
    for scalar in Self.scalars {
      let word = "a" + String(scalar) + "z"
      let message = Self.link(name: Array(word.utf8), alias: Array((word + "\"\\" + word).utf8))
      let json = Self.json(message)
      #expect(!json.contains { $0 < 0x20 || $0 == 0x7f }, "\(scalar.value)")
      for form in [json, Self.pretty(json)] {
        let members = try Self.members(form)
        #expect(members["ifname"] as? String == word && members["ifname_hex"] == nil, "\(scalar.value)")
        #expect(members["ifalias"] as? String == word + "\"\\" + word, "\(scalar.value)")
      }
      for details in [false, true] {
        let text = Self.text(message, details: details)
        let rest = String(decoding: text, as: UTF8.self).unicodeScalars.filter { $0 == scalar }
        // Lines end with the one that may.
        #expect(scalar == "\n" ? text.count { $0 == 10 } <= 8 : rest.isEmpty, "\(scalar.value)")
        let escaped = Array(String(scalar).utf8).map { "\\x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        #expect(
          String(decoding: text, as: UTF8.self).contains("a" + escaped.joined() + "z"), "\(scalar.value)")
      }
    }
  }

  @Test("What is no UTF-8 is told by its bytes, and what is stands as it is")
  func encodings() throws {
    for bytes in Self.odd {
      let name = [0x61] + bytes + [0x7a]
      let message = Self.link(name: name, alias: name)
      let members = try Self.members(Self.json(message))
      let hexadecimal = name.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      #expect(members["ifname_hex"] as? String == hexadecimal, "\(bytes)")
      #expect(members["ifalias_hex"] as? String == hexadecimal, "\(bytes)")
      #expect((members["ifname"] as? String)?.contains("\u{fffd}") == true, "\(bytes)")
      let text = Self.text(message)
      #expect(String(validating: text, as: UTF8.self) != nil, "\(bytes)")
      #expect(String(decoding: text, as: UTF8.self).contains("\\x" + String(bytes[0], radix: 16)), "\(bytes)")
    }
    for bytes in Self.even {
      let name = [0x61] + bytes + [0x7a]
      let members = try Self.members(Self.json(Self.link(name: name, alias: name)))
      #expect(members["ifname_hex"] == nil, "\(bytes)")
      #expect((members["ifname"] as? String).map { Array($0.utf8) } == name, "\(bytes)")
    }
  }

  @Test("A name with a control, in a message of another object, is escaped there, too")
  func elsewhere() {
    let header: [UInt8] = [2, 0, 0, 0] + TextLine.u32(4)
    let line = TextLine().write(.addr, [TextLine.message(.addr, header: header, [(2, [192, 0, 2, 1])])])
    #expect(line.contains("e\\x1bvil") && !line.contains("\u{1b}"))
  }

  @Test(
    "A lower device in another namespace is not the one of that index here, and does not show that as down")
  func lowerElsewhere() throws {
    let names = InterfaceNames()
    // Index 2 is here, too, and down.
    let eth0 = Array("eth0".utf8)
    unsafe names.set(2, name: eth0.span.bytes, flags: 0, type: 1)
    for (isElsewhere, shows) in [(false, true), (true, false)] {
      let header: [UInt8] = [0, 0, 1, 0] + TextLine.u32(7) + TextLine.u32(1) + TextLine.u32(0)
      var attributes: [TextLine.Attribute] = [(3, Array("v1".utf8) + [0]), (5, TextLine.u32(2))]
      if isElsewhere { attributes.append((37, TextLine.u32(1))) }
      let message = TextLine.message(.link, header: header, attributes)
      var walker = Walker()
      var writer = JSON(interfaces: names, system: TextLine.system)
      let view = unsafe Message(message.span.bytes)
      writer.object(view, by: ObjectType.link.table, &walker)
      let members = try Self.members(unsafe writer.buffer.raw.withUnsafeBytes { unsafe Array($0) })
      #expect((members["link"] as? String == "eth0") == shows)
      #expect(members["link_index"] as? Int == 2)
      #expect((members["flags"] as? [String])?.contains("M-DOWN") == shows)
      var text = Text(interfaces: names, system: TextLine.system)
      text.object(view, by: ObjectType.link.table, ObjectType.link.layout(of: view), &walker)
      let line = TextLine().string(text.buffer)
      #expect(line.contains("on eth0") == shows, "\(line)")
    }
  }
}
