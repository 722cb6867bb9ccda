internal import Rtnetlink
internal import NetlinkWire

/// Compares two messages about one object by the values of their rows, without volatile ones. Walks each
/// message once, without a renderer.
struct StateComparison: ~Copyable {
  private var one = StateValues()
  private var other = StateValues()
  private var walker = Walker()

  init() { walker.skipsVolatile = true }

  /// Whether the two messages say something different.
  mutating func differ(_ old: borrowing Message, _ new: borrowing Message, _ type: ObjectType) -> Bool {
    if old.payload.equals(new.payload) { return false }
    one.clear()
    other.clear()
    walker.walk(old, by: type.table, &one)
    walker.walk(new, by: type.table, &other)
    return one.bytes != other.bytes
  }
}

/// The values of a message as one string of bytes, each after its mark and the number and key of its row.
struct StateValues: Visitor, ~Copyable {
  private(set) var bytes: [UInt8] = []

  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  /// What kind of value follows.
  private enum Mark: UInt8 {
    case number, text, bytes, prefix, pair, open, close, unparsed
  }

  private mutating func begin(_ row: Row, _ mark: Mark) {
    bytes.append(mark.rawValue)
    number(UInt64(row.number ?? .max))
    bytes.write(row.key)
    bytes.append(0)
  }

  private mutating func number(_ value: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  private mutating func put(_ row: Row, _ value: UInt64) {
    begin(row, .number)
    number(value)
  }

  private mutating func put(_ row: Row, _ mark: Mark, _ span: RawSpan) {
    begin(row, mark)
    number(UInt64(span.byteCount))
    bytes.append(span)
  }

  mutating func unsigned(_ row: Row, _ value: UInt64) { put(row, value) }
  mutating func signed(_ row: Row, _ value: Int64) { put(row, UInt64(bitPattern: value)) }
  mutating func boolean(_ row: Row, _ value: Bool) { put(row, value ? 1 : 0) }
  mutating func hexadecimal(_ row: Row, _ value: UInt64, prefixed: Bool) { put(row, value) }
  mutating func ticks(_ row: Row, _ value: UInt64, isText: Bool) { put(row, value) }
  mutating func text(_ row: Row, _ bytes: RawSpan) { put(row, .text, bytes) }
  mutating func word(_ row: Row, _ word: StaticString) {
    begin(row, .text)
    bytes.write(word)
    bytes.append(0)
  }
  mutating func unnamed(_ row: Row, _ value: UInt64) { put(row, value) }
  mutating func binary(_ row: Row, _ bytes: RawSpan) { put(row, .bytes, bytes) }
  mutating func ipv4(_ row: Row, _ bytes: RawSpan) { put(row, .bytes, bytes) }
  mutating func ipv6(_ row: Row, _ bytes: RawSpan) { put(row, .bytes, bytes) }
  mutating func octets(_ row: Row, _ bytes: RawSpan) { put(row, .bytes, bytes) }
  mutating func bridgeID(_ row: Row, _ bytes: RawSpan) { put(row, .bytes, bytes) }
  mutating func prefix(_ row: Row, _ address: RawSpan, length: Int, host: Int) {
    put(row, .prefix, address)
    number(UInt64(length))
  }
  mutating func interface(_ row: Row, _ index: UInt32) { put(row, UInt64(index)) }
  mutating func foreignInterface(_ row: Row, _ index: UInt32) {
    begin(row, .pair)
    number(UInt64(index))
  }
  mutating func system(_ row: Row, _ space: SystemName, _ value: UInt32) { put(row, UInt64(value)) }
  mutating func systemBits(_ row: Row, _ space: SystemName, _ value: UInt64) { put(row, value) }
  mutating func labels(_ row: Row, _ bytes: RawSpan) { put(row, .bytes, bytes) }
  mutating func interfaceFlags(_ row: Row, _ value: UInt64, _ flags: Flags, lower: UInt32) { put(row, value) }
  mutating func flags(_ row: Row, _ value: UInt64, _ flags: Flags) { put(row, value) }
  mutating func keyedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) { put(row, value) }
  mutating func group(_ row: Row, _ bytes: RawSpan) { put(row, .pair, bytes) }
  mutating func beginObject(_ row: Row) { begin(row, .open) }
  mutating func endObject(_ row: Row) { bytes.append(Mark.close.rawValue) }
  mutating func beginArray(_ row: Row) { begin(row, .open) }
  mutating func endArray(_ row: Row) { bytes.append(Mark.close.rawValue) }
  mutating func unparsed(_ path: Path, type: UInt16, _ why: Oddity, _ span: RawSpan) {
    bytes.append(Mark.unparsed.rawValue)
    for depth in 0..<path.depth { number(UInt64(path[depth].number ?? .max)) }
    number(UInt64(type))
    number(UInt64(span.byteCount))
    bytes.append(span)
  }
}
