/// Which outermost rows of a message stand for themselves.
///
/// The bytes of such a row say what is shown of it, and of nothing else: what was shown of the rest of a
/// message is good for another one that differs there alone. Of the fixed header the same is told byte
/// by byte. Trivial, and good for ever.
public struct Independence: Sendable {
  private var rows = RowSet()
  private let firstSerial: Int
  private let count: Int
  /// The bytes of the header, of at most 64, that something else may look at: a bit each.
  private var watched: UInt64

  /// Finds what the rows of `table` look at.
  public init(_ table: Table) {
    firstSerial = table.count > 0 ? table[0].serial : 0
    count = table.count
    watched = 0b1101  // the family, and the hardware type of a link
    var seen: [UInt16] = []
    var lengths: UInt64 = 0
    for index in 0..<table.count {
      let row = table[index]
      seen += row.presence.watched
      seen += row.shape.watched
      switch row.presence {
      case .bits: if case .field(let offset) = row.place { watch(Int(offset), row.attribute.width) }
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
      let isWatched = row.number.map(seen.contains) ?? false
      if !isWatched, row.presence.isFree, row.shape.isFree { rows.insert(index) }
    }
  }

  /// Notes the fields of the header that the rows of `part`, which lie over the same bytes, show.
  private mutating func watch(_ part: Table) {
    for index in 0..<part.count {
      guard case .field(let offset) = part[index].place else { continue }
      watch(Int(offset), part[index].attribute.width)
      if let part = part[index].shape.part { watch(part) }
    }
  }

  private mutating func watch(_ offset: Int, _ length: Int) {
    for byte in offset..<min(64, offset + length) { watched |= 1 << UInt64(byte) }
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
    case .unlike(let number), .marked(let number, _), .viewBeside(let number): [number]
    default: []
    }
  }

  /// Whether the bytes of the row itself do not decide whether it is shown.
  fileprivate var isFree: Bool {
    switch self {
    case .sent, .always, .orField, .orAttribute, .orMarked, .unless, .orZero, .orZeroWith, .inFamily,
      .notInFamily:
      true
    case .unlike, .marked, .viewBeside, .bits: false
    }
  }
}

extension Shape {
  /// The attributes that it looks at besides its own.
  fileprivate var watched: [UInt16] {
    switch self {
    case .interfaceFlags: [5, 37]  // IFLA_LINK, IFLA_LINK_NETNSID
    case .lowerLink: [37]
    case .flagsWith(let number, _), .interfaceUnless(let number), .selected(let number, _),
      .inlineSelected(let number, _):
      [number]
    default: []
    }
  }

  /// Whether its own bytes and the message's family and hardware type are all that it looks at.
  fileprivate var isFree: Bool {
    switch self {
    case .interfaceFlags, .lowerLink, .flagsWith, .interfaceUnless, .selected, .inlineSelected,
      .structureSince, .exported, .weight, .part, .parts, .repeated, .isSent, .selector:
      false
    default: true
    }
  }
}

extension Row {
  /// Where in the header the length of a prefix stands; nil for what is none.
  public var lengthOffset: Int? {
    if case .prefix(let offset) = shape { return Int(offset) }
    return nil
  }
}
