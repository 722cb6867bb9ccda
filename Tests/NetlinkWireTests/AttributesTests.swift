import NetlinkWire
import Testing

/// The bytes of attributes: where each begins and ends, and what is left.
@Suite struct AttributesTests {
  /// The number and length of each attribute, and how many bytes are left.
  private func parts(_ bytes: [UInt8], from offset: Int = 0) -> (parts: [[Int]], rest: Int, isWhole: Bool) {
    unsafe parts(bytes.span.bytes, from: offset)
  }

  private func parts(_ bytes: RawSpan, from offset: Int) -> (parts: [[Int]], rest: Int, isWhole: Bool) {
    var attributes = Attributes(bytes, from: offset)
    var parts: [[Int]] = []
    while attributes.next() { parts.append([Int(attributes.type), attributes.value.byteCount]) }
    return (parts, attributes.remainder.byteCount, attributes.isWhole)
  }

  @Test("An attribute may end with the bytes, with or without its padding, and not one byte behind them")
  func ends() {
    for length in 0...12 {
      let bytes: [UInt8] = [UInt8(length), 0, 7, 0, 1, 2, 3, 4]
      for count in 0...8 {
        let (parts, rest, isWhole) = parts(Array(bytes.prefix(count)))
        let fits = length >= 4 && length <= count
        #expect(parts == (fits ? [[7, length - 4]] : []), "\(length) \(count)")
        #expect(rest == (fits ? count - min(count, (length + 3) & ~3) : count), "\(length) \(count)")
        #expect(isWhole == (rest == 0))
      }
    }
    #expect(parts([5, 0, 1, 0, 9, 0, 0, 0, 4, 0, 2, 0]).parts == [[1, 1], [2, 0]])
    #expect(parts([4, 0, 1, 0], from: 9).parts.isEmpty && parts([4, 0, 1, 0], from: 9).isWhole)
  }

  @Test("The two highest bits of a number say what the value is, and are none of it")
  func numbers() {
    for high in [0, 0x40, 0x80, 0xc0] as [UInt8] {
      #expect(parts([4, 0, 5, high]).parts == [[5, 0]])
      #expect(parts([4, 0, 5, high | 0x3f]).parts == [[0x3f05, 0]])
    }
  }
}
