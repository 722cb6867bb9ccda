/// A value of a field, by which objects are sorted. Numbers come before addresses, and these before text.
package enum SortKey: Equatable {
  case number(Int128)
  /// An address or other bytes.
  case bytes([UInt8])
  case text([UInt8])
  /// The object has no such value.
  case absent

  package static func < (one: SortKey, other: SortKey) -> Bool {
    switch (one, other) {
    case (.number(let first), .number(let second)): first < second
    case (.bytes(let first), .bytes(let second)):
      first.count == second.count ? first.lexicographicallyPrecedes(second) : first.count < second.count
    case (.text(let first), .text(let second)): precedes(first, second)
    default: one.rank < other.rank
    }
  }

  private var rank: Int {
    switch self {
    case .number: 0
    case .bytes: 1
    case .text: 2
    case .absent: 3
    }
  }

  /// Whether one text comes before the other. Digits are compared as numbers, so that eth2 comes before eth10.
  package static func precedes(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    var (first, second) = (one[...], other[...])
    while let left = first.first, let right = second.first {
      if isDigit(left), isDigit(right) {
        let (a, b) = (number(&first), number(&second))
        if a.count != b.count { return a.count < b.count }
        if a != b { return a.lexicographicallyPrecedes(b) }
      } else {
        if left != right { return left < right }
        first = first.dropFirst()
        second = second.dropFirst()
      }
    }
    if first.isEmpty != second.isEmpty { return first.isEmpty }
    return one.lexicographicallyPrecedes(other)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Removes the digits at the front, and returns them without leading zeros.
  private static func number(_ text: inout ArraySlice<UInt8>) -> [UInt8] {
    let digits = text.prefix { isDigit($0) }
    text = text.dropFirst(digits.count)
    return Array(digits.drop { $0 == 0x30 })
  }
}
