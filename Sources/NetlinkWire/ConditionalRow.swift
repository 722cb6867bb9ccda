/// A row that depends on bits of the fixed header.
///
/// A table keeps these rows apart: for a plain message one look at the header tells that none of them is due.
@usableFromInline
struct ConditionalRow: Sendable {
  /// Where the row stands in its table.
  let row: Int
  private let presence: Attribute.Presence
  private let offset: Int
  private let width: Int

  /// Nil for a row that does not depend on the header.
  init?(_ row: Int, _ attribute: Attribute) {
    switch attribute.presence {
    case .orMarked(let byte): offset = Int(byte)
    case .bits:
      if case .field(let field) = attribute.place { offset = Int(field) } else { offset = 0 }
    default: return nil
    }
    self.row = row
    presence = attribute.presence
    width = offset < 4 ? 1 : 4
  }

  /// Whether the row is shown in this nest.
  func isDue(_ span: RawSpan) -> Bool {
    switch presence {
    case .orMarked: return span.byteCount > offset && span.u8(at: offset) != 0
    case .bits(let mask):
      guard span.byteCount >= offset + width else { return false }
      let value = width == 1 ? UInt32(span.u8(at: offset)) : span.u32(at: offset)
      return value & mask != 0
    default: return false
    }
  }

  /// The bits that some of `rows` depend on: of the header's first four bytes, and of the four at 8.
  static func bits(_ rows: [ConditionalRow]) -> (first: UInt32, flags: UInt32) {
    var bits: (first: UInt32, flags: UInt32) = (0, 0)
    for row in rows {
      switch row.presence {
      case .orMarked: bits.first |= byte(0xff, at: row.offset)
      case .bits(let mask):
        if row.width == 1 { bits.first |= byte(mask, at: row.offset) } else { bits.flags |= mask }
      default: continue
      }
    }
    return bits
  }

  /// The bits `mask` of the byte at `offset` in an integer of host byte order.
  private static func byte(_ mask: UInt32, at offset: Int) -> UInt32 {
    UInt32(littleEndian: (mask & 0xff) << UInt32(8 * (offset & 3)))
  }
}
