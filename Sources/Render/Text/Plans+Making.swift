internal import NetlinkWire

/// How layouts are made ready.
extension Plans {
  @discardableResult
  mutating func add(_ plan: Plan) -> Int {
    plans.append(plan)
    bases.append(-1)
    return plans.count - 1
  }

  @inline(never)
  mutating func make(_ layout: Layout) -> Int {
    var position = 0
    var bits = 0
    let plan = make([(nil, layout)], within: nil, &position, &bits)
    while roots.count <= layout.serial { roots.append(0) }
    roots[layout.serial] = plan
    return plan
  }

  /// Makes a plan of the items of all of `layouts`, each good for the rows of its table.
  mutating func make(
    _ layouts: [(Table?, Layout)], within cell: Cell?, _ position: inout Int, _ bits: inout Int
  ) -> Int {
    let (column, limit, isExtra) = (cell?.column ?? 0, cell?.limit ?? 0, cell?.isExtra ?? false)
    let first = cells.count
    var total = 0
    for (_, layout) in layouts { total += layout.items.count }
    // The cells of a plan stand together: those of nests within come after.
    var made: [Cell] = []
    // Only one of several is ever shown: they may have the same bits.
    let firstBit = bits
    var lastBit = bits
    for (table, layout) in layouts {
      bits = firstBit
      defer { lastBit = max(lastBit, bits) }
      let conditions = Plans.conditions(among: layout.items)
      for index in 0..<layout.items.count {
        let item = layout.items[index]
        var cell = Cell(layout.items, index, table: table, position: position, isColored: isColored)
        cell.column = item.column == 0 ? column : Int(item.column)
        cell.limit = item.limit == 0 ? limit : Int(item.limit)
        cell.isExtra = item.isExtra || isExtra
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
    for index in first..<first + total { enter(index, &bits) }
    for index in first..<first + total { link(index, in: first..<first + total) }
    return plan
  }

  /// How many positions the cells of a nest take.
  static func breadth(_ form: Layout.Form) -> Int {
    var layouts: [Layout] = []
    switch form {
    case .nest(let layout), .each(let layout): layouts = [layout]
    case .selected: return Plans.room
    case .value, .mark, .number, .hexadecimal, .bareOctets, .locks, .last, .destination: break
    }
    var sum = 0
    for layout in layouts {
      for index in 0..<layout.items.count { sum += 1 + breadth(layout.items[index].form) }
    }
    return sum
  }

  /// The names that conditions speak of among `items`.
  static func conditions(among items: Immortal<Layout.Item>) -> [StaticString] {
    var names: [StaticString] = []
    for index in 0..<items.count {
      let item = items[index]
      if !item.needs.isEmpty { names.append(item.needs) }
      for place in 0..<item.unless.count { names.append(item.unless[place]) }
    }
    return names
  }

  /// Makes the plan of a cell's nest.
  mutating func enter(_ index: Int, _ bits: inout Int) {
    var cell = cells[index]
    var layouts: [(Table?, Layout)] = []
    switch cell.item.form {
    case .nest(let layout), .each(let layout): layouts = [(nil, layout)]
    case .selected:
      cell.child = Plans.pending
      cell.firstBit = bits
      bits = min(bitLimit, bits + Plans.reserved)
      for bit in cell.firstBit..<bits { cell.inner |= 1 << UInt64(bit) }
      cells[index] = cell
      return
    case .value, .mark, .number, .hexadecimal, .bareOctets, .locks, .last, .destination: break
    }
    if layouts.isEmpty { return }
    var position = cell.position + 1
    let first = bits
    cell.child = make(layouts, within: cell, &position, &bits)
    for bit in first..<max(first, bits) { cell.inner |= 1 << UInt64(bit) }
    cells[index] = cell
  }

  @inline(never)
  mutating func choose(_ index: Int) -> Int {
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

  /// Resolves the names in an item's conditions to cells.
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
