import CommandLine
import Glibc

/// Decides whether to use colours.
enum Color {
  /// Whether to use colours: as `--color` says; with `auto` if the output is a terminal, unless NO_COLOR is set or TERM
  /// is dumb.
  static func isWanted(_ choice: ColorChoice, on output: Output) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto: output.isTerminal && !isSet("NO_COLOR") && !isDumb
    }
  }

  /// Whether the environment variable is set and not empty.
  private static func isSet(_ name: String) -> Bool {
    guard let value = unsafe getenv(name) else { return false }
    return unsafe value[0] != 0
  }

  /// Whether the terminal has no colours.
  static var isDumb: Bool {
    guard isSet("TERM"), let value = unsafe getenv("TERM") else { return true }
    return unsafe strcmp(value, "dumb") == 0
  }
}
