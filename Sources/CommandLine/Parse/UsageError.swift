/// An error in the command line. Nothing was executed; the exit status is 2.
package struct UsageError: Error, Equatable, Sendable {
  /// What is wrong: lower case, one line, no full stop.
  package let message: String

  /// The words of the command whose help is recommended; empty for `nlctl` itself.
  package let path: String

  /// The whole text, if it is not made of the message.
  private let whole: String?

  /// An error about the command of these words.
  package init(_ message: String, path: String) {
    self.message = UsageError.visible(message)
    self.path = path
    whole = nil
  }

  /// What `nlctl` without arguments prints: the short help instead of a message.
  init(shortHelp: String) {
    message = "a command is expected"
    path = ""
    whole = shortHelp
  }

  /// What to print on standard error, with line ends.
  package var text: String {
    if let whole { return whole }
    let help = path.isEmpty ? "nlctl --help" : "nlctl \(path) --help"
    return "nlctl: \(message)\nTry '\(help)'.\n"
  }

  /// The message in one line: control characters in it are escaped.
  package static func visible(_ message: String) -> String {
    guard message.unicodeScalars.contains(where: isControl) else { return message }
    var line = ""
    for scalar in message.unicodeScalars {
      if isControl(scalar) {
        let digits = String(scalar.value, radix: 16)
        line += "\\x" + (digits.utf8.count == 1 ? "0" : "") + digits
      } else {
        line.unicodeScalars.append(scalar)
      }
    }
    return line
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
  }
}
