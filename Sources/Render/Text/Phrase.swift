internal import NetlinkWire

/// A short word and the blank after it, written by one store.
struct Phrase {
  private(set) var bytes = SIMD32<UInt8>(repeating: 0)
  private(set) var length = 0

  /// `word`, at most its first 31 bytes, and a blank unless the value is joined to it; nothing for an empty word.
  init(_ word: StaticString, isJoined: Bool) {
    if word.isEmpty { return }
    var text = GrowingBytes(capacity: 64)
    text.append(word)
    for offset in 0..<min(31, text.count) { append(text.raw.u8(at: offset)) }
    if !isJoined { append(UInt8(ascii: " ")) }
  }

  private mutating func append(_ byte: UInt8) {
    bytes[length] = byte
    length += 1
  }
}

extension GrowingBytes {
  /// Appends `phrase`, and reserves 64 bytes for what follows.
  @inline(__always)
  mutating func append(_ phrase: Phrase) {
    reserve(96)
    put(phrase.bytes, length: phrase.length)
  }
}
