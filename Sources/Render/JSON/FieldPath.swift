package import NetlinkWire

/// One field of an object, by the keys that lead to it: `stats64.rx.bytes`.
///
/// The keys are those of JSON, from the outermost inwards. Arrays have no key of their own: `nexthops.dev` is the
/// device of every next hop.
package struct FieldPath: Sendable {
  /// One key of the path.
  struct Step: Sendable {
    let key: StaticString
    /// The key of the number beside a name, or of a flag, if that was asked for instead of the row's own key; else
    /// empty.
    let alias: StaticString
    let isFlag: Bool
  }

  /// As it was asked for.
  package let text: String
  /// Whether it is an object or an array of objects, rather than values.
  package let isObject: Bool
  /// The row at its end.
  let row: Row
  let steps: [Step]
  /// The key of the length of the prefix whose address it is; nil where that is no part of it.
  let length: Step?

  /// The field that the path `text` names in objects of `table`; nil if there is none.
  ///
  /// `prefix` is the key under which a document has the objects (`addr_info.local`); `text` may have it or not.
  /// `name` is the heading of the field's column, if it is not the path. `src/srclen` is an address with the length of
  /// its prefix.
  package init?(_ text: String, in table: Table, under prefix: String = "", called name: String? = nil) {
    self.text = name ?? text
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    var lengths: [Step] = []
    if parts.count > 1, FieldPath.follow([String(parts[1])], in: table, &lengths, depth: 0) == nil {
      return nil
    }
    length = lengths.first
    var keys = parts[0].split(separator: ".", omittingEmptySubsequences: false).map(String.init)[...]
    if !prefix.isEmpty, keys.count > 1, keys.first == prefix { keys = keys.dropFirst() }
    var steps: [Step] = []
    guard let end = FieldPath.follow(keys, in: table, &steps, depth: 0) else { return nil }
    isObject = end.isObject
    row = end.row
    self.steps = steps
  }

  /// Whether both are the same field, or one is within the other.
  func overlaps(_ other: FieldPath) -> Bool {
    isWithin(other.steps) || other.length.map { isWithin([$0]) } ?? false
      || length.map { other.isWithin([$0]) } ?? false
  }

  private func isWithin(_ other: [Step]) -> Bool {
    (0..<min(steps.count, other.count)).allSatisfy {
      steps[$0].key.equals(other[$0].key) && steps[$0].alias.equals(other[$0].alias)
    }
  }

  /// Adds the steps of `keys`; returns the last row and whether it is an object, or nil if there is no such field.
  private static func follow(
    _ keys: ArraySlice<String>, in table: Table, _ steps: inout [Step], depth: Int
  ) -> (isObject: Bool, row: Row)? {
    guard let key = keys.first, !key.isEmpty, depth < Path.limit else { return nil }
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
          return (false, row)
        }
      }
      if "\(row.key)" == key {
        steps.append(Step(key: row.key, alias: "", isFlag: false))
        if keys.count == 1 { return (!row.shape.tables.isEmpty, row) }
        for inner in row.shape.tables {
          if let end = follow(keys.dropFirst(), in: inner, &steps, depth: depth + 1) { return end }
        }
        steps.removeLast()
      } else if keys.count == 1, !row.numberKey.isEmpty, "\(row.numberKey)" == key {
        steps.append(Step(key: row.key, alias: row.numberKey, isFlag: false))
        return (false, row)
      }
    }
    return nil
  }
}
