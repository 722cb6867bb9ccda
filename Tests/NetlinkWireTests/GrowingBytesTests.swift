import NetlinkWire
import Testing

/// Bytes that are written in small pieces, beside an array that gets the same.
@Suite struct GrowingBytesTests {
  @Test("However they are written and replaced, the bytes are those of an array")
  func twins() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<50 {
      var bytes = GrowingBytes(capacity: Int.random(in: 0..<40))
      var twin: [UInt8] = []
      for _ in 0..<400 {
        let number = UInt64.random(in: 0 ... .max, using: &generator)
        let low = (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) }
        switch number % 10 {
        case 0:
          bytes.append(low[0])
          twin.append(low[0])
        case 1:
          bytes.append(UInt16(truncatingIfNeeded: number))
          twin += unsafe withUnsafeBytes(of: UInt16(truncatingIfNeeded: number)) { unsafe Array($0) }
        case 2:
          bytes.append(UInt32(truncatingIfNeeded: number))
          twin += unsafe withUnsafeBytes(of: UInt32(truncatingIfNeeded: number)) { unsafe Array($0) }
        case 3:
          let length = Int(number >> 60) % 9
          bytes.reserve(8)
          bytes.store(number, length: length)
          twin += low[..<length]
        case 4:
          bytes.append(contentsOf: low)
          unsafe bytes.append(low.span.bytes)
          twin += low + low
        case 5:
          bytes.append("a word")
          twin += Array("a word".utf8)
        case 6:
          bytes.pad()
          while twin.count % 4 != 0 { twin.append(0) }
        case 7 where twin.count >= 8:
          let offset = Int(number >> 8) % (twin.count - 7)
          unsafe bytes.replace(at: offset, with: low.span.bytes)
          twin.replaceSubrange(offset..<offset + 8, with: low)
        case 8 where twin.count >= 4:
          let offset = twin.count - 4
          bytes.replace(at: offset, with: UInt32(0x0101_0101))
          bytes[offset] = 7
          twin.replaceSubrange(offset..., with: [7, 1, 1, 1])
        case 9 where number >> 60 == 0:
          bytes.truncate(to: twin.count / 2)
          twin.removeSubrange((twin.count / 2)...)
        default: continue
        }
        #expect(bytes.count == twin.count && bytes.capacity >= bytes.count)
      }
      #expect(bytes.raw.array == twin)
      var copy: [UInt8] = [1, 2, 3]
      bytes.copy(to: &copy)
      #expect(copy == twin)
    }
  }

  @Test("Plain text is known as such by eight bytes at once as byte by byte")
  func plainText() {
    for length in 0..<20 {
      for place in 0..<max(1, length) {
        for value in 0...255 {
          var text = [UInt8](repeating: place % 2 == 0 ? 0x7e : 0x20, count: length)
          if length > 0 { text[place] = UInt8(value) }
          let isPlain = text.allSatisfy { $0 >= 0x20 && $0 < 0x7f && $0 != 0x22 && $0 != 0x5c }
          let found = unsafe text.span.bytes.isPlainText
          #expect(found == isPlain, "\(length) \(place) \(value)")
        }
      }
    }
  }
}
