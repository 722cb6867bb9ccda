import CommandLine
import NetlinkCore

/// The exit statuses. The numbers must not change, because scripts depend on them.
enum ExitStatus: Int32, Comparable {
  /// Answered, even if no object matched the selectors.
  case answered = 0
  /// The kernel refused, a named object does not exist, the output could not be written, or time ran out.
  case failed = 1
  /// The command line was not understood.
  case usage = 2
  /// Answered, but known to be incomplete.
  case incomplete = 3

  static func < (one: ExitStatus, other: ExitStatus) -> Bool { one.rawValue < other.rawValue }
}

/// An error that ends a command: a message for standard error, and the exit status.
struct Failure: Error {
  /// One line without the program's name; nil for none.
  let message: String?
  /// The status to exit with.
  let status: ExitStatus
  /// A second line, with advice.
  let hint: String?
  /// Whether a device or table that was named does not exist; it may in another namespace.
  let isAbsence: Bool
  /// Whether the kernel had not answered in time.
  var isSilence = false

  init(
    _ message: String?, _ status: ExitStatus = .failed, hint: String? = nil, isAbsence: Bool = false
  ) {
    self.message = message
    self.status = status
    self.hint = hint
    self.isAbsence = isAbsence
  }

  /// The failure for an error of the kernel, or of asking it.
  init(_ error: NetlinkError, _ subject: String, isAbsence: Bool = false) {
    self.init(Words.of(error, subject), isAbsence: isAbsence)
    isSilence = error.isSilence
  }

  /// The reader of the output is gone, which is no error.
  static let readerGone = Failure(nil, .answered)

  /// No device has the name that was given.
  static func noDevice(_ name: String, hint: String? = nil) -> Failure {
    Failure("link \(name): no such device (ENODEV)", hint: hint, isAbsence: true)
  }
}

/// Messages on standard error.
enum Diagnostics {
  /// Writes one line to standard error.
  static func complain(_ message: String) {
    try? Output.error.write("nlctl: \(UsageError.visible(message))\n")
  }
}
