import CommandLine
import Glibc

/// Whether to use colours: decided by `--color`, else by NO_COLOR, else by TERM=dumb, else by whether the
/// output is a terminal.
enum Color {
  static func isWanted(_ choice: ColorChoice, on output: Output) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto: output.isTerminal && !isSet("NO_COLOR") && !isDumb
    }
  }

  private static func isSet(_ name: String) -> Bool {
    guard let value = unsafe getenv(name) else { return false }
    return unsafe value[0] != 0
  }

  /// Whether the terminal has no colours.
  static var isDumb: Bool {
    guard let value = unsafe getenv("TERM") else { return true }
    return unsafe strcmp(value, "dumb") == 0
  }
}
