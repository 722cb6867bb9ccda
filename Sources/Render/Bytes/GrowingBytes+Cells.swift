package import NetlinkWire

extension GrowingBytes {
  /// How many columns of a terminal `range` takes: colours and combining marks take none, wide characters two.
  package func cells(_ range: Range<Int>) -> Int { measure(range, within: .max).columns }

  /// Where in `range` the text must end to take at most `limit` columns.
  package func end(ofColumns limit: Int, in range: Range<Int>) -> Int {
    range.lowerBound + measure(range, within: limit).length
  }

  private func measure(_ range: Range<Int>, within limit: Int) -> (columns: Int, length: Int) {
    let bytes = raw.slice(at: range.lowerBound, length: range.count)
    var width = 0
    var offset = 0
    var isEscape = false
    while offset < bytes.byteCount {
      let byte = bytes.u8(at: offset)
      if byte == 0x1b {
        isEscape = true
        offset += 1
      } else if isEscape {
        isEscape = byte != UInt8(ascii: "m")
        offset += 1
      } else if byte < 0x80 {
        if width >= limit { break }
        width += 1
        offset += 1
      } else {
        let length = max(1, bytes.scalarLength(at: offset))
        let columns = bytes.scalar(at: offset, length: length).columns
        if columns > limit - width { break }
        width += columns
        offset += length
      }
    }
    return (width, offset)
  }
}

extension RawSpan {
  /// The number of the scalar at `offset`, whose well-formed UTF-8 has `length` bytes.
  func scalar(at offset: Int, length: Int) -> UInt32 {
    var value = UInt32(u8(at: offset))
    switch length {
    case 2: value &= 0x1f
    case 3: value &= 0x0f
    case 4: value &= 0x07
    default: return value
    }
    for index in 1..<length { value = value << 6 | UInt32(u8(at: offset + index) & 0x3f) }
    return value
  }
}

extension UInt32 {
  /// How many columns of a terminal the scalar of this number takes.
  var columns: Int {
    if self < 0x300 { return 1 }
    if UInt32.combining.contains(where: { $0.contains(self) }) { return 0 }
    return UInt32.wide.contains { $0.contains(self) } ? 2 : 1
  }

  /// Whether the scalar of this number is invisible or changes the direction of writing, so that a text can look
  /// like another one.
  var isTreacherous: Bool {
    switch self {
    case 0xad, 0x61c, 0x180e, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff, 0xfff9...0xfffb,
      0xe0000...0xe007f:
      true
    default: false
    }
  }

  /// Marks that stand on the character before. Unicode's general categories Mn and Me, in short.
  private static let combining: [ClosedRange<UInt32>] = [
    0x300...0x36f, 0x483...0x489, 0x591...0x5bd, 0x610...0x61a, 0x64b...0x65f, 0x6d6...0x6dc, 0x900...0x902,
    0xe31...0xe31, 0xe34...0xe3a, 0xe47...0xe4e, 0x1ab0...0x1aff, 0x1dc0...0x1dff, 0x20d0...0x20ff,
    0x302a...0x302d, 0x3099...0x309a, 0xfe00...0xfe0f, 0xfe20...0xfe2f, 0xe0100...0xe01ef,
  ]

  /// Characters of double width. Unicode's East Asian Width W and F, in short.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115f, 0x231a...0x231b, 0x2329...0x232a, 0x23e9...0x23ec, 0x23f0...0x23f0, 0x23f3...0x23f3,
    0x25fd...0x25fe, 0x2614...0x2615, 0x2648...0x2653, 0x267f...0x267f, 0x2693...0x2693, 0x26a1...0x26a1,
    0x26aa...0x26ab, 0x26bd...0x26be, 0x26c4...0x26c5, 0x26ce...0x26ce, 0x26d4...0x26d4, 0x26ea...0x26ea,
    0x26f2...0x26f3, 0x26f5...0x26f5, 0x26fa...0x26fa, 0x26fd...0x26fd, 0x2705...0x2705, 0x270a...0x270b,
    0x2728...0x2728, 0x274c...0x274c, 0x274e...0x274e, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
    0x27b0...0x27b0, 0x27bf...0x27bf, 0x2b1b...0x2b1c, 0x2b50...0x2b50, 0x2b55...0x2b55, 0x2e80...0x303e,
    0x3041...0x3247, 0x3250...0x4dbf, 0x4e00...0xa4cf, 0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff,
    0xfe10...0xfe19, 0xfe30...0xfe6f, 0xff01...0xff60, 0xffe0...0xffe6, 0x16fe0...0x18d08, 0x1aff0...0x1b2fb,
    0x1f004...0x1f004, 0x1f0cf...0x1f0cf, 0x1f18e...0x1f18e, 0x1f191...0x1f19a, 0x1f200...0x1f320,
    0x1f32d...0x1f335, 0x1f337...0x1f37c, 0x1f37e...0x1f393, 0x1f3a0...0x1f3ca, 0x1f3cf...0x1f3d3,
    0x1f3e0...0x1f3f0, 0x1f3f4...0x1f3f4, 0x1f3f8...0x1f43e, 0x1f440...0x1f440, 0x1f442...0x1f4fc,
    0x1f4ff...0x1f53d, 0x1f54b...0x1f54e, 0x1f550...0x1f567, 0x1f57a...0x1f57a, 0x1f595...0x1f596,
    0x1f5a4...0x1f5a4, 0x1f5fb...0x1f64f, 0x1f680...0x1f6c5, 0x1f6cc...0x1f6cc, 0x1f6d0...0x1f6d2,
    0x1f6d5...0x1f6df, 0x1f6eb...0x1f6ec, 0x1f6f4...0x1f6fc, 0x1f7e0...0x1f7eb, 0x1f90c...0x1f9ff,
    0x1fa70...0x1faff, 0x20000...0x2ffff, 0x3_0000...0x3_ffff,
  ]
}
