extension Shape {
  /// A shape whose tables are made when its attribute is first shown: for nests that few messages have or few outputs
  /// show, since each table costs every start of the program some thousand instructions. For attributes that are an
  /// object or an array.
  package static func later(_ shape: @autoclosure @escaping @Sendable () -> Shape) -> Shape {
    .deferred(
      Deferred {
        let shape = shape()
        precondition(shape.table != nil && !shape.isInline, "a deferred shape is an object or an array")
        return [shape]
      })
  }

  /// The rows within, for a shape that is an object, an array of objects or an inlined nest.
  package var table: Table? {
    switch self {
    case .nest(let table), .inline(let table), .structure(let table), .inlineStructure(let table),
      .part(let table), .parts(let table), .nestInArray(let table), .chain(let table),
      .structureSince(_, let table, _), .inlineSparse(let table), .runs(let table), .realmKeys(let table),
      .range(let table):
      table
    case .grandchildren(let table): table[0].shape.table
    case .via: Via.table
    case .realms: Realms.table
    case .segments: SegmentList.table
    case .children(let element), .repeated(let element), .packed(let element): element.table
    default: nil
    }
  }

  /// The tables that may stand here, where another attribute selects one.
  package var selection: Selection? {
    switch self {
    case .selected(_, let selection), .inlineSelected(_, let selection), .selectedByFamily(let selection):
      selection
    default: nil
    }
  }

  /// Whether the keys of the rows within stand in the object around.
  @usableFromInline package var isInline: Bool {
    switch self {
    case .inline, .inlineStructure, .inlineSelected, .inlineSparse, .realmKeys, .range: true
    case .segments(let list): list != .header
    default: false
    }
  }
}

extension Shape.Element {
  /// The rows of a member that is an object.
  package var table: Table? {
    switch self {
    case .nest(let table), .structure(let table): table
    default: nil
    }
  }
}

extension Table {
  /// The rows whose value stands under `path`, keys as in JSON from the outermost inwards; several
  /// where kinds differ. A row's `numberKey` counts as a key of it.
  package func rows(at path: ArraySlice<String>) -> [Row] {
    guard let key = path.first else { return [] }
    var found: [Row] = []
    for index in 0..<count {
      let row = self[index]
      if row.shape.isInline || row.key.isEmpty {  // without a key: a member of `parts`
        for table in row.shape.tables { found += table.rows(at: path) }
      } else if row.key.equals(key) || row.numberKey.equals(key) {
        if path.count == 1 {
          found.append(row)
        } else {
          for table in row.shape.tables { found += table.rows(at: path.dropFirst()) }
        }
      }
    }
    return found
  }
}

extension Shape {
  /// Every table that may stand here.
  package var tables: [Table] {
    if let table { return [table] }
    guard let selection else { return [] }
    return (0..<selection.entries.count).map { selection.entries[$0].table }
  }
}
