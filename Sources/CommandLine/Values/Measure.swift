/// Reads quantities with a unit: durations and sizes.
package enum Measure {
  /// Reads `500ms`, `10s`, `2m`, `1h` or a bare number of seconds, with up to nine decimals; nil
  /// when the text is none, or beyond what 32 bits of seconds hold.
  package static func duration(_ text: Substring) -> Duration? {
    var number = text
    var nanoseconds: UInt64 = 1_000_000_000
    for (unit, scale) in [
      ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ] as [(String, UInt64)] where text.hasSuffix(unit) {
      number = text.dropLast(unit.utf8.count)
      nanoseconds = scale
      break
    }
    let parts = number.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let whole = decimal(first) else { return nil }
    let (total, over) = whole.multipliedReportingOverflow(by: nanoseconds)
    guard !over, total <= UInt64(UInt32.max) * 1_000_000_000 else { return nil }
    var fraction: UInt64 = 0
    if parts.count == 2 {
      guard (1...9).contains(parts[1].utf8.count), let digits = decimal(parts[1]) else { return nil }
      var scale: UInt64 = 1
      for _ in 0..<parts[1].utf8.count { scale *= 10 }
      // The product may pass 64 bits, the quotient is below `nanoseconds`.
      fraction = scale.dividingFullWidth(digits.multipliedFullWidth(by: nanoseconds)).quotient
    }
    return .nanoseconds(Int64(total + fraction))
  }

  /// Reads a number of bytes: `65536`, `64K`, `8M`, `1G` (powers of 1024); nil when the text is
  /// none or more than 2 GiB - 1, the most that a socket option holds.
  package static func bytes(_ text: Substring) -> Int? {
    var number = text
    var shift: UInt64 = 0
    switch text.last {
    case "K", "k": shift = 10
    case "M", "m": shift = 20
    case "G", "g": shift = 30
    default: break
    }
    if shift > 0 { number = text.dropLast() }
    let limit = UInt64(Int32.max)
    guard let count = decimal(number), count <= limit >> shift else { return nil }
    return Int(count << shift)
  }

  private static func decimal(_ text: Substring) -> UInt64? {
    text.hasPrefix("0x") || text.hasPrefix("0X") ? nil : WholeNumber.read(text)
  }
}
