package import NetlinkWire

/// The type of a field in JSON, by the shape of its row.
package enum ValueType: Sendable, Equatable {
  /// A whole number.
  case integer
  /// A number with decimals.
  case number
  /// True or false.
  case boolean
  /// Text, words, addresses.
  case string
  /// Text, or null for none.
  case stringOrNull
  /// A name, or the number where there is none.
  case stringOrInteger
  /// Keys and values.
  case object
  /// An array of text.
  case strings
  /// An array of whole numbers.
  case integers
  /// An array of objects.
  case objects
  /// No value of its own: its keys stand in the object around.
  case none

  /// The type of a row of `shape`.
  package init(_ shape: Shape) {
    switch shape {
    case .u8, .u16, .u32, .u64, .s8, .s16, .s32, .s64, .be16, .be32, .be64, .uint, .bitNumber,
      .exported,
      .constant, .divided, .signedDivided, .secondsLeft, .optional32, .bitField, .weight, .threshold:
      self = .integer
    case .ticks, .seconds: self = .number
    case .bool, .flag, .bit, .isSent, .present, .boolIfKnown: self = .boolean
    case .lowerLink: self = .stringOrNull
    case .account: self = .stringOrInteger
    case .flags, .maskedFlags, .interfaceFlags, .systemBits, .flagsWith: self = .strings
    case .nest, .structure, .part, .selected, .selectedByFamily, .structureSince, .via, .realms:
      self = .object
    case .segments(let list): self = list == .header ? .object : .none
    case .nestInArray, .chain, .runs, .grandchildren: self = .objects
    case .parts(let table): self = table.count > 0 ? ValueType(table[0].shape).array : .objects
    case .children(let element), .repeated(let element), .packed(let element):
      switch element {
      case .u8, .u16, .u32, .u64: self = .integers
      case .string, .ipv4, .ipv6, .mac, .binary: self = .strings
      case .nest, .structure: self = .objects
      }
    case .inline, .inlineStructure, .inlineSelected, .inlineSparse, .realmKeys, .range, .hidden, .keyedFlags,
      .keyedFlagsBE, .keyedFlagsOfFamily:
      self = .none
    default: self = .string
    }
  }

  private var array: ValueType {
    switch self {
    case .integer, .integers: .integers
    case .object, .objects: .objects
    default: .strings
    }
  }

  /// Its name, as `nlctl fields` and the manual show it.
  package var word: StaticString {
    switch self {
    case .integer: "integer"
    case .number: "number"
    case .boolean: "boolean"
    case .string: "string"
    case .stringOrNull: "string or null"
    case .stringOrInteger: "string or integer"
    case .object: "object"
    case .strings: "strings"
    case .integers: "integers"
    case .objects: "objects"
    case .none: ""
    }
  }

  /// Its keywords in a JSON Schema, without the members of objects.
  var schema: String {
    switch self {
    case .integer: #""type":"integer""#
    case .number: #""type":"number""#
    case .boolean: #""type":"boolean""#
    case .string: #""type":"string""#
    case .stringOrNull: #""type":["string","null"]"#
    case .stringOrInteger: #""type":["string","integer"]"#
    case .strings: #""type":"array","items":{"type":"string"}"#
    case .integers: #""type":"array","items":{"type":"integer"}"#
    case .object, .objects, .none: ""
    }
  }
}
