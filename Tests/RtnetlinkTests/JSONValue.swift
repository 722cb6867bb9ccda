import Foundation

/// A JSON document as a tree: true is not 1, and 1 is not "1".
enum JSONValue: Decodable, Equatable {
  case null
  case boolean(Bool)
  case unsigned(UInt64)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Swift.Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let boolean = try? value.decode(Bool.self) {
      self = .boolean(boolean)
    } else if let number = try? value.decode(UInt64.self) {
      self = .unsigned(number)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let string = try? value.decode(String.self) {
      self = .string(string)
    } else if let array = try? value.decode([JSONValue].self) {
      self = .array(array)
    } else {
      self = .object(try value.decode([String: JSONValue].self))
    }
  }

  init(_ text: some StringProtocol) throws {
    self = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
  }

  /// The member of an object; nil for anything else.
  subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { return members[key] }
    return nil
  }

  /// The elements of an array; none for anything else.
  var elements: [JSONValue] {
    if case .array(let elements) = self { return elements }
    return []
  }

  /// Where `other` lacks or contradicts what is said here; members that only `other` has are no
  /// difference.
  func differences(from other: JSONValue, _ path: String = "") -> [String] {
    guard case .object(let members) = self, case .object(let others) = other else {
      return self == other ? [] : ["\(path): \(self) is wanted, \(other) is there"]
    }
    return members.sorted { $0.key < $1.key }.flatMap { key, value in
      others[key].map { value.differences(from: $0, "\(path).\(key)") } ?? ["\(path).\(key) is missing"]
    }
  }
}
