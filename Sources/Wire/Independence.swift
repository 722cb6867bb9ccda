/// Which rows of a message or nest stand for themselves.
///
/// The bytes of such a row say what is shown of it, and of nothing else: what was shown of the rest of a
/// message is good for another one that differs there alone. Of a message's fixed header the same is
/// told byte by byte. Trivial, and good for ever.
public struct Independence: Sendable {
  private var rows = RowSet()
  private var indexRow = -1
  private let firstSerial: Int
  private let count: Int
  /// The bytes of the header, of at most 64, that something else may look at: a bit each.
  private var watched: UInt64

  /// Finds what the rows of `table` look at, which is that of a message or of a nest in one.
  public init(_ table: Table, isNested: Bool = false) {
    firstSerial = table.count > 0 ? table[0].serial : 0
    count = table.count
    watched = isNested ? 0 : 0b1101  // the family, and the hardware type of a link
    var seen: [UInt16] = []
    var lengths: UInt64 = 0
    for index in 0..<table.count {
      let row = table[index]
      seen += row.presence.watched
      if isNested, row.companion != 0 { seen.append(row.companion) }
      seen += row.shape.watched
      switch row.presence {
      case .bits: if case .field(let offset) = row.place { watch(Int(offset), row.attribute.width) }
      case .orMarked(let offset): watch(Int(offset), 1)
      default: break
      }
      switch row.shape {
      case .prefix(let offset), .selector(let offset):
        if lengths >> UInt64(offset) & 1 == 1 { watch(Int(offset), 1) }
        lengths |= 1 << UInt64(offset)
      case .neighbourAddress: watch(4, 4)
      case .part(let part), .parts(let part): watch(part)
      default: break
      }
    }
    // A length that is shown by itself is looked at twice.
    for index in 0..<table.count {
      guard case .field(let offset) = table[index].place, lengths >> UInt64(offset) & 1 == 1 else { continue }
      watch(Int(offset), 1)
    }
    if table.exportedRow >= 0, let number = table[table.exportedRow].number { seen.append(number) }
    for index in 0..<table.count {
      let row = table[index]
      if case .field(4) = row.place, row.attribute.width == 4 { indexRow = index }
      let isWatched = row.number.map(seen.contains) ?? false
      guard !isWatched, row.presence.isFree, row.shape.isFree else { continue }
      if isNested {
        // What looks at the message's header, or at several rows, is left to the outermost table.
        guard row.shape.isPlain, row.companion == 0 else { continue }
        if case .field(let offset) = row.place, hasOther(Int(offset), row.attribute.width) { continue }
      }
      rows.insert(index)
    }
  }

  /// Whether the second four bytes of the header are one number that stands for itself: an index.
  public var hasIndex: Bool { indexRow >= 0 && rows.contains(indexRow) && isFree(4, 4) }

  /// Notes the fields of the header that the rows of `part`, which lie over the same bytes, show.
  private mutating func watch(_ part: Table) {
    for index in 0..<part.count {
      guard case .field(let offset) = part[index].place else { continue }
      watch(Int(offset), part[index].attribute.width)
      if let part = part[index].shape.part { watch(part) }
    }
  }

  /// Whether something else may look at any of these bytes; beyond the first 64 nothing does.
  private func hasOther(_ offset: Int, _ length: Int) -> Bool {
    for byte in offset..<offset + length where byte < 64 && watched >> UInt64(byte) & 1 == 1 { return true }
    return false
  }

  private mutating func watch(_ offset: Int, _ length: Int) {
    for byte in min(64, offset)..<min(64, offset + length) { watched |= 1 << UInt64(byte) }
  }

  /// Whether `row`, one of the table's, stands for itself.
  public func holds(for row: Row) -> Bool {
    let index = row.serial - firstSerial
    return index >= 0 && index < count && rows.contains(index)
  }

  /// Whether nothing but the row that shows them looks at these bytes of the header.
  public func isFree(_ offset: Int, _ length: Int) -> Bool {
    for byte in offset..<offset + length where byte >= 64 || watched >> UInt64(byte) & 1 == 1 {
      return false
    }
    return true
  }
}

extension Attribute.Presence {
  /// The attributes whose bytes, rather than whose presence, it depends on.
  fileprivate var watched: [UInt16] {
    switch self {
    case .marked(let number, _), .viewBeside(let number): [number]
    default: []
    }
  }

  /// Whether the bytes of the row itself do not decide whether it is shown.
  fileprivate var isFree: Bool {
    switch self {
    case .sent, .always, .orField, .orAttribute, .orMarked, .unless, .orZero, .orZeroWith, .inFamily,
      .notInFamily, .unlike:
      true
    case .marked, .viewBeside, .bits: false
    }
  }
}

extension Shape {
  /// The attributes that it looks at besides its own.
  fileprivate var watched: [UInt16] {
    switch self {
    case .flagsWith(let number, _), .interfaceUnless(let number), .selected(let number, _),
      .inlineSelected(let number, _):
      [number]
    default: []
    }
  }

  /// Whether its own bytes and the message's family and hardware type are all that it looks at.
  fileprivate var isFree: Bool {
    switch self {
    case .flagsWith, .interfaceUnless, .selected, .inlineSelected,
      .structureSince, .exported, .weight, .part, .parts, .repeated, .isSent, .selector:
      false
    default: true
    }
  }
}

extension Shape {
  /// Whether values stand within that a visitor may hear of one by one.
  @usableFromInline
  var isTransparent: Bool {
    switch self {
    case .nest, .inline, .structure, .inlineStructure, .inlineSparse, .runs, .part, .parts, .nestInArray,
      .selected, .inlineSelected, .selectedByFamily, .structureSince, .chain, .children(.nest),
      .children(.structure), .repeated(.nest), .repeated(.structure), .packed(.structure):
      true
    default: false
    }
  }

  /// Whether it is one value made of its own bytes, and always shown as something.
  public var isPlain: Bool {
    switch self {
    case .u8, .u16, .u32, .u64, .s8, .s16, .s32, .s64, .be16, .be32, .be64, .uint, .bool, .bit, .bitNumber,
      .hex, .hexBE, .bareHex, .ticks, .seconds, .thousandths, .string, .binary, .ipv4, .ipv6, .ip, .mac,
      .guid, .bridgeID, .dottedQuad, .named, .namedBE, .flags, .system, .divided, .signedDivided:
      true
    default: false
    }
  }
}

extension Row {
  /// The attribute beside it whose bytes it is shown by, too; 0 for none. Of the flags of a link
  /// `IFLA_LINK`; of what is shown if unlike another that one.
  public var companion: UInt16 {
    if case .interfaceFlags = shape { return 5 }
    if case .unlike(let other) = presence { return other }
    return 0
  }

  /// Where in the header the length of a prefix stands; nil for what is none.
  public var lengthOffset: Int? {
    if case .prefix(let offset) = shape { return Int(offset) }
    return nil
  }
}
