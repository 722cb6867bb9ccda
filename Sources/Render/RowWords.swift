internal import NetlinkWire

/// What JSON has before each value, such as `,"mtu":`, formatted once for each row.
///
/// Stored by the serial number of the row. A word is made when its row is first met, so that a run pays only
/// for the tables in use.
@safe
struct RowWords: ~Copyable {
  /// A word of at most 63 bytes, and its length.
  private struct Word {
    var bytes: InlineArray<63, UInt8> = .init(repeating: 0)
    var length: UInt8 = 0
  }

  /// Which key of a row a word holds.
  enum Key { case own, number }

  private var words: UnsafeMutablePointer<Word>
  private var capacity: Int
  private let key: Key

  /// Words of a comma, a row's key in quotes, and a colon; a comma alone if the row has no such key.
  init(_ key: Key) {
    self.key = key
    capacity = 256
    unsafe words = .allocate(capacity: capacity)
    unsafe words.initialize(repeating: Word(), count: capacity)
  }

  deinit { unsafe words.deallocate() }

  /// Writes the word of `row` without its first `skip` bytes.
  @inline(__always)
  mutating func write(_ row: Row, skip: Int, to buffer: inout GrowingBytes) {
    let serial = row.serial
    if serial >= capacity { grow(to: serial) }
    if unsafe words[serial].length == 0 { make(row) }
    let word = unsafe words + serial
    unsafe buffer.append(UnsafeRawPointer(word), skip: skip, length: Int(word.pointee.length))
  }

  /// Writes the word of `row`; false if the row does not have the key.
  @inline(__always)
  mutating func writeIfAny(_ row: Row, skip: Int, to buffer: inout GrowingBytes) -> Bool {
    let serial = row.serial
    if serial >= capacity { grow(to: serial) }
    if unsafe words[serial].length == 0 { make(row) }
    let word = unsafe words + serial
    let length = unsafe Int(word.pointee.length)
    if length == 1 { return false }
    unsafe buffer.append(UnsafeRawPointer(word), skip: skip, length: length)
    return true
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
    let own = key == .own ? row.key : row.numberKey
    for text in own.isEmpty ? ["," as StaticString] : [",\"", own, "\":"] {
      for offset in 0..<text.utf8CodeUnitCount where length < 63 {
        word.bytes[length] = unsafe text.utf8Start[offset]
        length += 1
      }
    }
    word.length = UInt8(length)
    unsafe words[row.serial] = word
  }
}
