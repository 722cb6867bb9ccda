import NetlinkWire
import Testing

@testable import Render

/// Numbers, times and names at the edges of how they are written.
@Suite struct WordTests {
  @Test("Text of our own and of the kernel has no control characters, of one byte or of two")
  func controls() {
    for (text, expected) in [
      ("a b", "a b"), ("a\u{1}\u{1f}", "a\\x01\\x1f"),
      ("\u{7f}\u{80}\u{85}\u{9f}", "\\x7f\\xc2\\x80\\xc2\\x85\\xc2\\x9f"),
      ("\u{a0}é", "\u{a0}é"), ("\u{202e}", "\\xe2\\x80\\xae"),
    ] {
      #expect(written { $0.printable(Array(text.utf8)) } == expected)
      #expect(written { unsafe $0.printable(Array(text.utf8).span.bytes) } == expected)
    }
  }

  @Test("A destination has its length unless it is a host; one that says only its length has that")
  func prefixes() {
    for (bytes, length, host, expected) in [
      ([10, 0, 0, 0], 8, 32, "10.0.0.0/8"), ([10, 0, 0, 1], 32, 32, "10.0.0.1"), ([], 0, 32, "default"),
      ([], 8, 32, "0/8"), ([], 32, 32, "0/32"), ([], 128, 128, "0/128"),
      ([UInt8](repeating: 0, count: 16), 128, 128, "::"),
      ([UInt8](repeating: 0, count: 16), 64, 128, "::/64"),
    ] as [([UInt8], Int, Int, String)] {
      let text = written { unsafe $0.prefix(bytes.span.bytes, length: length, host: host) }
      #expect(text == expected)
    }
  }

  @Test("A time has two units that follow each other, or one")
  func durations() {
    for (seconds, expected) in [
      (0, "0s"), (59, "59s"), (61, "1m 1s"), (3600, "1h"), (3601, "1h"), (3661, "1h 1m"), (90_061, "1d 1h"),
      (90_000, "1d 1h"), (86_461, "1d"), (-5, "-5s"), (-3661, "-1h 1m"),
    ] as [(Int64, String)] {
      #expect(written { $0.duration(seconds) } == expected)
    }
  }

  @Test("Thousandths have three decimals, and an identifier of eight octets has colons between them")
  func parts() {
    for (value, expected) in [
      (0, "0.000"), (9, "0.009"), (95, "0.095"), (999, "0.999"), (1000, "1.000"), (12_345, "12.345"),
    ] as [(UInt64, String)] {
      #expect(written { $0.thousandths(value) } == expected)
    }
    let flags: Flags = [1: "low", 4: "high"]
    for (value, expected) in [(0, "0x0"), (1, "low"), (5, "low,high"), (7, "low,0x2,high"), (8, "0x8")]
      as [(UInt64, String)]
    {
      #expect(written { $0.names(of: value, flags) } == expected)
    }
    #expect(written { $0.guid(0x0102_0304_0506_07ff) } == "01:02:03:04:05:06:07:ff")
  }

  @Test("A number in hexadecimal has as many digits as were asked for, and more if it needs them")
  func digits() {
    for (value, digits, expected) in [
      (0, 1, "0"), (0, 4, "0000"), (0xf, 2, "0f"), (0x10, 2, "10"), (0xff, 2, "ff"), (0x100, 2, "100"),
      (0xabc, 4, "0abc"), (0x1234, 4, "1234"), (UInt64.max, 16, "ffffffffffffffff"),
    ] as [(UInt64, Int, String)] {
      #expect(written { $0.hexadecimal(value, digits: digits, prefixed: false) } == expected)
      #expect(written { $0.hexadecimal(value, digits: digits, prefixed: true) } == "0x" + expected)
    }
  }

  private static let system = SystemNames(load: { space in
    space == .table ? [(number: UInt32(254), name: Array("main".utf8))] : []
  })

