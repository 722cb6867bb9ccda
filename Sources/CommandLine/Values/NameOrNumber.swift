/// A value that has a number and may have a name: a table, a protocol, a scope, a device group.
///
/// The number of a name is looked up later, in files such as `/etc/iproute2/rt_tables`, which the parser does not read.
package enum NameOrNumber: Equatable, Sendable {
  /// A name as typed.
  case name(String)

  /// A number, which was typed in decimal or hexadecimal.
  case number(UInt32)

  /// Reads a number up to `limit`, else a name; nil for an empty word, a number greater than `limit`, or a word that
  /// only looks like a number (`0x`, `12ab`).
  package init?(_ text: Substring, limit: UInt32 = .max) {
    guard let first = text.utf8.first else { return nil }
    if let number = WholeNumber.read(text, limit: UInt64(limit)) {
      self = .number(UInt32(truncatingIfNeeded: number))
    } else if first >= UInt8(ascii: "0"), first <= UInt8(ascii: "9"), !NameOrNumber.isName(text) {
      return nil
    } else if first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      return nil
    } else {
      self = .name(String(text))
    }
  }

  /// Whether a word that begins with a digit can only be a name: it has a character that is neither a hexadecimal digit
  /// nor a dot.
  private static func isName(_ text: Substring) -> Bool {
    if text.hasPrefix("0x") || text.hasPrefix("0X") { return false }
    return text.utf8.contains { WholeNumber.hexadecimal($0) == nil && $0 != UInt8(ascii: ".") }
  }
}
