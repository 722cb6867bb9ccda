internal import NetlinkWire

extension Match.Test {
  var isPresence: Bool {
    if case .present = self { return true }
    return false
  }

  var isAbsence: Bool {
    if case .absent = self { return true }
    return false
  }

  func holds(number: UInt64) -> Bool {
    switch self {
    case .present: true
    case .bits(let mask): number & mask != 0
    case .masked(let mask, let value): number & mask == value
    case .range(let low, let high): low <= number && number <= high
    case .interfaces(let indexes): UInt32(exactly: number).map(indexes.contains) ?? false
    case .interface(let function): UInt32(exactly: number).map { function($0) } ?? false
    case .anyOf(let many): many.holds(number: number)
    default: false
    }
  }

  func holds(bits: UInt64) -> Bool {
    switch self {
    case .present: true
    case .bits(let mask): bits & mask != 0
    case .masked(let mask, let value): bits & mask == value
    case .anyOf(let many): many.holds(bits: bits)
    default: false
    }
  }

  func holds(interface: UInt32) -> Bool { interface == 0 ? false : holds(number: UInt64(interface)) }

  func holds(text: [UInt8]) -> Bool {
    switch self {
    case .present: true
    case .word(let word): word.elementsEqual(text) { Match.Test.lower($0) == Match.Test.lower($1) }
    case .text(let function): function(text)
    case .anyOf(let many): many.holds(text: text)
    default: false
    }
  }

  /// The byte in lower case, and `-` for `_`, so that words can be compared.
  package static func lower(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte == UInt8(ascii: "_") ? UInt8(ascii: "-") : byte
  }

  func holds(octets: [UInt8]) -> Bool {
    switch self {
    case .present: true
    case .octets(let wanted): wanted == octets
    case .anyOf(let many): many.holds(octets: octets)
    default: false
    }
  }

  func holds(labels: [UInt8]) -> Bool {
    switch self {
    case .label(let wanted): Match.Test.label(labels) == wanted
    case .anyOf(let many): many.holds(labels: labels)
    default: holds(octets: labels)
    }
  }

  /// The label of a stack of one; nil for any other stack.
  static func label(_ stack: [UInt8]) -> UInt32? {
    stack.count == 4 ? stack.prefix(3).reduce(0) { $0 << 8 | UInt32($1) } >> 4 : nil
  }

  func holds(address: [UInt8]) -> Bool {
    switch self {
    case .within(let prefix, let length):
      prefix.isEmpty || (prefix.count == address.count && Match.Test.agree(prefix, address, length))
    case .anyOf(let many): many.holds(address: address)
    default: holds(octets: address)
    }
  }

  /// Whether the test compares the names of flags.
  var asksForWords: Bool {
    switch self {
    case .word, .text: true
    case .anyOf(let many): many.asksForWords
    default: false
    }
  }

  /// Whether the test depends on the beginning of the header.
  var asksForHead: Bool {
    switch self {
    case .selects: true
    case .anyOf(let many): many.asksForHead
    default: false
    }
  }

  /// Whether the prefix of a rule lies within the one asked for. `address` is empty if the rule has none, and `head` is
  /// the beginning of the rule's header.
  func selects(_ address: [UInt8], _ head: UInt32) -> Bool {
    if case .anyOf(let many) = self { return many.selects(address, head) }
    guard case .selects(let prefix, let wanted, let place) = self else { return false }
    let length = Int(head >> UInt32(8 * place) & 0xff)
    if prefix.isEmpty { return true }
    if wanted == 0 { return prefix.count == Match.Test.addressSize(ofFamilyIn: head) }
    return prefix.count == address.count && length >= wanted && Match.Test.agree(prefix, address, wanted)
  }

  func holds(destination: [UInt8], length: Int, host: Int) -> Bool {
    // A default destination has no bytes; `host` tells the size of an address of its family.
    let address = destination.isEmpty ? [UInt8](repeating: 0, count: host / 8) : destination
    switch self {
    case .present: return true
    case .inside(let prefix, let wanted):
      return prefix.isEmpty
        || (prefix.count == address.count && length >= wanted && Match.Test.agree(prefix, address, wanted))
    case .contains(let prefix, let wanted):
      return prefix.isEmpty
        ? length == 0
        : prefix.count == address.count && length <= wanted && Match.Test.agree(prefix, address, length)
    case .exactly(let prefix, let wanted):
      return prefix.isEmpty
        ? length == 0
        : prefix.count == address.count && length == wanted && Match.Test.agree(prefix, address, wanted)
    case .range(let low, let high): return low <= UInt64(length) && UInt64(length) <= high
    case .within: return holds(address: address)
    case .anyOf(let many): return many.holds(destination: destination, address, length: length, host: host)
    default: return false
    }
  }

  /// The size of an address of the family with which a header begins; 0 for other families than those of IP.
  static func addressSize(ofFamilyIn head: UInt32) -> Int {
    switch UInt8(truncatingIfNeeded: head) {
    case Family.inet: 4
    case Family.inet6: 16
    default: 0
    }
  }

  /// Whether the first `length` bits are the same; both must have as many.
  static func agree(_ one: [UInt8], _ other: [UInt8], _ length: Int) -> Bool {
    for index in 0..<(length / 8) where one[index] != other[index] { return false }
    let rest = length % 8
    if rest == 0 { return true }
    let mask = UInt8(truncatingIfNeeded: 0xff00 >> rest)
    return one[length / 8] & mask == other[length / 8] & mask
  }
}
