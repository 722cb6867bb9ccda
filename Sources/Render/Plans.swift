internal import Wire

/// Layouts made ready: for each nest that a layout speaks of, which row is shown by which cell.
///
/// A row is looked up when it is first met, and found by one load from then on.
struct Plans: ~Copyable {
  /// An item of a layout, ready for use.
  struct Cell {
    let phrase: Phrase
    private let items: Immortal<Layout.Item>
    private let index: Int
    /// The table that the row must be of, where the layout is chosen by table.
    let table: Table?
    /// Its place in the line, from 0.
    let position: Int
    /// The column it stands in: that of the nest around where it has none of its own.
    var column = 0
    /// The next cell for the same row; −1 when there is none.
    var next = -1
    /// The plan of the nest; −1 when the value is none, `pending` when it is not made yet.
    var child = -1
    /// The first of the bits that are kept for a plan not made yet.
    var firstBit = 0
    /// A bit of its own for a cell that conditions speak of; 0 for all others, and beyond 64.
    var bit: UInt64 = 0
    /// The bits of the cells that it is not shown beside, and of those not shown beside it.
    var hiders: UInt64 = 0
    var hides: UInt64 = 0
    /// Those of the cells that it must not be shown beside: its hiders, but for a destination.
    var blockers: UInt64 = 0
    /// The bits of which one must have been shown; 0 for no condition.
    var needs: UInt64 = 0
    /// The bits of everything within.
    var inner: UInt64 = 0
    /// Copies of what the item says, which is too large to be copied for a value.
    var gate: Gate = []
    let test: Test
    /// What the value is compared with.
    let testNumber: UInt64
    let testWord: StaticString
    let words: Immortal<Layout.Word>
    let isOnlyWords: Bool
    let isNumber: Bool
    let family: UInt8
    let hasNeeds: Bool
    private let hasConditions: Bool
    private let keyLength: Int
    let isDestination: Bool
    let role: Layout.Role
    let isJoined: Bool
    let isMark: Bool
    let hasUnit: Bool
    /// Whether other words than the value's own may be written.
    let hasWords: Bool
    /// Whether there is nothing but a word before and a value: no other words, no colour, no unit.
    let isBare: Bool
    /// Whether it is written unless one of its hiders is shown: no condition else, no other words, no colour.
    let isSimple: Bool

    /// What has to be looked at before the cell is shown; empty for nothing.
    struct Gate: OptionSet {
      let rawValue: UInt8
      /// The family, or whether other cells are shown.
      static let others = Gate(rawValue: 1)
      /// What the value is.
      static let value = Gate(rawValue: 2)
      /// Which word it is.
      static let word = Gate(rawValue: 4)
    }

    /// `Layout.Test` without what is compared.
    enum Test: UInt8 { case always, unlike, above, only, unlikeWord, unlikeDevice }

    var item: Layout.Item { items[index] }

    /// Whether the two are of the same key, or conditions speak of either: looked at before more is.
    func mayConcern(_ other: Cell) -> Bool {
      bit != 0 || other.bit != 0 || other.hasNeeds || hasConditions || other.hasConditions
        || keyLength == other.keyLength
    }

