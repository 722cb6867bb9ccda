import Foundation
import NetlinkWire
import Render
import Testing

@testable import Explain

/// Files whose lines say more than bytes, and requests whose attributes have the names that another one selects.
@Suite struct OddFileTests {
  /// A request for a device's attributes with a run of the same sixteen bytes.
  private static let long: [UInt8] =
    [96, 0, 0, 0, 18, 0, 1, 0, 7, 0, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 16)
    + [64, 0, 99, 0] + [UInt8](repeating: 0, count: 60)

  /// What od and hexdump write: a star for lines that are like the one before, and an offset alone at the end.
  private static func dump(_ bytes: [UInt8], _ base: String, _ words: ([UInt8]) -> String) -> String {
    var text = ""
    var last: [UInt8] = []
    var isRepeating = false
    for start in stride(from: 0, to: bytes.count, by: 16) {
      let row = Array(bytes[start..<min(bytes.count, start + 16)])
      if row == last {
        if !isRepeating { text += "*\n" }
        isRepeating = true
        continue
      }
      (last, isRepeating) = (row, false)
      text += String(format: base, start) + words(row) + "\n"
    }
    return text + String(format: base, bytes.count) + "\n"
  }

  private static func bytes(_ row: [UInt8]) -> String { row.map { String(format: " %02x", $0) }.joined() }
  private static func words(_ row: [UInt8]) -> String {
    stride(from: 0, to: row.count, by: 2).map { String(format: " %02x%02x", row[$0 + 1], row[$0]) }.joined()
  }
  private static func barred(_ row: [UInt8]) -> String {
    " " + bytes(Array(row.prefix(8))) + " " + bytes(Array(row.dropFirst(8))) + "  |................|"
  }

  private static let dresses: [(base: String, words: @Sendable ([UInt8]) -> String)] = [
    ("%07o", bytes), ("%06x", bytes), ("%07o", words), ("%07x", words), ("%08x", barred), ("%06x", words),
  ]

  @Test("A star stands for lines like the one before, up to the next offset", arguments: 0..<6)
  func star(_ dress: Int) {
    let (base, words) = Self.dresses[dress]
    for tail in [0, 16, 32] {
      // The run is at the end, or bytes come behind it.
      let length = 96 + tail
      var message = Self.long + (0..<tail).map { UInt8($0 + 1) }
      message[0] = UInt8(length)
      message[32] = UInt8(length - 32)
      let text = Self.dump(message, base, words)
      #expect(text.contains("*\n"))
      for chunk in [1, 7, 4096] {
        let collected = Collected(Array((text + "\n" + text).utf8), chunk: chunk)
        #expect(collected.datagrams.map(\.bytes) == [message, message], "\(text)")
        #expect(collected.damages.isEmpty)
      }
    }
  }

  private static func attribute(_ number: UInt8, _ payload: [UInt8]) -> [UInt8] {
    [UInt8(payload.count + 4), 0, number, 0] + payload + [UInt8](repeating: 0, count: -payload.count & 3)
  }

  @Test("An attribute of a request has the name that the kind of the link beside it selects")
  func selected() {
    let data = attributeOfKind("vlan")
    #expect(data == "IFLA_LINKINFO.IFLA_INFO_DATA.IFLA_VLAN_ID")
    #expect(attributeOfKind("vxlan") == "IFLA_LINKINFO.IFLA_INFO_DATA.IFLA_VXLAN_ID")
    #expect(attributeOfKind("nosuch") == "IFLA_LINKINFO.IFLA_INFO_DATA.#1")
  }

  private func attributeOfKind(_ kind: String) -> String {
    let info = Self.attribute(1, Array(kind.utf8) + [0]) + Self.attribute(2, Self.attribute(1, [7, 0, 0, 0]))
    let body =
      [UInt8](repeating: 0, count: 16) + Self.attribute(3, Array("v1".utf8) + [0]) + Self.attribute(18, info)
    let request =
      [UInt8(16 + body.count), 0, 0, 0, 16, 0, 5, 0] + [UInt8](repeating: 0, count: 8) + body
    // The value of the innermost attribute is the last of the message.
    var text = GrowingBytes(capacity: 64)
    #expect(RequestNames(request, 0).append(at: request.count - 4, to: &text))
    return String(decoding: text.raw.array, as: UTF8.self)
  }

  @Test("An offset that does not follow on the bytes before is told, and the bytes are no message")
  func offsets() {
    let bytes = Self.long.prefix(32).map { String(format: "%02x", $0) }
    let head = "> 96 bytes\n"
    let text =
      head + "  0000  " + bytes.prefix(16).joined(separator: " ") + "\n"
      + "  0020  " + bytes.dropFirst(16).joined(separator: " ") + "\n"
    let collected = Collected(Array(text.utf8))
    #expect(!collected.datagrams.contains { $0.bytes.count > 16 }, "\(collected.datagrams)")
  }
}
