import CommandLine
import NetlinkCore

/// The words of the command line.
enum Arguments {
  /// Where the kernel shows them. `CommandLine.arguments` reads this file, too, but is empty where there is none, and
  /// replaces bytes that are no UTF-8.
  private static let file = "/proc/self/cmdline"

  /// The words after the program's name; nil where they cannot be read. Bytes that are no UTF-8 are escaped, as names are
  /// in text; a word with such bytes that cannot be escaped is refused.
  static func read() throws(UsageError) -> (words: [String], escaped: [String])? {
    guard let text = Files.contents(of: file, limit: .max) else { return nil }
    var arguments: [String] = []
    var escaped: [String] = []
    // Each word ends with a NUL.
    for bytes in text.split(separator: 0, omittingEmptySubsequences: false).dropLast().dropFirst() {
      if let word = String(validating: bytes, as: UTF8.self) {
        arguments.append(word)
        continue
      }
      guard let word = NameEscape.escaped(Array(bytes)) else {
        throw UsageError("argument '\(String(decoding: bytes, as: UTF8.self))' is not valid UTF-8", path: "")
      }
      arguments.append(word)
      escaped.append(word)
    }
    return (arguments, escaped)
  }

  /// The error message if the file cannot be read.
  static let unreadable = "the command line cannot be read: /proc is not mounted"
}
