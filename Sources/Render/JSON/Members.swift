internal import NetlinkWire

/// A cache of members of JSON objects: `,"type":"unicast"`, `,"table":"main","table_id":254`.
///
/// Such a member depends on the row and the number alone, so it is formatted once and then copied. The cache
/// is direct-mapped: of two members with the same slot, the later one stays.
@safe
struct Members: ~Copyable {
  /// A text of at most 63 bytes, and its length.
  private struct Text {
    var bytes: InlineArray<63, UInt8> = .init(repeating: 0)
    var length: UInt8 = 0
  }

  private static let capacity = 1024
  private let texts: UnsafeMutablePointer<Text>
  private let tags: UnsafeMutablePointer<UInt64>

  init() {
    unsafe texts = .allocate(capacity: Members.capacity)
    unsafe tags = .allocate(capacity: Members.capacity)
    forget()
  }

  deinit {
    unsafe texts.deallocate()
    unsafe tags.deallocate()
  }

  /// Empties the cache, because members are written differently from now on.
  func forget() { unsafe tags.initialize(repeating: Members.none, count: Members.capacity) }

  /// A tag that no member has.
  private static var none: UInt64 { .max }

  /// The tag of the member of a row and a number: unique.
  @inline(__always)
  static func tag(_ row: Row, _ value: UInt32) -> UInt64 {
    UInt64(truncatingIfNeeded: row.serial) &<< 32 | UInt64(value)
  }

  @inline(__always)
  private static func place(_ tag: UInt64) -> Int {
    Int(truncatingIfNeeded: (tag ^ tag >> 27) & 1023)
  }

  /// Writes the member `tag` without its first `skip` bytes; false if the cache does not have it.
  @inline(__always)
  func write(_ tag: UInt64, skip: Int, to buffer: inout GrowingBytes) -> Bool {
    let place = Members.place(tag)
    guard unsafe tags[place] == tag else { return false }
    let text = unsafe texts + place
    unsafe buffer.append(UnsafeRawPointer(text), skip: skip, length: Int(text.pointee.length))
    return true
  }

  /// Caches what `buffer` holds from byte `start` on as the member `tag`, with a comma in front.
  @inline(never)
  func keep(_ tag: UInt64, hasComma: Bool, _ buffer: borrowing GrowingBytes, from start: Int) {
    let bytes = buffer.raw
    guard bytes.byteCount - start < 63 else { return }
    var text = Text()
    var end = 0
    if !hasComma {
      text.bytes[0] = UInt8(ascii: ",")
      end = 1
    }
    for offset in start..<bytes.byteCount {
      text.bytes[end] = bytes.u8(at: offset)
      end += 1
    }
    text.length = UInt8(end)
    let place = Members.place(tag)
    unsafe (texts + place).initialize(to: text)
    unsafe tags[place] = tag
  }
}
