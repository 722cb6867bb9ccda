/// Why bytes were not understood.
@usableFromInline package enum Oddity: UInt8, Sendable {
  /// No row has the number, or no table the kind.
  case unknown
  /// The length or the content is not what the row says.
  case malformed
  /// The attribute came before in the same nest.
  case repeated

  /// As it is written in JSON.
  package var word: StaticString {
    switch self {
    case .unknown: "unknown"
    case .malformed: "malformed"
    case .repeated: "repeated"
    }
  }
}

/// What is shown of a message: the walk hands every value to one of these.
///
/// Values come in the order of the table's rows. A span is borrowed from the message and good for the
/// call alone. Members of an array come with `Row.element`. A visitor is a generic parameter of the
/// walk, never an existential: every call is direct.
@usableFromInline package protocol Visitor: ~Copyable {
  /// An unsigned integer.
  mutating func unsigned(_ row: Row, _ value: UInt64)
  /// A signed integer.
  mutating func signed(_ row: Row, _ value: Int64)
  /// True or false.
  mutating func boolean(_ row: Row, _ value: Bool)
  /// An integer written in hexadecimal; `prefixed` with `0x`.
  mutating func hexadecimal(_ row: Row, _ value: UInt64, prefixed: Bool)
  /// An integer written in hexadecimal with `0x` and at least so many digits.
  mutating func hexadecimal(_ row: Row, _ value: UInt64, digits: Int)
  /// Hundredths of a second, shown in seconds without trailing zeros.
  mutating func seconds(_ row: Row, _ hundredths: UInt64)
  /// Hundredths of a second, shown in seconds, as a number or as text.
  mutating func ticks(_ row: Row, _ value: UInt64, isText: Bool)
  /// A time in seconds, below 0 where it has passed.
  mutating func duration(_ row: Row, seconds: Int64)
  /// A time that is left, in seconds; all ones mean that there is no end.
  mutating func secondsLeft(_ row: Row, _ value: UInt32)
  /// Thousandths, as text.
  mutating func thousandths(_ row: Row, _ value: UInt64)
  /// An integer in hexadecimal, with leading zeros up to `digits`; `prefixed` with `0x`.
  mutating func paddedHexadecimal(_ row: Row, _ value: UInt64, digits: Int, prefixed: Bool)
  /// An identifier of eight octets.
  mutating func guid(_ row: Row, _ value: UInt64)
  /// The names of the bits that are set, as one text.
  mutating func joinedFlags(_ row: Row, _ value: UInt64, _ flags: Flags)
  /// Text of no certain encoding, without NUL.
  mutating func text(_ row: Row, _ bytes: RawSpan)
  /// A word of our own.
  mutating func word(_ row: Row, _ word: StaticString)
  /// A value that may have a name: `word` with it, or `unnamed`.
  mutating func named(_ row: Row, _ value: UInt64, _ names: Names)
  /// A value that the row's names lack.
  mutating func unnamed(_ row: Row, _ value: UInt64)
  /// Bytes without further meaning.
  mutating func binary(_ row: Row, _ bytes: RawSpan)
  /// Four bytes of an IPv4 address, or a dotted quad.
  mutating func ipv4(_ row: Row, _ bytes: RawSpan)
  /// Sixteen bytes of an IPv6 address.
  mutating func ipv6(_ row: Row, _ bytes: RawSpan)
  /// A link-layer address, as octets.
  mutating func octets(_ row: Row, _ bytes: RawSpan)
  /// The link-layer address of a neighbour on interface `index`, whose type tells how it is written.
  mutating func neighbour(_ row: Row, _ bytes: RawSpan, on index: UInt32)
  /// Eight bytes as four groups of hexadecimal digits.
  mutating func locator(_ row: Row, _ bytes: RawSpan)
  /// A bridge id of eight bytes.
  mutating func bridgeID(_ row: Row, _ bytes: RawSpan)
  /// A destination: an address and its prefix length; `default` when the address is empty and the
  /// length 0. `host` is the length of a whole address.
  mutating func prefix(_ row: Row, _ address: RawSpan, length: Int, host: Int)
  /// The id that a network namespace has in that of the message.
  mutating func namespaceID(_ row: Row, _ id: Int32)
  /// An interface by its index.
  mutating func interface(_ row: Row, _ index: UInt32)
  /// An interface in another namespace, or 0 for none.
  mutating func foreignInterface(_ row: Row, _ index: UInt32)
  /// A number that a file of the system may name.
  mutating func system(_ row: Row, _ space: SystemName, _ value: UInt32)
  /// A user or group of users that a file of the system may name.
  mutating func account(_ row: Row, _ space: SystemName, _ value: UInt32)
  /// Bits that a file of the system may name; an array.
  mutating func systemBits(_ row: Row, _ space: SystemName, _ value: UInt64)
  /// MPLS label stack entries, four bytes each.
  mutating func labels(_ row: Row, _ bytes: RawSpan)
  /// The flags of an interface; `lower` is the index of the device below, 0 when there is none here.
  mutating func interfaceFlags(_ row: Row, _ value: UInt64, _ flags: Flags, lower: UInt32)
  /// An array of the names of the bits that are set, then the rest in hexadecimal.
  mutating func flags(_ row: Row, _ value: UInt64, _ flags: Flags)
  /// Keys of their own for the bits that are set; bits without a name stand under the row's key.
  mutating func keyedFlags(_ row: Row, _ value: UInt64, _ flags: Flags)
  /// A multicast address: the row's `numberKey` takes the place of its key.
  mutating func group(_ row: Row, _ bytes: RawSpan)

  /// An object begins.
  mutating func beginObject(_ row: Row)
  /// The object ends.
  mutating func endObject(_ row: Row)
  /// An array begins; its members come with `Row.element`.
  mutating func beginArray(_ row: Row)
  /// The array ends.
  mutating func endArray(_ row: Row)

  /// Whether the visitor wants nothing of the object or array of `row`; the walk does not enter it then.
  mutating func skips(_ row: Row) -> Bool

  /// The rows of `table` that the visitor wants to see; it may be shown others, too.
  mutating func wanted(of table: Table) -> RowSet

  /// Bytes that were not understood, with the nests around them and the attribute's number.
  mutating func unparsed(_ path: Path, type: UInt16, _ why: Oddity, _ bytes: RawSpan)
}

