internal import NetlinkWire

/// The rows of a table in the order of their bytes: fields by offset, attributes by number.
///
/// Made once for each table.
final class ByteOrder {
  /// Rows of the same bytes, or of some of them.
  struct Group {
    let offset: Int
    let width: Int
    let rows: [Row]
    /// The one row; nil if there are several.
    let single: Row?
    /// Whether all messages have all of these rows, whatever their family.
    let isUnconditional: Bool
    /// The bits that they name; nil if one of them does not name bits.
    let bits: Bits?

    init(offset: Int, width: Int, rows: [Row]) {
      self.offset = offset
      self.width = width
      self.rows = rows
      single = rows.count == 1 ? rows[0] : nil
      isUnconditional = rows.allSatisfy { !$0.dependsOnFamily }
      bits = ByteOrder.bits(rows)
    }
  }

  /// Named bits of several rows.
  struct Bits {
    var entries: [Flags.Entry] = []
    var known: UInt64 = 0
  }

  /// The bits that the rows name; nil if one of them does not name bits.
  static func bits(_ rows: [Row]) -> Bits? {
    var bits = Bits()
    for row in rows {
      guard let flags = row.shape.bitNames else { return nil }
      bits.known |= flags.known
      for index in 0..<flags.entries.count where !flags.entries[index].name.isEmpty {
        bits.entries.append(flags.entries[index])
      }
    }
    return bits
  }

  /// A row, and the table of its siblings, on which its value may depend.
  struct Place {
    let row: Row
    let table: Table
  }

  /// The rows of an attribute number. If there are several, each shows the same bytes in its own way.
  struct Number {
    let places: [Place]
    /// The one place; nil if there are several, or none.
    let single: Place?
    /// The same rows.
    let group: Group

    init(_ places: [Place]) {
      self.places = places
      single = places.count == 1 ? places[0] : nil
      group = Group(offset: 0, width: 0, rows: places.map(\.row))
    }
  }

  /// The fields of the header or struct.
  let fields: [Group]
  private let numbers: [Number]
  private static let none = Number([])

  init(_ table: Table) {
    var fields: [(offset: Int, width: Int, row: Row)] = []
    var places: [[Place]] = []
    func add(_ table: Table) {
      for index in 0..<table.count {
        let row = table[index]
        switch row.shape {
        case .part(let part), .parts(let part):
          add(part)
          continue
        case .constant: continue
        default: break
        }
        if let number = row.number {
          if case .within = row.shape { continue }
          while places.count <= Int(number) { places.append([]) }
          places[Int(number)].append(Place(row: row, table: table))
        } else if let offset = row.attribute.fieldOffset {
          let width = row.attribute.width
          if width > 0 { fields.append((offset, width, row)) }
        }
      }
    }
    add(table)
    for row in HeaderFields.rows(of: table.name) {
      guard let offset = row.attribute.fieldOffset else { continue }
      let width = row.attribute.width
      let isFree = fields.allSatisfy { offset + width <= $0.offset || $0.offset + $0.width <= offset }
      if isFree, offset + width <= table.headerLength { fields.append((offset, width, row)) }
    }
    // At one offset, the widest row comes first.
    fields.sort { ($0.offset, -$0.width) < ($1.offset, -$1.width) }
    var groups: [Group] = []
    for field in fields {
      if let last = groups.last, field.offset < last.offset + last.width {
        groups[groups.count - 1] = Group(
          offset: last.offset, width: max(last.width, field.offset + field.width - last.offset),
          rows: last.rows + [field.row])
      } else {
        groups.append(Group(offset: field.offset, width: field.width, rows: [field.row]))
      }
    }
    self.fields = groups
    numbers = places.map { Number($0) }
  }

  /// The row of the attribute `number`, if it has one row.
  func single(_ number: UInt16) -> Place? {
    Int(number) < numbers.count ? numbers[Int(number)].single : nil
  }

  /// The rows of the attribute `number`.
  func rows(of number: UInt16) -> Number {
    Int(number) < numbers.count ? numbers[Int(number)] : ByteOrder.none
  }
}

extension Row {
  /// Whether only messages of one family, or all but those, have the row.
  fileprivate var dependsOnFamily: Bool {
    switch attribute.presence {
    case .inFamily, .notInFamily: true
    default: false
    }
  }
}

/// The byte orders of all tables met so far.
struct ByteOrders {
  /// By the serial number of the table's first row, which is 1 and more here; 0 for a table without rows.
  private var orders: [ByteOrder?] = []

  /// The byte order of `table`.
  mutating func order(of table: Table) -> ByteOrder {
    let key = table.count > 0 ? table[0].serial + 1 : 0
    if key < orders.count, let order = orders[key] { return order }
    while orders.count <= key { orders.append(nil) }
    let order = ByteOrder(table)
    orders[key] = order
    return order
  }
}
