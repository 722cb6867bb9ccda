import Foundation
import NetlinkWire
import Render
import Rtnetlink
import Testing

/// Messages that are made of random values for a table's own rows say just these, in the order of the rows.
@Suite struct RandomMessageTests {
  /// Numbers that are the same in each run.
  private struct Lottery: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
      return mixed ^ mixed >> 31
    }
  }

  /// A value of a row: its bytes, how JSON says it, and a word of it that text has.
  private struct Made {
    var payload: [UInt8]
    /// What stands in the JSON, one behind the other.
    var fragments: [String]
    var words: [String] = []
  }

  private static let names: InterfaceNames = {
    let names = InterfaceNames()
    let name = Array("eth0".utf8)
    unsafe names.set(2, name: name.span.bytes, flags: 1, type: 1)
    return names
  }()
  private static let system = SystemNames { _ in [] }

  private static func octets<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
    (0..<Value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> Value(8 * $0)) }
  }

  /// What the C library writes of an address.
  private static func address(_ bytes: [UInt8]) -> String {
    var text = [CChar](repeating: 0, count: 64)
    _ = unsafe inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &text, 64)
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func random(_ count: Int, _ lottery: inout Lottery) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &lottery) }
  }

  private static func scalar(_ row: Row, _ family: UInt8, _ lottery: inout Lottery) -> Made? {
    let key = "\"\(row.key)\":"
    func integer<Value: FixedWidthInteger & UnsignedInteger>(_: Value.Type, swapped: Bool = false) -> Made {
      let value = Value.random(in: .min ... .max, using: &lottery)
      return Made(
        payload: octets(swapped ? value.byteSwapped : value), fragments: [key + "\(value)"])
    }
    func signed<Value: FixedWidthInteger & SignedInteger>(_: Value.Type) -> Made {
      let value = Value.random(in: .min ... .max, using: &lottery)
      return Made(payload: octets(value), fragments: [key + "\(value)"])
    }
    func hexadecimal<Value: FixedWidthInteger & UnsignedInteger>(
      _: Value.Type, _ prefix: String, swapped: Bool = false
    ) -> Made {
      let value = Value.random(in: 1 ... .max, using: &lottery)
      return Made(
        payload: octets(swapped ? value.byteSwapped : value),
        fragments: [key + "\"\(prefix)\(String(value, radix: 16))\""])
    }
    func written(_ bytes: [UInt8]) -> Made {
      let text = address(bytes)
      return Made(payload: bytes, fragments: [key + "\"\(text)\""], words: [text])
    }
    func colons(_ bytes: [UInt8]) -> Made {
      let text = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
      return Made(payload: bytes, fragments: [key + "\"\(text)\""], words: [text])
    }
    switch row.shape {
    case .u8: return integer(UInt8.self)
    case .u16: return integer(UInt16.self)
    case .u32: return integer(UInt32.self)
    case .u64: return integer(UInt64.self)
    case .uint: return Bool.random(using: &lottery) ? integer(UInt32.self) : integer(UInt64.self)
    case .be16: return integer(UInt16.self, swapped: true)
    case .be32: return integer(UInt32.self, swapped: true)
    case .be64: return integer(UInt64.self, swapped: true)
    case .s8: return signed(Int8.self)
    case .s16: return signed(Int16.self)
    case .s32: return signed(Int32.self)
    case .s64: return signed(Int64.self)
    case .hex: return hexadecimal(UInt32.self, "0x")
    case .hexBE: return hexadecimal(UInt32.self, "0x", swapped: true)
    case .bareHex: return hexadecimal(UInt16.self, "")
    case .bool:
      let value = UInt8.random(in: 0...2, using: &lottery)
      return Made(payload: [value], fragments: [key + "\(value != 0)"])
    case .flag: return Made(payload: [], fragments: [key + "true"])
    case .string:
      let text = (0..<Int.random(in: 6...14, using: &lottery)).map { _ in
        Array("abcdefghijklmnopqrstuvwxyz0123456789_-.").randomElement(using: &lottery) ?? "x"
      }
      return Made(
        payload: Array(String(text).utf8) + [0], fragments: [key + "\"\(String(text))\""],
        words: [String(text)])
    case .binary:
      let bytes = random(Int.random(in: 3...9, using: &lottery), &lottery)
      let text = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      return Made(payload: bytes, fragments: [key + "\"\(text)\""], words: [text])
    case .ipv4: return written(random(4, &lottery))
    case .ipv6: return written(random(16, &lottery))
    case .ip: return written(random(Bool.random(using: &lottery) ? 4 : 16, &lottery))
    case .address where family == 2 || family == 10: return written(random(family == 2 ? 4 : 16, &lottery))
    case .mac: return colons(random(6, &lottery))
    case .interface:
      let number = row.numberKey.isEmpty ? [] : ["\"\(row.numberKey)\":2"]
      return Made(payload: [2, 0, 0, 0], fragments: [key + "\"eth0\""] + number)
    case .named(let names):
      guard names.entries.count > 0 else { return nil }
      let entry = names.entries[Int.random(in: 0..<names.entries.count, using: &lottery)]
      guard entry.value < 256 else { return nil }
      return Made(payload: [UInt8(entry.value)], fragments: [key + "\"\(entry.name)\""])
    case .flags(let flags):
      var value: UInt64 = 0
      for index in 0..<flags.entries.count where Bool.random(using: &lottery) {
        let entry = flags.entries[index]
        if entry.mask == entry.value, !entry.name.isEmpty, entry.mask < 1 << 32 { value |= entry.value }
      }
      let words = (0..<flags.entries.count).filter {
        value & flags.entries[$0].mask == flags.entries[$0].value && !flags.entries[$0].name.isEmpty
      }.map { "\"\(flags.entries[$0].name)\"" }
      let payload = row.attribute.width == 0 ? octets(UInt32(truncatingIfNeeded: value)) : []
      return payload.isEmpty
        ? nil : Made(payload: payload, fragments: [key + "[\(words.joined(separator: ","))]"])
    default: return nil
    }
  }

  /// Random attributes of a table: some of its rows, in any order.
  private static func nest(_ table: Table, _ family: UInt8, _ depth: Int, _ lottery: inout Lottery) -> (
    made: Made, absent: [String]
  ) {
    var attributes: [CraftedMessage.Attribute] = []
    var whole = Made(payload: [], fragments: [])
    var absent: [String] = []
    for index in 0..<table.count {
      let row = table[index]
      guard let number = row.number, case .sent = row.attribute.presence,
        table.attribute(number)?.serial == row.serial
      else { continue }
      guard Int.random(in: 0...2, using: &lottery) > 0 else {
        let others = (0..<table.count).contains { table[$0].key.equals(row.key) && $0 != index }
        if !row.key.isEmpty, row.shape.flagKeys == nil, !others { absent.append("\(row.key)") }
        continue
      }
      var made: Made?
      switch row.shape {
      case .nest(let inner) where depth > 0 && inner.headerLength == 0:
        let nested = nest(inner, family, depth - 1, &lottery).made
        if !nested.fragments.isEmpty {
          made = Made(
            payload: nested.payload, fragments: ["\"\(row.key)\":{"] + nested.fragments, words: nested.words)
        }
      case .nestInArray(let inner) where depth > 0 && inner.headerLength == 0:
        let nested = nest(inner, family, depth - 1, &lottery).made
        if !nested.fragments.isEmpty {
          made = Made(
            payload: nested.payload, fragments: ["\"\(row.key)\":[{"] + nested.fragments, words: nested.words)
        }
      case .children(.u32), .packed(.u32):
        let values = (0..<3).map { _ in UInt32.random(in: 0 ... .max, using: &lottery) }
        var payload = values.flatMap { octets($0) }
        if case .children = row.shape {
          payload = CraftedMessage.nest(
            values.enumerated().map { (UInt16($0.offset + 1), octets($0.element)) })
        }
        let text = values.map { "\($0)" }.joined(separator: ",")
        made = Made(payload: payload, fragments: ["\"\(row.key)\":[\(text)]"])
      default: made = row.key.isEmpty ? nil : scalar(row, family, &lottery)
      }
      guard let made else { continue }
      attributes.append((number, made.payload))
      whole.fragments += made.fragments
      // A bool of a byte and a name may be a word of another kind in text.
      whole.words += made.words
    }
    // The kernel's order is not that of the rows.
    attributes.shuffle(using: &lottery)
    whole.payload = CraftedMessage.nest(attributes)
    return (whole, absent)
  }

  private static func message(_ type: UInt16, _ payload: [UInt8]) -> [UInt8] {
    CraftedMessage.number(UInt32(16 + payload.count)) + CraftedMessage.number(UInt32(type))
      + [UInt8](repeating: 0, count: 8) + payload
  }

  private static func string(_ buffer: borrowing GrowingBytes) -> String {
    unsafe buffer.raw.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
  }

  private static func check(_ bytes: [UInt8], _ type: ObjectType, _ made: Made, absent: [String]) throws {
    let message = unsafe Message(bytes.span.bytes)
    var walker = Walker()
    var writer = JSON(interfaces: names, system: system)
    writer.object(message, by: type.table, &walker)
    let json = string(writer.buffer)
    let tree = try JSONValue(json)
    #expect(tree["_unparsed"] == nil, "\(json)")
    var rest = json[...]
    for fragment in made.fragments {
      guard let found = rest.range(of: fragment) else {
        Issue.record("\(type.name): \(fragment) is not where it should be in \(json)")
        return
      }
      rest = rest[found.upperBound...]
      // A value ends where it is said to end.
      if let last = fragment.last, last != "{", let next = rest.first {
        #expect(",}]".contains(next), "\(type.name): \(fragment) goes on as \(rest.prefix(20))")
      }
    }
    for key in absent { #expect(tree[key] == nil, "\(type.name): \(key) was not sent: \(json)") }
    var style = TextStyle()
    (style.hasDetails, style.hasEverything, style.hasCounters) = (true, true, true)
    var text = Text(interfaces: names, system: system, style: style)
    text.object(message, by: type.table, type.layout(of: message), &walker)
    let lines = string(text.buffer)
    for word in made.words { #expect(lines.contains(word), "\(type.name): \(word) is not in \(lines)") }
  }

  @Test(
    "Values, order and presence in JSON, and the values in text, for every object",
    arguments: (ObjectType.all + ObjectType.others).map { "\($0.name)" })
  func objects(name: String) throws {
    let type = try #require((ObjectType.all + ObjectType.others).first { "\($0.name)" == name })
    var lottery = Lottery(state: UInt64(name.utf8.reduce(7) { $0 &* 31 &+ Int($1) }))
    let families: [UInt8] =
      switch name {
      case "addr", "route", "neigh", "rule", "maddr", "netconf": [2, 10]
      case "link-part": [7]
      default: [0]
      }
    for round in 0..<60 {
      let family = families[round % families.count]
      let (made, absent) = Self.nest(type.table, family, 3, &lottery)
      let header = [family] + [UInt8](repeating: 0, count: type.table.headerLength - 1)
      try Self.check(Self.message(type.new, header + made.payload), type, made, absent: absent)
    }
  }

  @Test("The same for what is special about every kind of link, as a device and as a port")
  func kinds() throws {
    var lottery = Lottery(state: 11)
    var made = 0
    for kind in LinkKind.all {
      for (table, numbers) in [(kind.data, (1, 2)), (kind.port, (4, 5))] as [(Table?, (UInt16, UInt16))] {
        guard let table, table.headerLength == 0 else { continue }
        for _ in 0..<10 {
          let inner = Self.nest(table, 0, 2, &lottery).made
          if inner.fragments.isEmpty { continue }
          let info = CraftedMessage.nest([
            (numbers.0, Array("\(kind.name)".utf8) + [0]), (numbers.1, inner.payload),
          ])
          let payload = [UInt8](repeating: 0, count: 16) + CraftedMessage.nest([(18, info)])
          try Self.check(Self.message(16, payload), .link, inner, absent: [])
          made += 1
        }
      }
    }
    #expect(made > 200)
  }
}
