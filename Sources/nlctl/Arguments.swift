import CommandLine
import NetlinkCore

/// The words of the command line.
enum Arguments {
  /// The words as text. One that is no UTF-8 is refused: it would be taken for the name of something else.
  static func text(_ words: [[UInt8]]) throws(UsageError) -> [String] {
    var arguments: [String] = []
    for bytes in words {
      guard let word = String(validating: bytes, as: UTF8.self) else {
        throw UsageError("argument '\(String(decoding: bytes, as: UTF8.self))' is not valid UTF-8", path: "")
      }
      arguments.append(word)
    }
    return arguments
  }
}
