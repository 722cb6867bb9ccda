import CommandLine

/// How the program ends. Frozen: scripts depend on the numbers.
enum ExitStatus: Int32, Comparable {
  /// Answered, also when a selector matched nothing.
  case answered = 0
  /// The kernel refused, a named object is not there, the output could not be written, time ran out.
  case failed = 1
  /// The command line was not understood.
  case usage = 2
  /// Answered, but known to be incomplete.
  case incomplete = 3

  static func < (one: ExitStatus, other: ExitStatus) -> Bool { one.rawValue < other.rawValue }
}

/// What ends a command early: a message for stderr and a status.
struct Failure: Error {
  /// One line without the program's name; nil when there is nothing to say.
  let message: String?
  /// The status to exit with.
  let status: ExitStatus
  /// A second line, with advice.
  let hint: String?

  init(_ message: String?, _ status: ExitStatus = .failed, hint: String? = nil) {
    self.message = message
    self.status = status
    self.hint = hint
  }

  /// Nobody reads the output any more: not an error, and nothing to say.
  static let readerGone = Failure(nil, .answered)
}

/// Messages on standard error.
enum Diagnostics {
  /// Writes one line to standard error.
  static func complain(_ message: String) {
    try? Output.error.write("nlctl: \(UsageError.visible(message))\n")
  }
}
