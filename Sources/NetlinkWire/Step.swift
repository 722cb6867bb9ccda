/// A row as the walk uses it, with everything that the table alone decides about it.
///
/// A table's steps are its program: one pass over a message notes where attributes lie, the next runs the
/// steps of the rows that are due. Trivial, in immortal storage.
@usableFromInline
struct Step: Sendable {
  /// Where the value lies.
  @usableFromInline
  enum Source: UInt8, Sendable {
    /// In the fixed header or struct.
    case field
    /// In its attribute where that was sent; else `Walker.place` tells.
    case attribute
    /// Where `Walker.place` finds it, which looks at the message.
    case dependent
  }

  /// How the walk reads the bytes: common shapes have an operation of their own, the others one for each group of shapes.
  @usableFromInline
  enum Operation: UInt8, Sendable {
    /// An integer of `size` bytes.
    case unsigned
    /// An integer of four bytes with a sign: most settings of devices.
    case signed
    case named
    case interface
    case system
    case address
    case prefix
    case flags
    case keyedFlags
    case neighbourAddress
    /// The weight of a route's next hop, one byte.
    case weight
    case text
    // Groups of shapes; each is a function of the walker, which reports a value of another group as malformed.
    case integer
    case otherAddress
    case scaled
    case related
    case compound
    case rarer
  }

  @usableFromInline let row: Row
  @usableFromInline let source: Source
  @usableFromInline let operation: Operation
  /// How many bytes an integer has.
  @usableFromInline let size: UInt8
  /// The number space of `system`.
  @usableFromInline let space: SystemName
  /// Offset and width of a field.
  @usableFromInline let offset: UInt32
  @usableFromInline let width: UInt32
  /// Where in the header the length of a prefix stands.
  @usableFromInline let lengthAt: UInt32
  @usableFromInline let names: Names
  @usableFromInline let flags: Flags

  @usableFromInline init(_ row: Row) {
    self.row = row
    let attribute = row.attribute
    switch (attribute.place, attribute.presence) {
    case (.field(let place), _):
      source = row.isPart ? .dependent : .field
      offset = UInt32(place)
      width = UInt32(attribute.width)
    case (.attribute, .sent), (.attribute, .always), (.attribute, .orField), (.attribute, .orZero),
      (.attribute, .orZeroWith), (.attribute, .orMarked), (.attribute, .notInFamily):
      (source, offset, width) = (.attribute, 0, 0)
    case (.attribute, _): (source, offset, width) = (.dependent, 0, 0)
    }
    var names = Names.none
    var flags = Flags.none
    var space = SystemName.table
    var lengthAt: UInt16 = 0
    var size: UInt8 = 0
    switch attribute.declaredShape {
    case .u8, .u16, .u32, .u64:
      operation = .unsigned
      size = UInt8(attribute.declaredShape.width ?? 0)
    case .s32: operation = .signed
    case .named(let known):
      operation = .named
      names = known
    case .interface: operation = .interface
    case .system(let known):
      operation = .system
      space = known
    case .address: operation = .address
    case .prefix(let place):
      operation = .prefix
      lengthAt = place
    case .flags(let known):
      operation = .flags
      flags = known
    case .keyedFlags(let known):
      operation = .keyedFlags
      flags = known
    case .neighbourAddress: operation = .neighbourAddress
    case .weight where attribute.width == 1: operation = .weight
    case .string: operation = .text
    case .s8, .s16, .namespaceID, .s64, .be16, .be32, .be64, .uint, .bool, .flag, .bit, .bitNumber, .hex,
      .hexBE, .bareHex, .hexPartBE, .ticks, .ticksText, .thousandths, .paddedHex, .boolIfKnown, .joinedFlags,
      .namedBE, .keyedFlagsBE, .maskedFlags:
      operation = .integer
    case .ipv4, .ipv6, .ip, .unicastOrGroup, .tunnelEnd, .mac, .linkAddress, .paddedLinkAddress, .guid,
      .dottedQuad, .bridgeID, .via, .labels, .realms:
      operation = .otherAddress
    case .seconds, .secondsLeft, .divided, .signedDivided, .optional32, .bitField, .bareHexBE, .weight,
      .threshold, .dscp, .systemUnlessZero:
      operation = .scaled
    case .present, .keyedFlagsOfFamily, .flagsWith, .selector, .interfaceUnless, .interfaceBelow,
      .interfaceOrAll, .groupAddress, .locator, .segments, .realmKeys, .range:
      operation = .related
    case .nest, .inline, .structure, .inlineStructure, .inlineSparse, .runs, .part, .parts, .nestInArray,
      .selected, .inlineSelected, .selectedByFamily, .structureSince, .children, .grandchildren, .repeated,
      .packed, .chain, .deferred:
      operation = .compound
    case .isSent, .binary, .hidden, .constant, .linkType, .systemBits, .account, .within, .exported,
      .exportedInterface, .lowerLink, .interfaceFlags:
      operation = .rarer
    }
    self.names = names
    self.flags = flags
    self.space = space
    self.size = size
    self.lengthAt = UInt32(lengthAt)
  }
}
