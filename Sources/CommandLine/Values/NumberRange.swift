/// A closed range of whole numbers, as a selector asks for it: `1500`, `1400..1500`, `9000..`, `..68`.
///
/// A single number is the range of that number alone. Bounds are inclusive and never negative.
@usableFromInline package struct NumberRange: Equatable, Sendable {
  /// The smallest number that matches.
  @usableFromInline package let lower: UInt64

  /// The largest number that matches.
  @usableFromInline package let upper: UInt64

  /// The range from `lower` to `upper`, both included; nil when it would be empty.
  package init?(_ lower: UInt64, _ upper: UInt64) {
    guard lower <= upper else { return nil }
    self.lower = lower
    self.upper = upper
  }

  /// Reads a range whose numbers are at most `limit`; nil if the text is none.
  ///
  /// An open end reaches to 0 or to `limit`. Numbers are decimal, or hexadecimal after `0x`.
  package init?(_ text: Substring, limit: UInt64) {
    guard let dots = text.firstPair(of: ".") else {
      guard let number = WholeNumber.read(text, limit: limit) else { return nil }
      self.init(number, number)
      return
    }
    let before = text[..<dots]
    let after = text[text.index(dots, offsetBy: 2)...]
    guard !before.isEmpty || !after.isEmpty else { return nil }
    guard let lower = before.isEmpty ? 0 : WholeNumber.read(before, limit: limit),
      let upper = after.isEmpty ? limit : WholeNumber.read(after, limit: limit)
    else { return nil }
    self.init(lower, upper)
  }

  /// The number, if the range has only one; else nil.
  package var single: UInt64? { lower == upper ? lower : nil }

  /// Whether `number` lies within.
  @inlinable
  package func contains(_ number: UInt64) -> Bool { lower <= number && number <= upper }
}
