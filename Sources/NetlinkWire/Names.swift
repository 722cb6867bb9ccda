/// The names of an enumeration's values: immortal and trivial, so that a row may hold them.
@usableFromInline package struct Names: Sendable, ExpressibleByDictionaryLiteral {
  /// One value and its name.
  @usableFromInline package struct Entry: Sendable {
    /// The number that the kernel sends.
    @usableFromInline package let value: UInt64
    /// How we write it.
    @usableFromInline package let name: StaticString
  }

  /// In the order of the declaration.
  @usableFromInline package let entries: Immortal<Entry>
  /// Whether the values count from 0 without a gap.
  @usableFromInline let isDense: Bool
  /// Whether the numbers are written in place of the names where the user asks for numbers.
  public private(set) var isNumbered = false

  /// The same names, in place of which the numbers are written where the user asks for numbers.
  public var numbered: Names {
    var names = self
    names.isNumbered = true
    return names
  }

  /// No names. Made once, because immortal storage is never given back.
  static let none = Names([])

  /// `[0: "unset", 1: "set"]`.
  @usableFromInline package init(dictionaryLiteral elements: (UInt64, StaticString)...) {
    self.init(elements.map { Entry(value: $0.0, name: $0.1) })
  }

  /// The names in `entries`; looked up fastest when the values count from 0 without a gap.
  package init(_ entries: [Entry]) {
    self.entries = Immortal(entries)
    isDense = entries.enumerated().allSatisfy { $0.element.value == UInt64($0.offset) }
  }

  /// The name of `value`, or nil.
  @inlinable
  package func name(of value: UInt64) -> StaticString? {
    let index = isDense ? (value < UInt64(entries.count) ? Int(value) : -1) : search(for: value)
    return index < 0 ? nil : entries[index].name
  }

  /// Where `value` stands among the entries; −1 when it has no name.
  @usableFromInline
  func search(for value: UInt64) -> Int {
    for index in 0..<entries.count where entries[index].value == value { return index }
    return -1
  }
}

/// The names of bits and bit fields: immortal and trivial.
@usableFromInline package struct Flags: Sendable, ExpressibleByDictionaryLiteral {
  /// A bit field, one of its values, and the name of that value.
  @usableFromInline package struct Entry: Sendable {
    /// Which bits are looked at.
    @usableFromInline package let mask: UInt64
    /// What they must be.
    @usableFromInline package let value: UInt64
    /// How we write it; empty for a bit that is known and never shown.
    @usableFromInline package let name: StaticString

    /// A bit field with a name for one of its values.
    package init(mask: UInt64, value: UInt64, name: StaticString) {
      self.mask = mask
      self.value = value
      self.name = name
    }
  }

  /// In the order in which they are written.
  @usableFromInline package let entries: Immortal<Entry>
  /// Every bit that some entry names.
  package let known: UInt64
  /// Whether the number 0 has a name.
  package let isZeroNamed: Bool

  /// No names.
  static let none = Flags([])

  /// `[0x1: "REORDER_HDR", 0x2: "GVRP"]`.
  @usableFromInline package init(dictionaryLiteral elements: (UInt64, StaticString)...) {
    self.init(elements.map { Entry(mask: $0.0, value: $0.0, name: $0.1) })
  }

  /// The names in `entries`, written in their order.
  package init(_ entries: [Entry]) {
    self.entries = Immortal(entries)
    known = entries.reduce(0) { $0 | $1.mask }
    isZeroNamed = entries.contains { $0.value == 0 && !$0.name.isEmpty }
  }

  /// Calls `body` with each name that `value` has, in the order in which they are written.
  @inlinable @inline(__always)
  package func forEachName(in value: UInt64, _ body: (StaticString) -> Void) {
    for index in 0..<entries.count {
      let entry = entries[index]
      if value & entry.mask == entry.value, !entry.name.isEmpty { body(entry.name) }
    }
  }

  /// The name of the entry whose mask and value are both `bits`; nil when there is none.
  @usableFromInline package func name(of bits: UInt64) -> StaticString? {
    for index in 0..<entries.count where entries[index].mask == bits && entries[index].value == bits {
      return entries[index].name
    }
    return nil
  }
}

/// The formats that one attribute selects for another: by text (a link kind) or by number.
@usableFromInline package struct Selection: Sendable {
  /// A selector's value and the table it selects.
  @usableFromInline package struct Entry: Sendable {
    /// The text that selects; empty when a number does.
    @usableFromInline package let name: StaticString
    /// The number that selects.
    package let number: UInt32
    private let deferred: Deferred<Table>
    /// The format selected, made when it is first asked for.
    package var table: Table { deferred.elements[0] }

    /// The same, if it was made already.
    package var madeTable: Table? { deferred.made?[0] }

    /// Selected by text.
    package init(_ name: StaticString, _ table: @autoclosure @escaping @Sendable () -> Table) {
      self.name = name
      number = 0
      deferred = Deferred { [table()] }
    }

    /// Selected by number.
    package init(_ number: UInt32, _ table: @autoclosure @escaping @Sendable () -> Table) {
      name = ""
      self.number = number
      deferred = Deferred { [table()] }
    }
  }

  private let deferred: Deferred<Entry>
  /// Whether the selector is text.
  package let isByName: Bool

  /// In the order of the declaration.
  @usableFromInline package var entries: Immortal<Entry> { deferred.elements }

  /// The tables that were made already.
  package var madeTables: [Table] {
    guard let entries = deferred.made else { return [] }
    return (0..<entries.count).compactMap { entries[$0].madeTable }
  }

  /// A selection among `entries`, all by text or all by number, which are made when first needed.
  package init(isByName: Bool = true, _ entries: @autoclosure @escaping @Sendable () -> [Entry]) {
    deferred = Deferred(entries)
    self.isByName = isByName
  }

  /// The table that the selector's payload asks for; nil when none fits.
  @usableFromInline func table(for selector: RawSpan) -> Table? {
    if isByName {
      let text = selector.untilNUL
      let entries = entries
      for index in 0..<entries.count where text.equals(entries[index].name) { return entries[index].table }
      return nil
    }
    return selector.unsigned.flatMap(table)
  }

  /// The table that a number asks for; nil when none fits.
  @usableFromInline func table(for number: UInt64) -> Table? {
    let entries = entries
    for index in 0..<entries.count where UInt64(entries[index].number) == number {
      return entries[index].table
    }
    return nil
  }
}

extension StaticString {
  /// Whether it has no characters.
  @inlinable package var isEmpty: Bool { utf8CodeUnitCount == 0 }

  /// A copy of the characters.
  package var array: [UInt8] {
    var bytes: [UInt8] = []
    bytes.write(self)
    return bytes
  }
}
