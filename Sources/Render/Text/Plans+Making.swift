internal import NetlinkWire

/// How layouts are compiled.
extension Plans {
  /// Adds a plan; returns its number.
  @discardableResult
  mutating func add(_ plan: Plan) -> Int {
    plans.append(plan)
    bases.append(Plans.unused)
    return plans.count - 1
  }

  /// Makes the plan of `layout`; returns its number.
  @inline(never)
  mutating func make(_ layout: Layout) -> Int {
    var position = 0
    var bits = 0
    let plan = make([(nil, layout)], within: nil, &position, &bits)
    while roots.count <= layout.serial { roots.append(0) }
    roots[layout.serial] = plan
    return plan
  }

  /// Makes one plan of the items of all of `layouts`, each for the rows of its table, in the nest of `parent`.
  mutating func make(
    _ layouts: [(Table?, Layout)], within parent: Cell?, _ position: inout Int, _ bits: inout Int
  ) -> Int {
    let first = cells.count
    var total = 0
    for (_, layout) in layouts { total += layout.items.count }
    // The cells of a plan are contiguous; those of nests within come after them.
    var made: [Cell] = []
    // Of several layouts only one is used for an object, so they may share bits.
    let firstBit = bits
    var lastBit = bits
    for (table, layout) in layouts {
      bits = firstBit
      defer { lastBit = max(lastBit, bits) }
      let conditions = Plans.conditions(among: layout.items)
      for index in 0..<layout.items.count {
        let item = layout.items[index]
        var cell = Cell(layout.items, index, table: table, position: position, isColored: isColored)
        cell.column = item.column == 0 ? parent?.column ?? 0 : Int(item.column)
        cell.limit = item.limit == 0 ? parent?.limit ?? 0 : Int(item.limit)
        cell.isExtra = item.isExtra || parent?.isExtra ?? false
        let end = position + 1 + Plans.breadth(item.form)
        let isConditional = item.unless.count > 0 || conditions.contains { $0.equals(item.name) }
        if bits < bitLimit, isConditional {
          cell.bit = 1 << UInt64(bits)
          bits += 1
        }
        made.append(cell)
        position = end
      }
    }
    bits = lastBit
    for cell in made { cells.append(cell) }
    let plan = add(Plan(first: first, count: total))
    for index in first..<first + total { makeChild(of: index, &bits) }
    for index in first..<first + total { link(index, in: first..<first + total) }
    return plan
  }

  /// How many positions the cells of a nest take.
  static func breadth(_ form: Layout.Form) -> Int {
    switch form {
    case .nest(let layout), .each(let layout):
      return (0..<layout.items.count).reduce(0) { $0 + 1 + breadth(layout.items[$1].form) }
    case .selected: return Plans.room
    case .value, .mark, .number, .hexadecimal, .bareOctets, .locks, .last, .destination: return 0
    }
  }

  /// The names to which the conditions of `items` refer.
  static func conditions(among items: Immortal<Layout.Item>) -> [StaticString] {
    var names: [StaticString] = []
    for index in 0..<items.count {
      let item = items[index]
      if !item.needs.isEmpty { names.append(item.needs) }
      for place in 0..<item.unless.count { names.append(item.unless[place]) }
    }
    return names
  }

  /// Makes the plan of a cell's nest, or reserves bits for it where the layout depends on the table selected.
  private mutating func makeChild(of index: Int, _ bits: inout Int) {
    var cell = cells[index]
    let first = bits
    switch cell.item.form {
    case .nest(let layout), .each(let layout):
      var position = cell.position + 1
      cell.child = make([(nil, layout)], within: cell, &position, &bits)
    case .selected:
      cell.child = Plans.pending
      cell.firstBit = first
      bits = min(bitLimit, bits + Plans.reserved)
    case .value, .mark, .number, .hexadecimal, .bareOctets, .locks, .last, .destination: return
    }
    for bit in first..<max(first, bits) { cell.inner |= 1 << UInt64(bit) }
    cells[index] = cell
  }

  /// Makes the plan of a cell whose plan is pending: one of the layouts for all tables that may be selected. Returns its
  /// number; −1 if the cell is no such cell.
  @inline(never)
  mutating func makePending(_ index: Int) -> Int {
    guard case .selected(let choices) = cells[index].item.form else { return -1 }
    let elements = choices.elements
    var layouts: [(Table?, Layout)] = []
    for place in 0..<elements.count { layouts.append((elements[place].table, elements[place].layout)) }
    var position = cells[index].position + 1
    var bits = cells[index].firstBit
    bitLimit = min(64, bits + Plans.reserved)
    let child = make(layouts, within: cells[index], &position, &bits)
    bitLimit = 64
    cells[index].child = child
    return child
  }

  /// Finds the cells that the conditions of a cell name, and those whose conditions name it.
  mutating func link(_ index: Int, in siblings: Range<Int>) {
    var cell = cells[index]
    let item = cell.item
    for other in siblings where cells[other].mayConcern(cell) && cells[other].table == cell.table {
      let sibling = cells[other].item
      if sibling.key.equals(item.key), other > index, cell.next < 0 { cell.next = other }
      if sibling.name.equals(item.needs), !item.needs.isEmpty { cell.needs |= cells[other].bit }
      for place in 0..<item.unless.count where item.unless[place].equals(sibling.name) {
        cell.hiders |= cells[other].bit | cells[other].inner
      }
      for place in 0..<sibling.unless.count where sibling.unless[place].equals(item.name) {
        if case .destination = sibling.form { continue }
        cell.hides |= cells[other].bit | cells[other].inner
      }
    }
    cell.blockers = cell.isDestination ? 0 : cell.hiders
    if cell.family != 0 || cell.hasNeeds || cell.blockers != 0 { cell.gate.insert(.others) }
    if cell.isMark || cell.test != .always && cell.test != .unlikeDevice { cell.gate.insert(.value) }
    if cell.hasWords { cell.gate.insert(.word) }
    cells[index] = cell
  }
}