    init(_ items: Immortal<Layout.Item>, _ index: Int, table: Table?, position: Int) {
      let item = items[index]
      phrase = Phrase(item.lead, isJoined: item.isJoined)
      self.items = items
      self.index = index
      self.table = table
      self.position = position
      var (number, word): (UInt64, StaticString) = (0, "")
      switch item.test {
      case .always: test = .always
      case .unlike(let other): (test, number) = (.unlike, other)
      case .above(let other): (test, number) = (.above, other)
      case .only(let other): (test, number) = (.only, other)
      case .unlikeWord(let other): (test, word) = (.unlikeWord, other)
      case .unlikeDevice: test = .unlikeDevice
      }
      (testNumber, testWord) = (number, word)
      words = item.words
      isOnlyWords = item.isOnlyWords
      if case .number = item.form { isNumber = true } else { isNumber = false }
      family = item.family
      hasNeeds = !item.needs.isEmpty
      hasConditions = item.unless.count > 0
      keyLength = item.key.utf8CodeUnitCount
      isDestination = item.isDestination
      role = item.role
      isJoined = item.isJoined
      hasUnit = !item.unit.isEmpty
      hasWords = item.words.count > 0 || item.isOnlyWords
      if case .mark = item.form { isMark = true } else { isMark = false }
      var isBare =
        item.words.count == 0 && !item.isOnlyWords && item.unit.isEmpty && item.role == .plain
        && !item.isJoined
      var isSimple = item.family == 0 && item.needs.isEmpty
      switch item.form {
      case .value: break
      case .destination: break
      default: isBare = false
      }
      if case .always = item.test {} else { isSimple = false }
      if case .unlikeDevice = item.test { isBare = false }
      self.isBare = isBare
      isSimple = isSimple && isBare
      self.isSimple = isSimple
    }
  }

  struct Plan {
    var first = 0
    var count = 0
  }

  /// What a row is to a plan, when it is no cell.
  static var unknown: Int { -1 }
  /// The plan does not speak of the row.
  static var unlisted: Int { -2 }
  /// The row stands for the members of an array.
  static var member: Int { -3 }

  private var cells = Slab<Cell>(capacity: 64)
  private var plans = Slab<Plan>()
  /// For each plan that was used, the cell of every row met.
  private var map = Slab<Int16>(capacity: 1024)
  /// Where in it each plan begins; −1 for those not used yet.
  private var bases = Slab<Int>()
  /// How many serial numbers the map has room for in each plan.
  private var stride = 1024
  private var roots = Slab<Int>()
  /// The plan is made when it is needed, with so many bits and within so many positions.
  static var pending: Int { -2 }
  private static var reserved: Int { 16 }
  private static var room: Int { 1 << 16 }
  /// The bits that may be taken lie below.
  private var bitLimit = 64
  /// The plan that speaks of no row.
  static var none: Int { 0 }

