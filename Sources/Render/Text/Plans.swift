internal import NetlinkWire

/// Compiled layouts: for each nest that a layout has an item for, which cell shows which row.
///
/// A row is looked up when it is first met; after that its cell is found by one load.
struct Plans: ~Copyable {
  struct Plan {
    var first = 0
    var count = 0
  }

  static var unused: Int { .min }
  /// In `map`: the row was not looked up yet.
  static var unknown: Int { -1 }
  /// In `map`: the plan has no cell for the row.
  static var unlisted: Int { -2 }
  /// In `map`: the row has no key, because it stands for the members of an array.
  static var member: Int { -3 }

  var cells = Slab<Cell>(capacity: 64)
  var plans = Slab<Plan>()
  /// For each plan in use, the cell of every row met.
  var map = Slab<Int16>(capacity: 1024)
  /// Where in `map` each plan begins; `unused`, which is far below 0, for those not in use yet.
  var bases = Slab<Int>()
  /// The rows that a plan wants of a table. Where they are stands in `map`, under the table's own serial number.
  var wanted = Slab<RowSet>()
  /// How many serial numbers each plan has room for in `map`.
  var stride = 1024
  var roots = Slab<Int>()
  /// The number of a plan that is made only when it is needed, with `reserved` bits and `room` positions.
  static var pending: Int { -2 }
  static var reserved: Int { 16 }
  static var room: Int { 1 << 16 }
  /// Cells are given bits below this one.
  var bitLimit = 64
  /// The plan without cells.
  static var none: Int { 0 }

  /// Whether there are colours; without them roles do not matter.
  let isColored: Bool

  init(isColored: Bool = false) {
    self.isColored = isColored
    add(Plan())
  }

  subscript(cell: Int) -> Cell {
    @inline(__always) get { cells[cell] }
  }

  /// The plan of `layout`.
  @inline(__always)
  mutating func root(of layout: Layout) -> Int {
    if layout.serial < roots.count, roots[layout.serial] > 0 { return roots[layout.serial] }
    return make(layout)
  }

  /// The cell for `row` in `plan`; `unlisted` or `member` if there is none.
  @inline(__always)
  mutating func cell(of row: Row, in plan: Int) -> Int {
    let place = bases[plan] &+ row.serial
    if row.serial < stride, place >= 0 {
      let known = Int(map[place])
      if known != Plans.unknown { return known }
    }
    return resolve(row, in: plan)
  }

  /// Looks up the cell for `row` in `plan`, and notes it in `map`.
  @inline(never)
  mutating func resolve(_ row: Row, in plan: Int) -> Int {
    use(plan, with: row.serial)
    var found = row.key.isEmpty ? Plans.member : Plans.unlisted
    if found == Plans.unlisted {
      let plan = plans[plan]
      for index in plan.first..<plan.first + plan.count where found < 0 {
        let cell = cells[index]
        if let table = cell.table, !table.contains(row) { continue }
        if cell.item.key.equals(row.key) { found = index }
      }
    }
    map[bases[plan] + row.serial] = Int16(truncatingIfNeeded: found)
    return found
  }

  /// The cell of `plan` for a key that is not the row's own: a row of flags has a key for each flag.
  func cell(named key: StaticString, in plan: Int) -> Int {
    let plan = plans[plan]
    for index in plan.first..<plan.first + plan.count where cells[index].item.key.equals(key) {
      return index
    }
    return Plans.unlisted
  }

  /// The rows of `table` that `plan` wants to see: all but the numbers in fixed headers and structs for which it has no
  /// cell. Attributes are visited in any case, because one that cannot be read is reported.
  @inline(__always)
  mutating func wanted(of table: Table, in plan: Int) -> RowSet {
    let place = bases[plan] &+ table.serial
    if table.serial < stride, place >= 0 {
      let known = Int(map[place])
      if known >= 0 { return wanted[known] }
    }
    return findWanted(of: table, in: plan)
  }

  @inline(never)
  private mutating func findWanted(of table: Table, in plan: Int) -> RowSet {
    let rows = table.rows { row in
      row.number != nil || !row.shape.isNumber || cell(of: row, in: plan) != Plans.unlisted
    }
    use(plan, with: table.serial)
    map[bases[plan] + table.serial] = Int16(truncatingIfNeeded: wanted.count)
    wanted.append(rows)
    return rows
  }

  /// Makes room in `map` for a plan and a serial number.
  private mutating func use(_ plan: Int, with serial: Int) {
    if serial >= stride { widen(to: serial + 1) }
    guard bases[plan] < 0 else { return }
    bases[plan] = map.count
    map.append(repeating: Int16(Plans.unknown), count: stride)
  }

  /// Makes room for `least` serial numbers in each plan, and empties `map`.
  private mutating func widen(to least: Int) {
    while stride < least { stride *= 2 }
    map.removeAll()
    wanted.removeAll()
    for plan in 0..<bases.count { bases[plan] = Plans.unused }
  }

  /// Whether the value itself lets `cell` show it. Its words are not checked.
  @inline(__always)
  func fits(_ cell: Int, _ number: UInt64, _ word: StaticString) -> Bool {
    guard cells[cell].gate.contains(.value) else { return true }
    switch cells[cell].test {
    case .always, .unlikeDevice: break
    case .unlike: if number == cells[cell].testNumber { return false }
    case .above: if number <= cells[cell].testNumber { return false }
    case .below: if number == 0 || number >= cells[cell].testNumber { return false }
    case .only: if number != cells[cell].testNumber { return false }
    case .named: if word.isEmpty { return false }
    case .unlikeWord: if word.equals(cells[cell].testWord) { return false }
    }
    return !cells[cell].isMark || number != 0
  }

  /// Whether the family and the other cells that are shown let `cell` be shown.
  @inline(__always)
  func isFree(_ cell: Int, shown: UInt64, family: UInt8) -> Bool {
    guard cells[cell].gate.contains(.others) else { return true }
    if cells[cell].family != 0, cells[cell].family != family { return false }
    if cells[cell].blockers & shown != 0 { return false }
    return !cells[cell].hasNeeds || cells[cell].needs & shown != 0
  }

  /// Which cell from `first` on may show the value, whatever else is shown: `Choices.refused` if none does,
  /// `Choices.several` if there are several or if a cell may have another word for it.
  func choice(_ first: Int, _ number: UInt64, _ word: StaticString) -> Int {
    var found = Choices.refused
    var cell = first
    while cell >= 0 {
      defer { cell = cells[cell].next }
      guard fits(cell, number, word) else { continue }
      if cells[cell].gate.contains(.word), !word.isEmpty {
        let words = cells[cell].words
        let own = (0..<words.count).first { words[$0].fits(word) }
        if own.map({ words[$0].to.isEmpty }) ?? cells[cell].isOnlyWords { continue }
        return Choices.several
      }
      if found >= 0 { return Choices.several }
      found = cell
    }
    return found
  }

  /// The plan of the nest in `cell`; −1 if its value is no nest. Where there is one layout for each selected
  /// table, plans are made when they are needed.
  @inline(__always)
  mutating func child(of cell: Int) -> Int {
    let child = cells[cell].child
    return child == Plans.pending ? makePending(cell) : child
  }
}
