internal import NetlinkWire

extension Layout {
  /// The line of a table: each of `fields` in a column of its own, from 1. At most 255 fields. Values have the colours
  /// that they have in `painted`.
  static func columns(_ fields: [FieldPath], paintedAs painted: Layout? = nil) -> Layout {
    layout(
      painted,
      fields.enumerated().flatMap { place, field in
        let column = UInt8(truncatingIfNeeded: place + 1)
        return [(column, false, field.steps[...])] + (field.length.map { [(column, true, [$0][...])] } ?? [])
      })
  }

  /// A field that is joined to the one before it in its column is the length of the prefix there.
  private static func layout(
    _ painted: Layout?, _ fields: [(column: UInt8, isJoined: Bool, steps: ArraySlice<FieldPath.Step>)]
  ) -> Layout {
    var items: [Item] = []
    var done: [StaticString] = []
    for (column, isJoined, steps) in fields {
      guard let step = steps.first else { continue }
      if steps.count == 1 {
        if isJoined {
          items.append(Item(step.key, "/", column: column, isJoined: true))
        } else if step.isFlag {
          items.append(.mark(step.alias, step.alias, column: column))
        } else if step.alias.isEmpty {
          let item = painted.flatMap { $0.item(step.key) }
          items.append(
            Item(step.key, "", item?.role ?? .plain, column: column, words: item?.paintedWords ?? []))
        } else {
          // A multicast group is written under the number's key, though it is no number.
          items.append(Item(step.key, column: column, form: .number))
          items.append(Item(step.alias, column: column))
        }
      } else if !done.contains(where: { $0.equals(step.key) }) {
        done.append(step.key)
        let inner = fields.filter { $0.steps.count > 1 && $0.steps.first?.key.equals(step.key) == true }
        items.append(
          Item(step.key, form: .nest(layout(painted, inner.map { ($0.column, false, $0.steps.dropFirst()) })))
        )
      }
    }
    return Layout(items)
  }

  /// The line of a single cell, which has one field. An object is written as on `line`, if `line` shows all of it;
  /// else as its keys and values.
  static func column(_ field: FieldPath, of line: Layout?, paintedAs painted: Layout? = nil) -> Layout {
    guard field.isObject else { return columns([field], paintedAs: painted) }
    var layout = Layout([cell(field, of: line)])
    for step in field.steps.dropLast().reversed() { layout = Layout([Item(step.key, form: .nest(layout))]) }
    return layout
  }

  private static func cell(_ field: FieldPath, of line: Layout?) -> Item {
    if let line, field.steps.count == 1 {
      for index in 0..<line.items.count where line.items[index].key.equals(field.row.key) {
        let item = line.items[index]
        switch item.form {
        case .nest(let layout) where layout.hasAll(of: field.row):
          return Item(item.key, form: .nest(layout))
        case .each(let layout) where layout.hasAll(of: field.row):
          return Item(
            item.key, form: .each(layout),
            separator: item.separator == 0x20 ? UInt8(ascii: ";") : item.separator)
        default: continue
        }
      }
    }
    return object(field.row, lead: "")
  }

  /// The first item for a row of that key that has a colour, here or in a nest.
  private func item(_ key: StaticString) -> Item? {
    for index in 0..<items.count {
      let item = items[index]
      if item.key.equals(key), item.role != .plain || !item.paintedWords.isEmpty { return item }
      switch item.form {
      case .nest(let layout), .each(let layout):
        if let found = layout.item(key) { return found }
      default: continue
      }
    }
    return nil
  }

  /// Whether each row within `row` has an item. Where several rows are views of the same bytes, an item for
  /// one of them is enough.
  private func hasAll(of row: Row) -> Bool {
    row.shape.tables.allSatisfy { table in
      (0..<table.count).allSatisfy { place in
        hasItem(for: table[place])
          || table[place].number != nil
            && (0..<table.count).contains {
              table[$0].number == table[place].number && hasItem(for: table[$0])
            }
      }
    }
  }

  private func hasItem(for row: Row) -> Bool {
    if row.shape.isHidden { return true }
    let flags = row.shape.flagKeys?.entries
    return (0..<items.count).contains { index in
      items[index].key.equals(row.key)
        || flags.map { flags in (0..<flags.count).contains { flags[$0].name.equals(items[index].key) } }
          ?? false
    }
  }

  /// The object or array of objects in `row` as keys and values after `lead`; the members of an array are separated by
  /// semicolons.
  private static func object(_ row: Row, lead: StaticString) -> Item {
    let layout = Layout(values(of: row.shape.tables))
    if ValueType(row.shape) == .objects, !row.shape.isNestInArray {
      return Item(row.key, lead, form: .each(layout), separator: UInt8(ascii: ";"))
    }
    return Item(row.key, lead, form: .nest(layout))
  }

  private static func values(of tables: [Table]) -> [Item] {
    var items: [Item] = []
    func add(_ item: Item) {
      if !items.contains(where: { $0.key.equals(item.key) }) { items.append(item) }
    }
    for table in tables {
      for index in 0..<table.count {
        let row = table[index]
        if let flags = row.shape.flagKeys {
          for place in 0..<flags.entries.count where !flags.entries[place].name.isEmpty {
            add(.mark(flags.entries[place].name, flags.entries[place].name))
          }
        }
        if row.shape.isInline || row.key.isEmpty {
          for item in values(of: row.shape.tables) { add(item) }
        } else if row.shape.tables.isEmpty {
          add(Item(row.key, row.key))
          if case .unicastOrGroup = row.shape { add(Item(row.numberKey, row.numberKey)) }
        } else {
          add(object(row, lead: row.key))
        }
      }
    }
    return items
  }
}

extension Layout.Item {
  /// The kernel's words that have a colour.
  fileprivate var paintedWords: [Layout.Word] {
    (0..<words.count).filter { words[$0].role != .plain }.map { words[$0].unchanged }
  }
}

extension Shape {
  var isNestInArray: Bool {
    if case .nestInArray = self { return true }
    return false
  }

  fileprivate var isHidden: Bool {
    if case .hidden = self { return true }
    return false
  }
}
