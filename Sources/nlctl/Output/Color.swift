import CommandLine
import Glibc

/// When to colour: the flag over NO_COLOR over TERM=dumb over whether a person reads.
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

  /// Whether the terminal can do nothing but print.
  static var isDumb: Bool {
    guard let value = unsafe getenv("TERM") else { return true }
    return unsafe strcmp(value, "dumb") == 0
  }
}
