import Synchronization

/// How an object reads as one line of text: which of its rows, in which order, behind which words.
///
/// Data beside the table it is for. Rows are named by their key, within the nest that the layout is
/// for. A handle: trivial and immortal, as tables are.
@usableFromInline package struct Layout: Sendable {
  /// In the order of the line.
  package let items: Immortal<Item>
  /// The keys whose counters are shown when counters are asked for; empty for all there are.
  package let counters: Immortal<StaticString>
  /// The keys that are shown only where everything is asked for, because they do not concern this kind of object.
  package let remote: Immortal<StaticString>
  /// A number of its own among all layouts, from 0.
  @usableFromInline package let serial: Int

  /// A line of `items`. Items of the same key are tried in their order, the first that fits is shown.
  package init(_ items: [Item], counters: [StaticString] = [], remote: [StaticString] = []) {
    self.items = Immortal(items)
    self.counters = Immortal(counters)
    self.remote = Immortal(remote)
    serial = Layout.serials.wrappingAdd(1, ordering: .relaxed).oldValue
  }

  private static let serials = Atomic<Int>(0)

  /// The role of a value in its line, from which its colour follows.
  package enum Role: UInt8, Sendable {
    /// Nothing special.
    case plain
    /// The name of a device.
    case name
    /// An address.
    case address
    /// A state to be content with.
    case good
    /// A state that asks for a look.
    case bad
  }

  /// What is written of a row.
  package enum Form: Sendable {
    /// The word before, and the value.
    case value
    /// The word alone, when the value is true, is there, or is not 0.
    case mark
    /// The number where the value is a name.
    case number
    /// The number in hexadecimal, after `0x`.
    case hexadecimal
    /// The bytes in hexadecimal, after nothing.
    case bareOctets
    /// What the layout of the nest says.
    case nest(Layout)
    /// What the layout of the table says that the nest was selected to have.
    case selected(Deferred<Choice>)
    /// What the layout says of each member of an array, with the item's word before each.
    case each(Layout)
    /// A destination: the IPv6 default is `::/0` unless one of the items in `unless` is shown.
    case destination
    /// The last of the bits that are set, alone, because it says more than those before it.
    case last
    /// Nothing of its own. The name of each bit is the key of a row of this nest that came before; the word `lock`
    /// is put before that row's value, except for names among the item's words.
    case locks
  }

  /// When a value is worth a word.
  package enum Test: Sendable {
    /// Whenever it is there.
    case always
    /// When it is another number.
    case unlike(UInt64)
    /// When it is a larger number.
    case above(UInt64)
    /// When it is a smaller number, and not 0.
    case below(UInt64)
    /// When it is this number.
    case only(UInt64)
    /// When it is another word.
    case unlikeWord(StaticString)
    /// When it is a number that has a name, which is shown.
    case named
    /// When it is text other than the name of the object's device.
    case unlikeDevice
  }

  /// A word that stands for one of the row's words, and its role.
  package struct Word: Sendable {
    @usableFromInline let from: StaticString
    /// What is written; empty for nothing.
    package let to: StaticString
    /// The role of what is written.
    package let role: Role

    /// Writes `to` where the row says `from`.
    package init(_ from: StaticString, _ to: StaticString, _ role: Role = .plain) {
      self.from = from
      self.to = to
      self.role = role
    }

    /// The row's own word, with the same role.
    package var unchanged: Word { Word(from, from, role) }

    /// Whether this is the word for `word`.
    @inlinable
    package func fits(_ word: StaticString) -> Bool { from.equals(word) }

    /// Whether this is the word for that text.
    package func fits(_ text: RawSpan) -> Bool { text.equals(from) }

    /// How many bytes the row's word has.
    package var length: Int { from.utf8CodeUnitCount }
  }

  /// A table that a nest may be selected to have, and how that one reads.
  package struct Choice: Sendable {
    /// The table.
    package let table: Table
    /// How it reads.
    package let layout: Layout

    /// The layout for `table`.
    package init(_ table: Table, _ layout: Layout) {
      self.table = table
      self.layout = layout
    }
  }
}

extension Table {
  /// Whether `row` is one of its rows.
  package func contains(_ row: Row) -> Bool {
    count > 0 && row.serial >= self[0].serial && row.serial < self[0].serial + count
  }
}
