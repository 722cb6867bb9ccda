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
  }

  /// A row, and the table of its siblings, on which its value may depend.
  struct Place {
    let row: Row
    let table: Table
  }

  /// The fields of the header or struct.
  let fields: [Group]
  /// The rows of each attribute number.
  private let places: [[Place]]

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
    self.places = places
  }

  /// The rows of the attribute `number`; if there are several, each shows the same bytes in its own way.
  func places(of number: UInt16) -> [Place] {
    Int(number) < places.count ? places[Int(number)] : []
  }
}

/// The byte orders of all tables met so far.
struct ByteOrders {
  private var orders: [Int: ByteOrder] = [:]

  /// The byte order of `table`.
  mutating func order(of table: Table) -> ByteOrder {
    let key = table.count > 0 ? table[0].serial : -1
    if let order = orders[key] { return order }
    let order = ByteOrder(table)
    orders[key] = order
    return order
  }
}
