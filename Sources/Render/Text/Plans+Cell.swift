internal import NetlinkWire

extension Plans {
  /// An item of a layout, ready for use.
  struct Cell {
    let phrase: Phrase
    let items: Immortal<Layout.Item>
    let index: Int
    /// The table that the row must be of, where the layout is chosen by table.
    let table: Table?
    /// Its place in the line, from 0.
    let position: Int
    /// The column it stands in: its own, or that of the nest around.
    var column = 0
    /// The width up to which it may widen the column; 0 for any width. Its own limit, or that of the nest around.
    var limit = 0
    /// Whether it is left out if the line does not fit.
    var isExtra = false
    /// The next cell for the same row; −1 when there is none.
    var next = -1
    /// The plan of the nest; −1 if the value is not a nest, `pending` if the plan is not made yet.
    var child = -1
    /// The first of the bits that are reserved for a plan that is not made yet.
    var firstBit = 0
    /// Its own bit, if conditions refer to it; 0 for other cells, and once all 64 bits are taken.
    var bit: UInt64 = 0
    /// The bits of the cells that hide it when they are shown, and of those that it hides.
    var hiders: UInt64 = 0
    var hides: UInt64 = 0
    /// The `hiders`; none for a destination, which is shown in any case.
    var blockers: UInt64 = 0
    /// The bits of the cells of which one must be shown already; 0 for no condition.
    var needs: UInt64 = 0
    /// The bits of all cells within.
    var inner: UInt64 = 0
    /// From here on, copies of what the item says, which is too large to be copied for each value.
    /// What has to be checked before the cell is shown.
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
    let hasConditions: Bool
    let keyLength: Int
    let isDestination: Bool
    let role: Layout.Role
    let isJoined: Bool
    let isMark: Bool
    /// Whether it puts a word before the values of other rows.
    let isLock: Bool
    /// Whether only the last of several names is shown.
    let isLast: Bool
    let hasUnit: Bool
    /// Whether other words than the value's own may be written.
    let hasWords: Bool
    /// Whether it is only its phrase and a value: no other words, no colour, no unit, not joined.
    let isBare: Bool
    /// Whether its hiders are its only condition, and it has no other words and no colour.
    let isSimple: Bool

    /// Checks before a cell is shown; empty for none.
    struct Gate: OptionSet {
      let rawValue: UInt8
      /// The family, or whether other cells are shown.
      static let others = Gate(rawValue: 1)
      /// What the value is.
      static let value = Gate(rawValue: 2)
      /// Which word it is.
      static let word = Gate(rawValue: 4)
    }

    /// A `Layout.Test` without its operand.
    enum Test: UInt8 { case always, unlike, above, below, only, unlikeWord, named, unlikeDevice }

    var item: Layout.Item { items[index] }

    /// Whether one of the two may hide the other, need it, or be of the same row: a quick check before the exact ones.
    func mayConcern(_ other: Cell) -> Bool {
      bit != 0 || other.bit != 0 || other.hasNeeds || hasConditions || other.hasConditions
        || keyLength == other.keyLength
    }

    init(_ items: Immortal<Layout.Item>, _ index: Int, table: Table?, position: Int, isColored: Bool) {
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
      case .below(let other): (test, number) = (.below, other)
      case .only(let other): (test, number) = (.only, other)
      case .unlikeWord(let other): (test, word) = (.unlikeWord, other)
      case .named: test = .named
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
      // A layout's word that is the value's own only has a colour.
      let areOther = (0..<item.words.count).contains { isColored || !item.words[$0].fits(item.words[$0].to) }
      hasWords = areOther || item.isOnlyWords
      if case .mark = item.form { isMark = true } else { isMark = false }
      if case .locks = item.form { isLock = true } else { isLock = false }
      if case .last = item.form { isLast = true } else { isLast = false }
      var isBare =
        !hasWords && item.unit.isEmpty && (item.role == .plain || !isColored)
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
}