  private static let table = Table(
    "things", headerLength: 4,
    [
      Attribute(
        1, "A", "state",
        .named([
          1: "one", 2: "two", 3: "one-whose-name-is-much-longer-than-the-others-are", 0x2_0000_0002: "far",
        ]),
        "Its state."),
      Attribute(2, "B", "table", .system(.table), "Its table.", numberKey: "table_id"),
      Attribute(3, "C", "dev", .interface, "A device.", numberKey: "ifindex"),
      Attribute(4, "D", "tos", .system(.dsfield), "A service."),
    ])

  private func json(_ json: inout JSON, _ number: UInt8, _ payload: [UInt8]) -> String {
    let body: [UInt8] = [0, 0, 0, 0, UInt8(payload.count + 4), 0, number, 0] + payload
    let bytes = [UInt8(16 + body.count)] + [UInt8](repeating: 0, count: 15) + body
    var walker = Walker()
    json.buffer.truncate(to: 0)
    json.first = 1
    unsafe json.object(Message(bytes.span.bytes), by: Self.table, &walker)
    return String(decoding: json.buffer.raw.array, as: UTF8.self)
  }

  @Test(
    "What was written before of a row's number is no answer for a larger number, nor once names are not wanted"
  )
  func kept() {
    var writer = JSON(interfaces: .none, system: Self.system)
    let large: [UInt8] = [1, 0, 0, 0, 1, 0, 0, 0]
    // A large number that has a name of its own comes before the small one with the same low bits.
    #expect(json(&writer, 1, [2, 0, 0, 0, 2, 0, 0, 0]) == #"{"state":"far"}"#)
    #expect(json(&writer, 1, [2, 0, 0, 0]) == #"{"state":"two"}"#)
    for _ in 0..<2 {
      #expect(json(&writer, 1, [1, 0, 0, 0]) == #"{"state":"one"}"#)
      #expect(json(&writer, 1, large) == #"{"state_index":4294967297}"#)
      #expect(json(&writer, 2, [254, 0, 0, 0]) == #"{"table":"main","table_id":254}"#)
    }
    writer.isNumeric = true
    #expect(json(&writer, 2, [254, 0, 0, 0]) == #"{"table":"254","table_id":254}"#)
    writer.isNumeric = false
    #expect(json(&writer, 2, [254, 0, 0, 0]) == #"{"table":"main","table_id":254}"#)
  }

  @Test("Written again, a member is the same, however long; a number that no file names is as ip writes it")
  func again() {
    var writer = JSON(interfaces: .none, system: Self.system)
    for _ in 0..<3 {
      #expect(
        json(&writer, 1, [3, 0, 0, 0]) == #"{"state":"one-whose-name-is-much-longer-than-the-others-are"}"#)
      for (number, text) in [(0, "0x00"), (8, "0x08"), (10, "0x0a"), (15, "0x0f"), (16, "0x10")] {
        #expect(json(&writer, 4, [UInt8(number), 0, 0, 0]) == "{\"tos\":\"\(text)\"}")
      }
    }
  }

  @Test("A name that is no UTF-8 has its bytes beside it, every time")
  func bytes() {
    let names = InterfaceNames()
    let (odd, plain): ([UInt8], [UInt8]) = ([0x61, 0xff, 0x22], Array("v0".utf8))
    unsafe names.set(7, name: odd.span.bytes, flags: 1, type: 1)
    unsafe names.set(8, name: plain.span.bytes, flags: 1, type: 1)
    var writer = JSON(interfaces: names, system: Self.system)
    for _ in 0..<2 {
      #expect(json(&writer, 3, [7, 0, 0, 0]) == #"{"dev":"a\#u{fffd}\"","dev_hex":"61ff22","ifindex":7}"#)
      #expect(json(&writer, 3, [8, 0, 0, 0]) == #"{"dev":"v0","ifindex":8}"#)
    }
  }
}
