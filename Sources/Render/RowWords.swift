internal import Wire

/// The words that a renderer writes before each value, made once a row and run: `,"mtu":` and its like.
///
/// Kept under the serial number of the row. A word is made when its row is first met, so that a run
/// pays only for the tables in use, and is written by wide stores.
@safe
struct RowWords: ~Copyable {
  /// A word of at most 47 bytes, and its length.
  private struct Word {
    var bytes: InlineArray<48, UInt8> = .init(repeating: 0)
    var length: UInt8 = 0
  }

  private var words: UnsafeMutablePointer<Word>
  private var capacity: Int
  private let before: StaticString
  private let after: StaticString

  /// Words that are a row's key between `before` and `after`.
  init(before: StaticString, after: StaticString) {
    self.before = before
    self.after = after
    capacity = 256
    unsafe words = .allocate(capacity: capacity)
    unsafe words.initialize(repeating: Word(), count: capacity)
  }

  deinit { unsafe words.deallocate() }

  /// Writes the word of `row` without its first `skip` bytes.
  @inline(__always)
  mutating func write(_ row: Row, skip: Int, to buffer: inout ByteBuffer) {
    let serial = row.serial
    if serial >= capacity { grow(to: serial) }
    if unsafe words[serial].length == 0 { make(row) }
    let word = unsafe words + serial
    unsafe buffer.append(UnsafeRawPointer(word), skip: skip, length: Int(word.pointee.length))
  }

  @inline(never)
  private mutating func grow(to serial: Int) {
    var larger = capacity
    while larger <= serial { larger *= 2 }
    let place = UnsafeMutablePointer<Word>.allocate(capacity: larger)
    unsafe place.initialize(from: words, count: capacity)
    unsafe (place + capacity).initialize(repeating: Word(), count: larger - capacity)
    unsafe words.deallocate()
    unsafe words = place
    capacity = larger
  }

  @inline(never)
  private mutating func make(_ row: Row) {
    var word = Word()
    var length = 0
    for text in [before, row.key, after] {
      for offset in 0..<text.utf8CodeUnitCount where length < 47 {
        word.bytes[length] = unsafe text.utf8Start[offset]
        length += 1
      }
    }
    word.length = UInt8(length)
    unsafe words[row.serial] = word
  }
}
