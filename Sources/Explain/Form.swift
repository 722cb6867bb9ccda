internal import NetlinkCore
internal import NetlinkWire

/// The name of a piece of a message: the kernel's word, a number, or both.
struct Label {
  /// The kernel's name; empty when there is none.
  let word: StaticString
  /// A number instead of the word, or after it.
  let number: Int?
  /// The sentence of documentation about it.
  let summary: StaticString

  init(_ word: StaticString, _ number: Int? = nil, summary: StaticString = "") {
    self.word = word
    self.number = number
    self.summary = summary
  }
}

/// What the type of an attribute says besides its number, and how its content was explained.
struct Marks: OptionSet {
  let rawValue: UInt8

  /// The sender set NLA_F_NESTED.
  static let nested = Marks(rawValue: 1)
  /// The sender set NLA_F_NET_BYTEORDER.
  static let networkOrder = Marks(rawValue: 2)
  /// No table has the attribute.
  static let unknown = Marks(rawValue: 4)
  /// Its content was taken for attributes because of their lengths.
  static let guessed = Marks(rawValue: 8)

  /// The marks of the two flags in an attribute's type.
  init(attributeType type: UInt16) {
    self = type & AttributeFlag.nested != 0 ? .nested : []
    if type & AttributeFlag.networkOrder != 0 { insert(.networkOrder) }
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }
}

/// The header of a message.
struct Head {
  var envelope: Envelope
  /// The kernel's name of the type; empty when there is none.
  var typeName: StaticString = ""
  /// The name of the generic netlink family, if a message of the controller told it.
  var family: [UInt8] = []
  var type: UInt16 = 0
  var flags: UInt16 = 0
  var sequence: UInt32 = 0
  var portID: UInt32 = 0
  /// What the length field says.
  var length: UInt32 = 0
  /// Whether there is a header at all, and a whole one.
  let isWhole: Bool

  /// The header at the beginning of `bytes`, at least 16, of a message of that kind.
  init(_ bytes: RawSpan, _ kind: MessageKind, _ envelope: Envelope) {
    self.envelope = envelope
    typeName = kind.name
    length = bytes.u32(at: 0)
    type = bytes.u16(at: 4)
    flags = bytes.u16(at: 6)
    sequence = bytes.u32(at: 8)
    portID = bytes.u32(at: 12)
    isWhole = true
  }

  /// For a datagram that has no whole header.
  init(envelope: Envelope) {
    self.envelope = envelope
    isWhole = false
  }
}

/// The form in which an explanation is written. The pieces come in the order of their bytes.
///
/// A value is lent as `inout` though no form changes it: as a borrowed one it would be copied for each piece.
protocol Form: ~Copyable {
  /// A message begins.
  mutating func begin(_ head: Head, _ flags: FlagNames)
  /// A field of a header or struct.
  mutating func field(_ offset: Int, _ bytes: RawSpan, _ label: Label, _ value: inout Value)
  /// The header of an attribute, which stays open until `close`; `length` is the whole attribute's.
  mutating func open(
    _ offset: Int, _ header: RawSpan, length: Int, type: UInt16, _ label: Label, _ marks: Marks)
  /// The content of the open attribute, as one value.
  mutating func content(_ offset: Int, _ bytes: RawSpan, _ value: inout Value)
  /// A struct or member of an array, which stays open until `close`.
  mutating func group(_ offset: Int, length: Int, _ label: Label)
  /// The attribute or struct ends.
  mutating func close()
  /// Bytes between pieces.
  mutating func padding(_ offset: Int, _ bytes: RawSpan)
  /// Bytes that do not make sense where they are.
  mutating func damage(_ offset: Int, _ bytes: RawSpan, _ why: StaticString)
  /// A fact that has no bytes of its own, such as the attribute that an error is about.
  mutating func note(_ text: borrowing Note)
  /// The message ends.
  mutating func end()
}

extension Form where Self: ~Copyable {
  /// Writes the padding after an attribute of `length` bytes at `offset`, and returns where the next one begins.
  mutating func padding(behind offset: Int, _ length: Int, in bytes: RawSpan, _ base: Int) -> Int {
    let end = offset + length
    let next = min(bytes.byteCount, offset + (length + 3) & ~3)
    if next > end { padding(base + end, bytes.slice(at: end, length: next - end)) }
    return next
  }
}
