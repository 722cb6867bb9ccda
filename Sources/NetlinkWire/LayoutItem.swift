extension Layout {
  /// One row's place in a line.
  package struct Item: Sendable {
    /// The row's key within its nest.
    package let key: StaticString
    /// The name by which other items refer to this one; the key unless another was given.
    @usableFromInline package let name: StaticString
    /// The word before the value; may be empty.
    package let lead: StaticString
    /// What follows the value without a blank: a unit.
    package let unit: StaticString
    /// The role of the value, from which its colour follows.
    package let role: Role
    /// The aligned column it stands in, from 1; 0 for the tail, where nothing is aligned.
    package let column: UInt8
    /// What is written.
    package let form: Form
    /// When it is written.
    package let test: Test
    /// Words that are written in place of the row's own.
    package let words: Immortal<Word>
    /// Whether only values that `words` has a word for are written.
    package let isOnlyWords: Bool
    /// Whether it follows what stands before it without a blank.
    package let isJoined: Bool
    /// Whether it is left out where the line would be wider than the terminal; the last of the line goes first.
    package let isExtra: Bool
    /// Whether the word before the value is left out where the columns are wider than the terminal.
    package let isLeadExtra: Bool
    /// The greatest width, in cells, of the value in its column; a wider one stands in the tail. 0 for no limit.
    package let limit: UInt8
    /// Whether it ends at the right edge of its column, as numbers do.
    package let isRight: Bool
    /// The character between the members of an array.
    package let separator: UInt8
    /// The address family it is for; 0 for all.
    package let family: UInt8
    /// The name of an item without which it is not shown; empty for no condition.
    package let needs: StaticString
    /// The names of items beside which it is not shown.
    package let unless: Immortal<StaticString>

    /// The place of the row `key`.
    package init(
      _ key: StaticString, _ lead: StaticString = "", _ role: Role = .plain, column: UInt8 = 0,
      name: StaticString = "", form: Form = .value, when test: Test = .always, unit: StaticString = "",
      words: [Word] = [], isOnlyWords: Bool = false, isJoined: Bool = false, isRight: Bool = false,
      isExtra: Bool = false, isLeadExtra: Bool = false,
      limit: UInt8 = 0, separator: UInt8 = UInt8(ascii: ","), family: UInt8 = 0, needs: StaticString = "",
      unless: [StaticString] = []
    ) {
      self.key = key
      self.name = name.isEmpty ? key : name
      self.lead = lead
      self.unit = unit
      self.role = role
      self.column = column
      self.form = form
      self.test = test
      self.words = Immortal(words)
      self.isOnlyWords = isOnlyWords
      self.isJoined = isJoined
      self.isRight = isRight
      self.isExtra = isExtra
      self.isLeadExtra = isLeadExtra
      self.limit = limit
      self.separator = separator
      self.family = family
      self.needs = needs
      self.unless = Immortal(unless)
    }

    /// A word that stands for the row being true or there.
    package static func mark(
      _ key: StaticString, _ word: StaticString, _ role: Role = .plain, column: UInt8 = 0,
      isExtra: Bool = false
    ) -> Item {
      Item(key, word, role, column: column, form: .mark, isExtra: isExtra)
    }

    /// A nest that reads as `items` behind `lead`.
    package static func nest(
      _ key: StaticString, _ lead: StaticString = "", column: UInt8 = 0, isExtra: Bool = false,
      unless: [StaticString] = [], _ items: [Item]
    ) -> Item {
      Item(key, lead, column: column, form: .nest(Layout(items)), isExtra: isExtra, unless: unless)
    }

    /// An array whose members each read as `items` behind `lead`.
    package static func each(
      _ key: StaticString, _ lead: StaticString = "", column: UInt8 = 0,
      separator: UInt8 = UInt8(ascii: " "), unless: [StaticString] = [], _ items: [Item]
    ) -> Item {
      Item(
        key, lead, column: column, form: .each(Layout(items)), separator: separator, unless: unless)
    }
  }
}
