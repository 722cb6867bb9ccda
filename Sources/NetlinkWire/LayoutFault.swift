extension Layout {
  /// A line of `items` for the rows of `table`; see `init(_:counters:remote:)`. A debug build traps where the layout
  /// has a fault.
  package init(
    _ items: [Item], of table: Table, counters: [StaticString] = [], remote: [StaticString] = []
  ) {
    self.init(items, counters: counters, remote: remote)
    assert(fault(in: [table]) == nil, fault(in: [table]) ?? "")
  }

  /// What is wrong with the layout for a nest of one of `tables`; nil for nothing.
  ///
  /// An item must be for the key of a row. What it needs must be an item for a row that is visited before its own,
  /// because a condition is checked when the value comes.
  package func fault(in tables: [Table]) -> String? {
    let keys = tables.map { $0.visitedKeys }
    for index in 0..<items.count {
      let item = items[index]
      if !keys.contains(where: { $0.contains { $0.equals(item.key) } }) {
        return "no row has the key '\(item.key)'"
      }
      if !item.needs.isEmpty, !keys.contains(where: { canHold(item, in: $0) }) {
        return "'\(item.key)' needs '\(item.needs)', which is no item or is visited later"
      }
      for place in 0..<item.unless.count where !hasItem(item.unless[place]) {
        return "'\(item.key)' is not shown beside '\(item.unless[place])', which is no item"
      }
      if let inner = item.form.layout,
        let fault = inner.fault(in: tables.flatMap { $0.tables(under: item.key) })
      {
        return "\(item.key): \(fault)"
      }
    }
    return nil
  }

  private func hasItem(_ name: StaticString) -> Bool {
    (0..<items.count).contains { items[$0].name.equals(name) }
  }

  /// Whether what `item` needs may have been shown when its value comes, rows being visited in the order of `keys`.
  private func canHold(_ item: Item, in keys: [StaticString]) -> Bool {
    guard let own = keys.lastIndex(where: { $0.equals(item.key) }) else { return false }
    return (0..<items.count).contains { place in
      let other = items[place]
      guard other.name.equals(item.needs) else { return false }
      return keys.firstIndex { $0.equals(other.key) }.map { $0 < own } ?? false
    }
  }
}

extension Layout.Form {
  /// The layout of the nest; nil for a form without one, or with one for each table that may be selected.
  fileprivate var layout: Layout? {
    switch self {
    case .nest(let layout), .each(let layout): layout
    case .value, .mark, .number, .hexadecimal, .bareOctets, .selected, .locks, .last, .destination: nil
    }
  }
}

extension Table {
  /// The keys under which values come, in the order in which rows are visited.
  fileprivate var visitedKeys: [StaticString] {
    var keys: [StaticString] = []
    for index in 0..<count {
      let row = self[index]
      if let flags = row.shape.flagKeys {
        for place in 0..<flags.entries.count { keys.append(flags.entries[place].name) }
      }
      if !row.numberKey.isEmpty { keys.append(row.numberKey) }
      if !row.key.isEmpty { keys.append(row.key) }
      if row.shape.isInline || row.key.isEmpty {
        for table in row.shape.tables { keys += table.visitedKeys }
      }
    }
    return keys
  }

  /// The tables that may stand under `key`.
  fileprivate func tables(under key: StaticString) -> [Table] {
    var found: [Table] = []
    for index in 0..<count {
      let row = self[index]
      if row.shape.isInline || row.key.isEmpty {
        for table in row.shape.tables { found += table.tables(under: key) }
      } else if row.key.equals(key) {
        found += row.shape.tables
      }
    }
    return found
  }
}
