import NetlinkWire

@testable import Render

/// Text that is not told one of the values of a message: what the line and its details then lack is how that value
/// was shown. With none of them dropped it notes what values there are.
struct Dropping: ~Copyable {
  /// A value: where it stands, and whether it is a number other than 0.
  struct Value: Hashable {
    let path: String
    let isZero: Bool
  }

  var text: Text
  /// The place of the value that is left out; −1 for none.
  let dropped: Int
  private var count = 0
  private var keys: [String] = []
  /// The values that came, in their order.
  private(set) var values: [Value] = []

  init(_ text: consuming Text, dropped: Int) {
    self.text = text
    self.dropped = dropped
  }

  /// Writes a message.
  mutating func object(
    _ message: borrowing Message, by table: Table, _ layout: Layout, _ walker: inout Walker
  ) {
    text.beginLine(layout, of: message, at: 0)
    walker.walk(message, by: table, &self)
    text.close()
    text.finish()
  }

  private mutating func passes(_ row: Row, _ name: StaticString = "", isZero: Bool = false) -> Bool {
    defer { count += 1 }
    if dropped < 0 {
      let key = name.isEmpty ? "\(row.key)" : "\(name)"
      values.append(Value(path: (keys + [key]).joined(separator: "."), isZero: isZero))
    }
    return count != dropped
  }
}

extension Dropping: ForwardingVisitor {
  mutating func forward(_ row: Row, _ visit: (inout Text) -> Void) { if passes(row) { visit(&text) } }
  mutating func unsigned(_ row: Row, _ value: UInt64) {
    if passes(row, isZero: value == 0) { text.unsigned(row, value) }
  }
  mutating func signed(_ row: Row, _ value: Int64) {
    if passes(row, isZero: value == 0) { text.signed(row, value) }
  }
  mutating func boolean(_ row: Row, _ value: Bool) {
    if passes(row, isZero: !value) { text.boolean(row, value) }
  }
  mutating func hexadecimal(_ row: Row, _ value: UInt64, prefixed: Bool) {
    if passes(row, isZero: value == 0) { text.hexadecimal(row, value, prefixed: prefixed) }
  }
  mutating func hexadecimal(_ row: Row, _ value: UInt64, digits: Int) {
    if passes(row, isZero: value == 0) { text.hexadecimal(row, value, digits: digits) }
  }
  mutating func seconds(_ row: Row, _ hundredths: UInt64) {
    if passes(row, isZero: hundredths == 0) { text.seconds(row, hundredths) }
  }
  mutating func ticks(_ row: Row, _ value: UInt64, isText: Bool) {
    if passes(row, isZero: value == 0) { text.ticks(row, value, isText: isText) }
  }
  mutating func thousandths(_ row: Row, _ value: UInt64) {
    if passes(row, isZero: value == 0) { text.thousandths(row, value) }
  }
  mutating func paddedHexadecimal(_ row: Row, _ value: UInt64, digits: Int, prefixed: Bool) {
    if passes(row, isZero: value == 0) {
      text.paddedHexadecimal(row, value, digits: digits, prefixed: prefixed)
    }
  }
  mutating func text(_ row: Row, _ bytes: RawSpan) {
    if passes(row, isZero: bytes.byteCount == 0) { text.text(row, bytes) }
  }
  mutating func word(_ row: Row, _ word: StaticString) {
    if passes(row, isZero: "\(word)".hasSuffix("none")) { text.word(row, word) }
  }
  mutating func named(_ row: Row, _ value: UInt64, _ names: Names) {
    if passes(row, isZero: value == 0) { text.named(row, value, names) }
  }
  mutating func octets(_ row: Row, _ bytes: RawSpan) {
    if passes(row, isZero: bytes.byteCount == 0) { text.octets(row, bytes) }
  }
  mutating func neighbour(_ row: Row, _ bytes: RawSpan, on index: UInt32) {
    if passes(row, isZero: bytes.byteCount == 0) { text.neighbour(row, bytes, on: index) }
  }
  mutating func interface(_ row: Row, _ index: UInt32) {
    if passes(row, isZero: index == 0) { text.interface(row, index) }
  }
  mutating func foreignInterface(_ row: Row, _ index: UInt32) {
    if passes(row, isZero: index == 0) { text.foreignInterface(row, index) }
  }
  mutating func system(_ row: Row, _ space: SystemName, _ value: UInt32) {
    if passes(row, isZero: value == 0) { text.system(row, space, value) }
  }
  mutating func group(_ row: Row, _ bytes: RawSpan) {
    if passes(row, row.numberKey) { text.group(row, bytes) }
  }

  // Each bit is a value of its own; none at all is one too.
  mutating func systemBits(_ row: Row, _ space: SystemName, _ value: UInt64) {
    if let rest = bits(row, value) { text.systemBits(row, space, rest) }
  }
  mutating func interfaceFlags(_ row: Row, _ value: UInt64, _ flags: Flags, lower: UInt32) {
    if let rest = bits(row, value, flags) { text.interfaceFlags(row, rest, flags, lower: lower) }
  }
  mutating func flags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    if let rest = bits(row, value, flags) { text.flags(row, rest, flags) }
  }
  mutating func keyedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    if value == 0 || row.key.isEmpty && value & flags.known == 0 { return text.keyedFlags(row, value, flags) }
    if let rest = bits(row, value, flags, isKeyed: true) { text.keyedFlags(row, rest, flags) }
  }

  /// What is left of a value of bits; nil for nothing at all.
  private mutating func bits(_ row: Row, _ value: UInt64, _ flags: Flags? = nil, isKeyed: Bool = false)
    -> UInt64?
  {
    if value == 0 { return passes(row, isZero: true) ? 0 : nil }
    var rest = value
    var known: UInt64 = 0
    if let flags {
      for index in 0..<flags.entries.count {
        let entry = flags.entries[index]
        known |= entry.mask
        guard !entry.name.isEmpty, entry.value != 0, value & entry.mask == entry.value else { continue }
        if !passes(row, entry.name) { rest &= ~entry.value }
      }
    }
    for bit in 0..<UInt64(64) where (value & ~known) >> bit & 1 == 1 {
      if isKeyed, row.key.isEmpty { continue }
      if !passes(row) { rest &= ~(1 << bit) }
    }
    return rest
  }

  mutating func beginObject(_ row: Row) {
    keys.append("\(row.key)")
    text.beginObject(row)
  }
  mutating func endObject(_ row: Row) {
    keys.removeLast()
    text.endObject(row)
  }
  mutating func beginArray(_ row: Row) {
    keys.append("\(row.key)")
    text.beginArray(row)
  }
  mutating func endArray(_ row: Row) {
    keys.removeLast()
    text.endArray(row)
  }
  mutating func skips(_ row: Row) -> Bool { text.skips(row) }
  mutating func unparsed(_ path: Path, type: UInt16, _ why: Oddity, _ bytes: RawSpan) {
    if passes(.element) { text.unparsed(path, type: type, why, bytes) }
  }
}
