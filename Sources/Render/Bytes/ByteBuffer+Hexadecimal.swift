internal import NetlinkWire

/// For each byte: its two hexadecimal digits, the first in the low byte.
let pairTable = Immortal<UInt16>(count: 256) { index in
  let byte = UInt8(truncatingIfNeeded: index)
  return UInt16(ByteBuffer.hexDigit(byte >> 4)) | UInt16(ByteBuffer.hexDigit(byte & 15)) << 8
}

extension ByteBuffer {
  /// Appends `value` in hexadecimal without leading zeros.
  package mutating func hexadecimal(_ value: UInt64) {
    var shift = value == 0 ? 0 : (63 - value.leadingZeroBitCount) & ~3
    while shift >= 0 {
      append(ByteBuffer.hexDigit(UInt8(truncatingIfNeeded: value >> UInt64(shift)) & 15))
      shift -= 4
    }
  }

  /// Appends every byte as two hexadecimal digits.
  package mutating func hexadecimal(_ bytes: RawSpan) {
    reserve(2 * bytes.byteCount + 8)
    for offset in 0..<bytes.byteCount { store(UInt64(pairs[Int(bytes.u8(at: offset))]), length: 2) }
  }

  /// Appends every byte as two hexadecimal digits and a blank.
  package mutating func spacedHexadecimal(_ bytes: RawSpan) {
    reserve(3 * bytes.byteCount + 8)
    for offset in 0..<bytes.byteCount {
      store(UInt64(pairs[Int(bytes.u8(at: offset))]) | 0x20 << 16, length: 3)
    }
  }

  /// Appends one byte as two hexadecimal digits.
  @inline(__always)
  package mutating func hexadecimal(byte: UInt8) {
    reserve(8)
    store(UInt64(pairs[Int(byte)]), length: 2)
  }

  @inline(__always)
  static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }
}
