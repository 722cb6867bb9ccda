/// For each number from 0 to 999: its digits in the low three bytes, and how many there are in the fourth.
let digitTable = Immortal<UInt32>(count: 1000) { index in
  let value = UInt32(truncatingIfNeeded: index)
  let (hundreds, tens, ones) = (48 + value / 100, 48 + value / 10 % 10, 48 + value % 10)
  if value < 10 { return ones | 1 << 24 }
  if value < 100 { return tens | ones << 8 | 2 << 24 }
  return hundreds | tens << 8 | ones << 16 | 3 << 24
}

extension GrowingBytes {
  /// Appends a number below 1000; the caller has reserved eight bytes.
  @inlinable @inline(__always)
  mutating func small(_ value: Int) {
    let packed = digits[value]
    store(UInt64(packed), length: Int(packed >> 24))
  }

  /// Appends `value` in decimal; the caller has reserved 24 bytes.
  @inlinable @inline(__always)
  package mutating func put(decimal value: UInt64) {
    if value < 1000 { return small(Int(truncatingIfNeeded: value)) }
    large(value)
  }

  /// Appends `value` in decimal.
  @inlinable @inline(__always)
  package mutating func decimal(_ value: UInt64) {
    reserve(24)
    if value < 1000 { return small(Int(truncatingIfNeeded: value)) }
    large(value)
  }

  @usableFromInline @inline(never)
  mutating func large(_ value: UInt64) {
    if value < 100_000_000 { return store(value, leastDigits: 1) }
    put(decimal: value / 100_000_000)
    store(value % 100_000_000, leastDigits: 8)
  }

  /// Stores a number of at most eight digits, with zeros before it up to `leastDigits`.
  private mutating func store(_ value: UInt64, leastDigits: Int) {
    var (rest, digits, length) = (value, UInt64(0), 0)
    while rest > 0 || length < leastDigits {
      digits = digits << 8 | (UInt64(UInt8(ascii: "0")) + rest % 10)
      rest /= 10
      length += 1
    }
    store(digits, length: length)
  }

  /// Appends `value` in decimal, with its sign.
  package mutating func decimal(_ value: Int64) {
    if value < 0 { append(UInt8(ascii: "-")) }
    decimal(value.magnitude)
  }
}
