internal import NetlinkCore
internal import NetlinkWire

/// What a piece of a message is called: a word of the kernel's, a number, or both.
struct Label {
  /// The kernel's name; empty when there is none.
  let word: StaticString
  /// The number that stands for a name or behind one.
  let number: Int?
  /// A sentence about it.
  let summary: StaticString

  init(_ word: StaticString, _ number: Int? = nil, summary: StaticString = "") {
    self.word = word
    self.number = number
    self.summary = summary
  }
}

/// What the type field of an attribute says besides the number, and how its content was found.
struct Marks: OptionSet {
  let rawValue: UInt8

  /// The sender set NLA_F_NESTED.
  static let nested = Marks(rawValue: 1)
  /// The sender set NLA_F_NET_BYTEORDER.
  static let networkOrder = Marks(rawValue: 2)
  /// No table has it.
  static let unknown = Marks(rawValue: 4)
  /// Attributes were found in it by their lengths alone.
  static let guessed = Marks(rawValue: 8)

  /// What the two topmost bits of an attribute's type say.
  init(attributeType type: UInt16) {
    self = type & AttributeFlag.nested != 0 ? .nested : []
    if type & AttributeFlag.networkOrder != 0 { insert(.networkOrder) }
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }
}

/// The header of a message, read.
struct Head {
  var envelope: Envelope
  /// The kernel's name of the type; empty when there is none.
  var typeName: StaticString = ""
  /// The name of a generic netlink family, learnt from the controller.
  var family: [UInt8] = []
  var type: UInt16 = 0
  var flags: UInt16 = 0
  var sequence: UInt32 = 0
  var portID: UInt32 = 0
  /// What the length field says.
  var length: UInt32 = 0
  /// Whether a whole header is there.
  var isWhole = true
}

/// What an explanation is written as: the pieces come in the order of their bytes.
protocol Form: ~Copyable {
  /// A message begins.
  mutating func begin(_ head: Head, _ flags: FlagNames)
  /// A field of a header or struct.
  mutating func field(_ offset: Int, _ bytes: RawSpan, _ label: Label, _ value: borrowing Value)
  /// The header of an attribute, which stays open until `close`; `length` is the whole attribute's.
  mutating func open(
    _ offset: Int, _ header: RawSpan, length: Int, type: UInt16, _ label: Label, _ marks: Marks)
  /// What the open attribute holds, as one value.
  mutating func content(_ offset: Int, _ bytes: RawSpan, _ value: borrowing Value)
  /// A struct or member of an array, which stays open until `close`.
  mutating func group(_ offset: Int, length: Int, _ label: Label)
  /// The attribute or struct ends.
  mutating func close()
  /// Bytes between pieces.
  mutating func padding(_ offset: Int, _ bytes: RawSpan)
  /// Bytes that do not make sense where they are.
  mutating func damage(_ offset: Int, _ bytes: RawSpan, _ why: StaticString)
  /// What follows from the bytes and has none of its own: where an error points to.
  mutating func note(_ text: borrowing Note)
  /// The message ends.
  mutating func end()
}

extension Form where Self: ~Copyable {
  /// Writes what fills up an attribute of `length` bytes at `offset` to a multiple of four; where the next one begins.
  mutating func padding(behind offset: Int, _ length: Int, in bytes: RawSpan, _ base: Int) -> Int {
    let end = offset + length
    let next = min(bytes.byteCount, offset + (length + 3) & ~3)
    if next > end { padding(base + end, bytes.slice(at: end, length: next - end)) }
    return next
  }
}