  init() {
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

  /// The cell for `row` in `plan`, or one of the words above.
  @inline(__always)
  mutating func cell(of row: Row, in plan: Int) -> Int {
    let serial = row.serial
    let base = bases[plan]
    if base >= 0, serial < stride {
      let known = Int(map[base + serial])
      if known != Plans.unknown { return known }
    }
    return resolve(row, in: plan)
  }

  @inline(never)
  private mutating func resolve(_ row: Row, in plan: Int) -> Int {
    if row.serial >= stride { widen(to: row.serial + 1) }
    if bases[plan] < 0 {
      bases[plan] = map.count
      map.append(repeating: Int16(Plans.unknown), count: stride)
    }
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

  /// The cell of `plan` for a key that is no row's own: one of several that a row stands for.
  func cell(named key: StaticString, in plan: Int) -> Int {
    let plan = plans[plan]
    for index in plan.first..<plan.first + plan.count where cells[index].item.key.equals(key) {
      return index
    }
    return Plans.unlisted
  }

  private mutating func widen(to least: Int) {
    while stride < least { stride *= 2 }
    map.removeAll()
    for plan in 0..<bases.count { bases[plan] = -1 }
  }

  @discardableResult
  private mutating func add(_ plan: Plan) -> Int {
    plans.append(plan)
    bases.append(-1)
    return plans.count - 1
  }

  @inline(never)
  private mutating func make(_ layout: Layout) -> Int {
    var position = 0
    var bits = 0
    let plan = make([(nil, layout)], column: 0, &position, &bits)
    while roots.count <= layout.serial { roots.append(0) }
    roots[layout.serial] = plan
    return plan
  }

  /// Makes a plan of the items of all of `layouts`, each good for the rows of its table.
  private mutating func make(
    _ layouts: [(Table?, Layout)], column: Int, _ position: inout Int, _ bits: inout Int
  ) -> Int {
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
        var cell = Cell(layout.items, index, table: table, position: position)
        cell.column = item.column == 0 ? column : Int(item.column)
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
  private static func breadth(_ form: Layout.Form) -> Int {
    var layouts: [Layout] = []
    switch form {
    case .nest(let layout), .each(let layout): layouts = [layout]
    case .selected: return Plans.room
    case .value, .mark, .number, .hexadecimal, .bareOctets, .locks, .destination: break
    }
    var sum = 0
    for layout in layouts {
      for index in 0..<layout.items.count { sum += 1 + breadth(layout.items[index].form) }
    }
    return sum
  }

  /// The names that conditions speak of among `items`.
  private static func conditions(among items: Immortal<Layout.Item>) -> [StaticString] {
    var names: [StaticString] = []
    for index in 0..<items.count {
      let item = items[index]
      if !item.needs.isEmpty { names.append(item.needs) }
      for place in 0..<item.unless.count { names.append(item.unless[place]) }
    }
    return names
  }

  /// Makes the plan of a cell's nest.
  private mutating func enter(_ index: Int, _ bits: inout Int) {
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
    case .value, .mark, .number, .hexadecimal, .bareOctets, .locks, .destination: break
    }
    if layouts.isEmpty { return }
    var position = cell.position + 1
    let first = bits
    cell.child = make(layouts, column: cell.column, &position, &bits)
    for bit in first..<max(first, bits) { cell.inner |= 1 << UInt64(bit) }
    cells[index] = cell
  }

  /// Whether a value is shown in `cell`, but for the words that the cell has, and, where it `isAlone`, for the
  /// family and other cells.
  @inline(__always)
  func fits(
    _ cell: Int, _ number: UInt64, _ word: StaticString, shown: UInt64, family: UInt8, isAlone: Bool = false
  ) -> Bool {
    let gate = cells[cell].gate
    if gate.contains(.others), !isAlone {
      if cells[cell].family != 0, cells[cell].family != family { return false }
      if cells[cell].blockers & shown != 0 { return false }
      if cells[cell].hasNeeds, cells[cell].needs & shown == 0 { return false }
    }
    guard gate.contains(.value) else { return true }
    switch cells[cell].test {
    case .always, .unlikeDevice: break
    case .unlike: if number == cells[cell].testNumber { return false }
    case .above: if number <= cells[cell].testNumber { return false }
    case .only: if number != cells[cell].testNumber { return false }
    case .unlikeWord: if word.equals(cells[cell].testWord) { return false }
    }
    return !cells[cell].isMark || number != 0
  }

  /// Whether neither `first` nor a cell after it shows the value, whatever else is shown.
  func refuse(_ first: Int, _ number: UInt64, _ word: StaticString) -> Bool {
    var cell = first
    if cell == Plans.member { return false }
    while cell >= 0 {
      if fits(cell, number, word, shown: 0, family: 0, isAlone: true) {
        let words = cells[cell].words
        let own = (0..<words.count).first { words[$0].fits(word) }
        if word.isEmpty || (own.map { !words[$0].to.isEmpty } ?? !cells[cell].isOnlyWords) { return false }
      }
      cell = cells[cell].next
    }
    return true
  }

  /// The plan of the nest in `cell`; −1 when its value is none. Where the layout depends on what was
  /// selected there are many, which are made when one is needed.
  @inline(__always)
  mutating func child(of cell: Int) -> Int {
    let child = cells[cell].child
    return child == Plans.pending ? choose(cell) : child
  }

  @inline(never)
  private mutating func choose(_ index: Int) -> Int {
    guard case .selected(let choices) = cells[index].item.form else { return -1 }
    let elements = choices.elements
    var layouts: [(Table?, Layout)] = []
    for place in 0..<elements.count { layouts.append((elements[place].table, elements[place].layout)) }
    var position = cells[index].position + 1
    var bits = cells[index].firstBit
    bitLimit = min(64, bits + Plans.reserved)
    let child = make(layouts, column: cells[index].column, &position, &bits)
    bitLimit = 64
    cells[index].child = child
    return child
  }

  /// Finds what the names in an item mean.
  private mutating func link(_ index: Int, in siblings: Range<Int>) {
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
