internal import NetlinkWire

/// A short word and the blank after it, written by four stores.
struct Phrase {
  private(set) var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private(set) var length = 0

  /// `word`, at most its first 31 bytes, and a blank unless the value is joined to it; nothing for an empty word.
  init(_ word: StaticString, isJoined: Bool) {
    if word.isEmpty { return }
    var text = ByteBuffer(capacity: 64)
    text.append(word)
    for offset in 0..<min(31, text.count) { append(text.bytes.u8(at: offset)) }
    if !isJoined { append(UInt8(ascii: " ")) }
  }

  private mutating func append(_ byte: UInt8) {
    let bits = UInt64(byte) << UInt64(length % 8 * 8)
    switch length / 8 {
    case 0: words.0 |= bits
    case 1: words.1 |= bits
    case 2: words.2 |= bits
    default: words.3 |= bits
    }
    length += 1
  }
}

extension ByteBuffer {
  /// Appends `phrase`.
  @inline(__always)
  mutating func append(_ phrase: Phrase) {
    reserve(32)
    let words = phrase.words
    if phrase.length <= 8 { return store(words.0, length: phrase.length) }
    store(words.0, length: 8)
    store(words.1, length: min(8, phrase.length - 8))
    if phrase.length > 16 { store(words.2, length: min(8, phrase.length - 16)) }
    if phrase.length > 24 { store(words.3, length: phrase.length - 24) }
  }
}
