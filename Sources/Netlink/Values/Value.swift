/// The value of a field as a tree, with the same names and types as JSON has.
///
/// Immutable; thread-safe. Printed, text is written as it is and everything else as JSON. OVS: none.
public enum Value: Sendable, Hashable {
  /// JSON's `null`: the kernel says that there is nothing.
  case null
  /// True or false.
  case boolean(Bool)
  /// A whole number.
  case integer(Int64)
  /// A whole number that is too large for `Int64`, such as a counter may be.
  case unsigned(UInt64)
  /// A number with decimals, such as a time in seconds.
  case decimal(Double)
  /// Text: words, names, addresses, bytes in hexadecimal.
  case text(String)
  /// Several values, in the kernel's order.
  case array([Value])
  /// Members, in the order in which they are shown.
  case object([Member])

  /// One member of an object.
  public struct Member: Sendable, Hashable {
    /// Its key, such as `mtu`.
    public var key: String
    /// Its value.
    public var value: Value

    /// Puts a key and its value together.
    public init(key: String, value: Value) {
      self.key = key
      self.value = value
    }
  }

  /// The value at a path of keys with dots between, such as `linkinfo.info_data.id`; nil when there is none.
  ///
  /// A key is looked up in every member of an array: `nexthops.dev` is an array of the devices of all next hops.
  public subscript(path: String) -> Value? {
    value(at: path.split(separator: ".", omittingEmptySubsequences: false)[...])
  }

  private func value(at keys: ArraySlice<Substring>) -> Value? {
    guard let key = keys.first else { return self }
    switch self {
    case .object(let members):
      return members.first { $0.key == key }?.value.value(at: keys.dropFirst())
    case .array(let elements):
      let found = elements.compactMap { $0.value(at: keys) }
      return found.isEmpty ? nil : .array(found)
    case .null, .boolean, .integer, .unsigned, .decimal, .text: return nil
    }
  }

  /// The number, where it is a whole number that fits an `Int`; else nil.
  public var int: Int? { if case .integer(let number) = self { Int(exactly: number) } else { nil } }

  /// The number, where it is a whole number and not negative; else nil.
  public var uint64: UInt64? {
    switch self {
    case .integer(let number): UInt64(exactly: number)
    case .unsigned(let number): number
    default: nil
    }
  }

  /// The number, whole or with decimals; else nil. Where a `Double` cannot hold it, the nearest that it can.
  public var double: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .unsigned(let number): Double(number)
    case .decimal(let number): number
    default: nil
    }
  }

  /// The truth value, where it is one; else nil.
  public var bool: Bool? { if case .boolean(let value) = self { value } else { nil } }

  /// The text, where it is one; else nil.
  public var string: String? { if case .text(let text) = self { text } else { nil } }

  /// The elements of an array; empty for anything else.
  public var elements: [Value] { if case .array(let elements) = self { elements } else { [] } }

  /// The members of an object; empty for anything else.
  public var members: [Member] { if case .object(let members) = self { members } else { [] } }
}

extension Value: CustomStringConvertible {
  /// Text as it is, everything else as JSON.
  public var description: String { if case .text(let text) = self { text } else { json() } }

  /// The value as JSON, in one line.
  public func json() -> String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .integer(let number): String(number)
    case .unsigned(let number): String(number)
    case .decimal(let number): "\(number)"
    case .text(let text): Value.quoted(text)
    case .array(let elements): "[" + elements.map { $0.json() }.joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { "\(Value.quoted($0.key)):\($0.value.json())" }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension Value: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral {
  /// A whole number.
  public init(integerLiteral value: Int64) { self = .integer(value) }
  /// Text.
  public init(stringLiteral value: String) { self = .text(value) }
  /// True or false.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
}
