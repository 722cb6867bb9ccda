import CommandLine
import NetlinkCore

/// The words of the command line.
enum Arguments {
  /// What Swift puts in the place of bytes that are no UTF-8.
  private static let replacement: Unicode.Scalar = "\u{FFFD}"

  /// Refuses an argument whose bytes are no UTF-8: it would be taken for the name of something else.
  static func check(_ arguments: [String]) throws(UsageError) {
    // The character may also have been typed.
    guard let odd = arguments.first(where: { $0.unicodeScalars.contains(replacement) }),
      let bytes = Files.contents(of: "/proc/self/cmdline"), String(validating: bytes, as: UTF8.self) == nil
    else { return }
    throw UsageError("argument '\(odd)' is not valid UTF-8", path: "")
  }
}
