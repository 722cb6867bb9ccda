package import NetlinkWire

/// One field of an object, by the keys that lead to it: `stats64.rx.bytes`.
///
/// The keys are those of JSON, from the outermost inwards, arrays passed over: `nexthops.dev` is the
/// device of every next hop.
package struct FieldPath: Sendable {
  /// A key, and what of its row it stands for.
  struct Step: Sendable {
    let key: StaticString
    /// The key that was asked for, where it is not the row's own: a number's, or a flag's.
    let alias: StaticString
    let isFlag: Bool
  }

  /// As it was asked for.
  package let text: String
  /// Whether it is an object or an array of objects, rather than values.
  package let isObject: Bool
  let steps: [Step]

  /// The field at `text` in objects of `table`; nil when there is none.
  ///
  /// `prefix` is passed over where the table does not have it: the key that the objects stand under in
  /// a document (`addr_info.local`).
  package init?(_ text: String, in table: Table, under prefix: String = "") {
    self.text = text
    var keys = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)[...]
    if !prefix.isEmpty, keys.count > 1, keys.first == prefix { keys = keys.dropFirst() }
    var steps: [Step] = []
    guard let isObject = FieldPath.follow(keys, in: table, &steps, depth: 0) else { return nil }
    self.isObject = isObject
    self.steps = steps
  }

  /// Adds the steps of `keys`; says whether they end at an object, or nil when they lead nowhere.
  private static func follow(
    _ keys: ArraySlice<String>, in table: Table, _ steps: inout [Step], depth: Int
  ) -> Bool? {
    guard let key = keys.first, !key.isEmpty, depth < 12 else { return nil }
    for index in 0..<table.count {
      let row = table[index]
      let isMember = row.key.isEmpty && row.shape.flagKeys == nil  // of an array of parts
      if row.shape.isInline || isMember {
        for inner in row.shape.tables {
          if let end = follow(keys, in: inner, &steps, depth: depth + 1) { return end }
        }
        continue
      }
      if keys.count == 1, let flags = row.shape.flagKeys {
        for place in 0..<flags.entries.count where "\(flags.entries[place].name)" == key {
          steps.append(Step(key: row.key, alias: flags.entries[place].name, isFlag: true))
          return false
        }
      }
      if "\(row.key)" == key {
        steps.append(Step(key: row.key, alias: "", isFlag: false))
        if keys.count == 1 { return !row.shape.tables.isEmpty }
        for inner in row.shape.tables {
          if let end = follow(keys.dropFirst(), in: inner, &steps, depth: depth + 1) { return end }
        }
        steps.removeLast()
      } else if keys.count == 1, !row.numberKey.isEmpty, "\(row.numberKey)" == key {
        steps.append(Step(key: row.key, alias: row.numberKey, isFlag: false))
        return false
      }
    }
    return nil
  }
}

extension Layout {
  /// A line that is a table's: each of `fields` in a column of its own, from 1.
  static func columns(_ fields: [FieldPath]) -> Layout {
    layout(fields.enumerated().map { (UInt8(truncatingIfNeeded: $0.offset + 1), $0.element.steps[...]) })
  }

  private static func layout(_ fields: [(column: UInt8, steps: ArraySlice<FieldPath.Step>)]) -> Layout {
    var items: [Item] = []
    var done: [StaticString] = []
    for (column, steps) in fields {
      guard let step = steps.first else { continue }
      if steps.count == 1 {
        if step.isFlag {
          items.append(.mark(step.alias, step.alias, column: column))
        } else if step.alias.isEmpty {
          items.append(Item(step.key, column: column))
        } else {
          // A multicast group has the key of the number, and is no number.
          items.append(Item(step.key, column: column, form: .number))
          items.append(Item(step.alias, column: column))
        }
      } else if !done.contains(where: { $0.equals(step.key) }) {
        done.append(step.key)
        let inner = fields.filter { $0.steps.count > 1 && $0.steps.first?.key.equals(step.key) == true }
        items.append(
          Item(step.key, form: .nest(layout(inner.map { ($0.column, $0.steps.dropFirst()) }))))
      }
    }
    return Layout(items)
  }
}
