/// For each byte: its two hexadecimal digits, the first in the low byte.
let pairTable = Immortal<UInt16>(count: 256) { index in
  let byte = UInt8(truncatingIfNeeded: index)
  return UInt16(GrowingBytes.hexDigit(byte >> 4)) | UInt16(GrowingBytes.hexDigit(byte & 15)) << 8
}

extension GrowingBytes {
  /// Appends `value` in hexadecimal without leading zeros.
  package mutating func hexadecimal(_ value: UInt64) {
    var shift = value == 0 ? 0 : (63 - value.leadingZeroBitCount) & ~3
    while shift >= 0 {
      append(GrowingBytes.hexDigit(UInt8(truncatingIfNeeded: value >> UInt64(shift)) & 15))
      shift -= 4
    }
  }

  /// Appends every byte as two hexadecimal digits.
  package mutating func hexadecimal(_ bytes: RawSpan) {
    reserve(2 * bytes.byteCount + 8)
    var offset = 0
    while bytes.byteCount &- offset >= 4 {
      store(GrowingBytes.hexadecimal(bytes.u32(at: offset).littleEndian), length: 8)
      offset &+= 4
    }
    while offset < bytes.byteCount {
      store(UInt64(pairs[Int(bytes.u8(at: offset))]), length: 2)
      offset &+= 1
    }
  }

  /// The eight digits of four bytes; the lowest byte comes first, and the first digit is in the lowest byte.
  private static func hexadecimal(_ bytes: UInt32) -> UInt64 {
    var spread = UInt64(bytes)
    spread = (spread | spread << 16) & 0x0000_ffff_0000_ffff
    spread = (spread | spread << 8) & 0x00ff_00ff_00ff_00ff
    let digits = spread >> 4 & 0x000f_000f_000f_000f | (spread & 0x000f_000f_000f_000f) << 8
    // A digit and six reach 16 where it is a letter.
    let letters = (digits &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return digits &+ 0x3030_3030_3030_3030 &+ letters &* 39
  }

  /// Appends every byte as two hexadecimal digits, each with `separator` behind it.
  package mutating func hexadecimal(_ bytes: RawSpan, each separator: UInt8) {
    reserve(3 * bytes.byteCount + 8)
    for offset in 0..<bytes.byteCount {
      store(UInt64(pairs[Int(bytes.u8(at: offset))]) | UInt64(separator) << 16, length: 3)
    }
  }

  /// Appends one byte as two hexadecimal digits.
  @inlinable @inline(__always)
  package mutating func hexadecimal(byte: UInt8) {
    reserve(8)
    store(UInt64(pairs[Int(byte)]), length: 2)
  }

  @inline(__always)
  static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }
}
