/// Reads whole numbers: decimal, or hexadecimal after `0x`, without a sign or blanks.
package enum WholeNumber {
  /// The number that `text` spells if it is at most `limit`, else nil.
  package static func read(_ text: Substring, limit: UInt64 = .max) -> UInt64? {
    var digits = text.utf8[...]
    var radix: UInt64 = 10
    if text.hasPrefix("0x") || text.hasPrefix("0X") {
      digits = digits.dropFirst(2)
      radix = 16
    }
    guard !digits.isEmpty else { return nil }
    var number: UInt64 = 0
    for byte in digits {
      guard let digit = hexadecimal(byte), digit < radix else { return nil }
      let (scaled, over) = number.multipliedReportingOverflow(by: radix)
      let (sum, carried) = scaled.addingReportingOverflow(digit)
      guard !over, !carried, sum <= limit else { return nil }
      number = sum
    }
    return number
  }

  /// The value of one hexadecimal digit, or nil.
  package static func hexadecimal(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
