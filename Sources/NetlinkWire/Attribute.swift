/// One row of a table: an attribute, or a field of a fixed header or struct.
///
/// Pure description. Text, JSON, schema, manual, selectors and the naming of errors derive from it.
@usableFromInline package struct Attribute: Sendable {
  /// Where the bytes are found.
  @usableFromInline package enum Place: Sendable {
    /// The attribute of this number.
    case attribute(UInt16)
    /// At this offset of the fixed header or struct.
    case field(UInt16)
  }

  /// When a row is shown.
  @usableFromInline package enum Presence: Sendable {
    /// When the kernel sent it.
    case sent
    /// Always; the payload is empty when the kernel did not send it.
    case always
    /// When sent, else from the header field at this offset (one byte).
    case orField(UInt16)
    /// When sent, else from this other attribute.
    case orAttribute(UInt16)
    /// When sent and unlike this other attribute, which was sent too.
    case unlike(UInt16)
    /// When sent and this other attribute was not.
    case unless(UInt16)
    /// When sent, and not 0 or with any bit of the mask set in this other attribute, which is
    /// big-endian: 0 alone says nothing (the keys of GRE).
    case marked(by: UInt16, mask: UInt32)
    /// A second view of an attribute that has a row of its own, when this other one was sent too.
    case viewBeside(UInt16)
    /// When sent, else as the number 0.
    case orZero
    /// When sent, else as the number 0 if this other attribute was sent.
    case orZeroWith(UInt16)
    /// When sent, or, with an empty payload, when the header's byte at this offset (0 to 3) is not 0.
    case orMarked(UInt16)
    /// A field of a message's header: when any of these bits of it is set. It lies at 0 to 3 (one
    /// byte) or at 8 (four bytes).
    case bits(UInt32)
    /// When the message is of this address family; an attribute, when also sent.
    case inFamily(UInt8)
    /// When the message is of any other address family; an attribute, when also sent.
    case notInFamily(UInt8)
  }

  /// Where the bytes are found.
  @usableFromInline package let place: Place
  /// The kernel's name, such as `IFLA_MTU`: shown by explain and in errors.
  @usableFromInline package let kernelName: StaticString
  /// Our name: iproute2's JSON key where it has one. Empty for rows that only hold others.
  @usableFromInline package let key: StaticString
  /// What the bytes mean, as the row says it: perhaps `deferred`.
  @usableFromInline let declaredShape: Shape
  /// One sentence of user documentation, with the unit.
  @usableFromInline package let summary: StaticString
  /// The key of the number beside a name (`ifindex` beside `dev`); empty when there is none.
  @usableFromInline package let numberKey: StaticString
  /// When the row is shown.
  @usableFromInline package let presence: Presence
  /// Whether the value changes by itself (counters, timers, ages). Such a change makes no event and no difference.
  @usableFromInline package let isVolatile: Bool
  /// Whether the kernel sends it in answers alone. A notification without it does not mean that it is gone: the
  /// value of the last answer stays.
  @usableFromInline package let isInAnswersAlone: Bool
  /// How many bytes a field has; 0 for an attribute, whose own header tells its length.
  @usableFromInline package let width: Int

  /// An attribute.
  package init(
    _ number: UInt16, _ kernelName: StaticString, _ key: StaticString, _ shape: Shape,
    _ summary: StaticString, numberKey: StaticString = "", presence: Presence = .sent,
    volatile: Bool = false, inAnswersAlone: Bool = false
  ) {
    self.init(
      .attribute(number), kernelName, key, shape, summary, numberKey, presence, volatile,
      inAnswersAlone: inAnswersAlone)
  }

  /// A field of a fixed header or struct, at `offset` bytes.
  ///
  /// `width` is its size in bytes where the shape does not say it (names, flags, text, arrays).
  package static func field(
    _ offset: UInt16, _ kernelName: StaticString, _ key: StaticString, _ shape: Shape,
    _ summary: StaticString, width: Int = 0, numberKey: StaticString = "",
    presence: Presence = .always, volatile: Bool = false
  ) -> Attribute {
    Attribute(
      .field(offset), kernelName, key, shape, summary, numberKey, presence, volatile,
      width: width > 0 ? width : shape.width ?? 0)
  }

  private init(
    _ place: Place, _ kernelName: StaticString, _ key: StaticString, _ shape: Shape,
    _ summary: StaticString, _ numberKey: StaticString, _ presence: Presence, _ volatile: Bool,
    width: Int = 0, inAnswersAlone: Bool = false
  ) {
    self.place = place
    self.kernelName = kernelName
    self.key = key
    declaredShape = shape
    self.summary = summary
    self.numberKey = numberKey
    self.presence = presence
    isVolatile = volatile
    isInAnswersAlone = inAnswersAlone
    self.width = width
  }

  /// What the bytes mean. The tables of a deferred shape are made when it is first asked for.
  @usableFromInline package var shape: Shape {
    @inlinable @inline(__always) get {
      if case .deferred(let shape) = declaredShape { return shape.elements[0] }
      return declaredShape
    }
  }

  /// The shape, unless it is deferred and nobody has asked for it yet.
  package var madeShape: Shape? {
    if case .deferred(let shape) = declaredShape { return shape.made?[0] }
    return declaredShape
  }

  /// The attribute's number; nil for a field.
  @usableFromInline package var number: UInt16? {
    if case .attribute(let number) = place { return number }
    return nil
  }
}
