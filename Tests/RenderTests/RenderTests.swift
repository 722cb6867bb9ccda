import Testing
import NetlinkWire

@testable import Render

/// What is written, byte for byte.
@Suite struct RenderTests {
  @Test(
    "Every decimal is the number's own",
    arguments: [
      0, 9, 10, 999, 1000, 99_999_999, 100_000_000, 9_999_999_999_999_999, 10_000_000_000_000_000, UInt64.max,
    ])
  func decimals(number: UInt64) {
    #expect(written { $0.decimal(number) } == String(number))
    #expect(written { $0.hexadecimal(number) } == String(number, radix: 16))
  }

  @Test("Bytes of any number are written as their hexadecimal digits")
  func hexadecimal() {
    for length in 0..<20 {
      for start in stride(from: 0, to: 256, by: 3) {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: start + 37 * $0) }
        let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        let found = written { unsafe $0.hexadecimal(bytes.span.bytes) }
        #expect(found == digits.joined())
      }
    }
  }

  @Test("What a buffer holds is written into a JSON string as other bytes are, whatever lies behind its end")
  func insideOfString() {
    for length in 0..<20 {
      for value in 0...255 {
        var held = GrowingBytes(capacity: 8)
        for _ in 0..<40 { held.append(value % 2 == 0 ? 0x22 : 0xff as UInt8) }
        held.truncate(to: 0)
        for place in 0..<length { held.append(place == length * value / 256 ? UInt8(value) : 0x7e) }
        var one = GrowingBytes()
        var other = GrowingBytes()
        let isUTF8 = (one.json(contentsOf: held), other.json(held.raw))
        #expect(isUTF8.0 == isUTF8.1 && one.raw.array == other.raw.array, "\(length) \(value)")
      }
    }
  }

  @Test("Names of interfaces that come and go for ever take no more and more memory; the last 256 gone stay")
  func interfaceNames() {
    let names = InterfaceNames()
    func name(_ index: UInt32) -> [UInt8] { Array("v\(index)".utf8) }
    for index: UInt32 in 1...100_000 {
      let own = name(index)
      unsafe names.set(index, name: own.span.bytes, flags: 1, type: 1)
      // Every thousandth stays.
      if index > 3, (index - 3) % 1000 != 0 { names.retire(index - 3) }
    }
    #expect(names.count < 2_000)
    for index in (1...100_000 as ClosedRange<UInt32>) where index % 1000 == 0 || index > 99_740 {
      #expect(names.name(of: index).array == name(index))
    }
    #expect(names.name(of: 50_001).byteCount == 0)
  }

  @Test("An interface is as it was said last: its flags, its type, and that it has come again")
  func interfaceAgain() {
    let names = InterfaceNames()
    func set(_ index: UInt32, flags: UInt32, type: UInt16) {
      let name = Array("v\(index)".utf8)
      unsafe names.set(index, name: name.span.bytes, flags: flags, type: type)
    }
    set(1, flags: 1, type: 1)
    set(1, flags: 0, type: 1)
    #expect(names.flags(of: 1) == 0)
    set(1, flags: 0, type: 2)
    #expect(names.flags(of: 1) == 0 && names.type(of: 1) == 2)
    names.retire(1)
    set(1, flags: 0, type: 2)
    for index in 2...5_000 as ClosedRange<UInt32> {
      set(index, flags: 1, type: 1)
      names.retire(index)
    }
    #expect(names.name(of: 1).array == Array("v1".utf8) && names.name(of: 2).byteCount == 0)
  }

  @Test("The smallest signed number has its sign")
  func signed() { #expect(written { $0.decimal(Int64.min) } == "-9223372036854775808") }

  @Test(
    "IPv6 addresses are written as libc writes them",
    arguments: [
      ([UInt8](repeating: 0, count: 16), "::"),
      ([UInt8](repeating: 0, count: 15) + [1], "::1"),
      ([0x20, 1, 0xd, 0xb8] + [UInt8](repeating: 0, count: 8) + [0, 1, 0, 0], "2001:db8::1:0"),
      ([0x20, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0], "2001:0:1::1:0:0"),
      ([UInt8](repeating: 0, count: 10) + [0xff, 0xff, 192, 0, 2, 1], "::ffff:192.0.2.1"),
      ([UInt8](repeating: 0, count: 12) + [192, 0, 2, 1], "::192.0.2.1"),
      ([0, 1, 0, 0, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7], "1:0:2:3:4:5:6:7"),
      ([0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 3, 0, 4], "1::2:0:0:3:4"),
    ])
  func ipv6(bytes: [UInt8], text: String) {
    #expect(written { unsafe $0.ipv6(bytes.span.bytes) } == text)
  }

  @Test("Text in JSON is escaped, and what is no UTF-8 is replaced and said")
  func escapes() {
    func json(_ bytes: [UInt8]) -> (String, Bool) {
      var isUTF8 = false
      return (written { isUTF8 = unsafe $0.json(bytes.span.bytes) }, isUTF8)
    }
    #expect(json(Array("a\"b\\\n\u{1}é".utf8)) == ("a\\\"b\\\\\\n\\u0001é", true))
    #expect(json([0xff, 0x61, 0xc3]) == ("\u{fffd}a\u{fffd}", false))
    #expect(json([0xed, 0xa0, 0x80]).1 == false)
  }

  @Test("Blanks are as many as were asked for, none for a negative number")
  func blanks() {
    for count in [-1, 0, 1, 31, 32, 33, 64, 100] {
      #expect(written { $0.blanks(count) } == String(repeating: " ", count: max(0, count)))
    }
  }

  @Test("Indented JSON is the same wherever it was cut", arguments: 0...40)
  func pretty(cut: Int) {
    let text = Array(#"[{"a":{"b":[1,2],"c":"x,\"{"},"d":[]}]"#.utf8)
    var pretty = PrettyJSON()
    var out = GrowingBytes()
    for part in [text.prefix(cut), text.dropFirst(cut)] {
      var buffer = GrowingBytes()
      for byte in part { buffer.append(byte) }
      pretty.write(buffer, to: &out)
    }
    let lines = [
      "[", "  {", "    \"a\": {", "      \"b\": [", "        1,", "        2", "      ],",
      "      \"c\": \"x,\\\"{\"", "    },", "    \"d\": []", "  }", "]", "",
    ]
    #expect(String(decoding: out.raw.array, as: UTF8.self) == lines.joined(separator: "\n"))
  }
}
