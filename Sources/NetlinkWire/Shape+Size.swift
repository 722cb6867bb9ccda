extension Shape {
  /// The table of a shape that is more rows over the same bytes; nil for every other shape.
  @inlinable
  var part: Table? {
    switch self {
    case .part(let table), .parts(let table): table
    default: nil
    }
  }

  /// The one length that a payload of this shape may have, in bytes; nil when there are several.
  @inlinable
  package var width: Int? {
    switch self {
    case .u8, .s8, .threshold: 1
    case .u16, .s16, .be16: 2
    case .u32, .s32, .namespaceID, .be32, .ipv4, .interface, .interfaceBelow, .interfaceOrAll, .lowerLink,
      .interfaceFlags, .dottedQuad, .realms, .hexPartBE, .account, .divided, .signedDivided, .optional32,
      .secondsLeft, .realmKeys, .range, .boolIfKnown:
      4
    case .u64, .s64, .be64, .ticks, .ticksText, .bridgeID, .maskedFlags, .locator, .guid: 8
    case .ipv6: 16
    default: nil
    }
  }
}

extension Shape {
  /// Whether a value of this shape is one number, without keys for its bits.
  package var isNumber: Bool {
    switch self {
    case .u8, .u16, .u32, .u64, .s8, .s16, .s32, .s64, .be16, .be32, .be64, .named, .system, .hex, .ticks,
      .seconds, .secondsLeft, .divided, .signedDivided, .weight, .threshold:
      true
    default: false
    }
  }
}

extension Shape.Element {
  /// The length of one member, in bytes; nil when it varies.
  @inlinable
  package var size: Int? {
    switch self {
    case .u8: 1
    case .u16: 2
    case .u32, .ipv4: 4
    case .u64: 8
    case .ipv6: 16
    case .mac: 6
    case .structure(let table): table.headerLength
    case .string, .binary, .nest: nil
    }
  }

  /// Whether a member may be longer or shorter than `size`, as structs grow at their end.
  @inlinable
  var mayGrow: Bool {
    if case .structure = self { return true }
    return false
  }
}