extension Visitor where Self: ~Copyable {
  /// The name as a word, or the number.
  @inlinable
  package mutating func named(_ row: Row, _ value: UInt64, _ names: Names) {
    if let name = names.name(of: value) { word(row, name) } else { unnamed(row, value) }
  }

  /// Never.
  @inlinable
  package mutating func skips(_ row: Row) -> Bool { false }

  /// All.
  @inlinable @inline(__always)
  package mutating func wanted(of table: Table) -> RowSet { .all }

  /// Without the leading zeros, where a visitor has no use for them.
  package mutating func hexadecimal(_ row: Row, _ value: UInt64, digits: Int) {
    hexadecimal(row, value, prefixed: true)
  }

  /// As `ticks`, for a visitor that does not mind trailing zeros.
  package mutating func seconds(_ row: Row, _ hundredths: UInt64) { ticks(row, hundredths, isText: false) }

  /// The number as it is.
  package mutating func duration(_ row: Row, seconds: Int64) {
    if seconds < 0 { signed(row, seconds) } else { unsigned(row, UInt64(seconds)) }
  }

  /// The number as it is.
  package mutating func secondsLeft(_ row: Row, _ value: UInt32) { unsigned(row, UInt64(value)) }

  /// The number as it is.
  package mutating func thousandths(_ row: Row, _ value: UInt64) { unsigned(row, value) }

  /// The number without leading zeros.
  package mutating func paddedHexadecimal(_ row: Row, _ value: UInt64, digits: Int, prefixed: Bool) {
    hexadecimal(row, value, prefixed: prefixed)
  }

  /// The number in hexadecimal.
  package mutating func guid(_ row: Row, _ value: UInt64) { hexadecimal(row, value, prefixed: true) }

  /// An array of the names.
  package mutating func joinedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    self.flags(row, value, flags)
  }

  /// The number, for a visitor that knows no namespaces.
  package mutating func namespaceID(_ row: Row, _ id: Int32) { signed(row, Int64(id)) }

  /// As octets, for a visitor that knows no interfaces.
  package mutating func neighbour(_ row: Row, _ bytes: RawSpan, on index: UInt32) { octets(row, bytes) }

  /// As octets, for a visitor to which they are only bytes.
  package mutating func locator(_ row: Row, _ bytes: RawSpan) { octets(row, bytes) }

  /// As any number that a file of the system may name.
  package mutating func account(_ row: Row, _ space: SystemName, _ value: UInt32) {
    system(row, space, value)
  }
}
