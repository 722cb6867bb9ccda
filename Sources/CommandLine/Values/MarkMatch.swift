/// A firewall mark as a selector asks for it: `0x10`, a range of marks, or `0x10/0xff` with its mask.
package struct MarkMatch: Equatable, Sendable {
  /// The marks that match.
  package let values: NumberRange

  /// The bits that are compared; nil if none were given.
  package let mask: UInt32?

  /// Reads a number, a range, or `NUMBER/MASK`; nil when the text is none.
  package init?(_ text: Substring) {
    let limit = UInt64(UInt32.max)
    guard let slash = text.firstIndex(of: "/") else {
      guard let range = NumberRange(text, limit: limit) else { return nil }
      values = range
      mask = nil
      return
    }
    guard let value = WholeNumber.read(text[..<slash], limit: limit),
      let bits = WholeNumber.read(text[text.index(after: slash)...], limit: limit),
      let range = NumberRange(value, value)
    else { return nil }
    values = range
    mask = UInt32(truncatingIfNeeded: bits)
  }
}
