internal import NetlinkWire

/// Members of JSON objects made ready: `,"type":"unicast"`, `,"table":"main","table_id":254`.
///
/// A member whose value is a number with a name depends on the row and the number alone, so it is made once and copied by wide stores from then on. Of two that would lie in the same place the later one stays.
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

  /// Forgets all: names are written otherwise from now on.
  func forget() { unsafe tags.initialize(repeating: 0, count: Members.capacity) }

  /// What tells the member of a row and a number from all others; never 0.
  @inline(__always)
  static func tag(_ row: Row, _ value: UInt32) -> UInt64 {
    UInt64(truncatingIfNeeded: row.serial &+ 1) << 32 | UInt64(value)
  }

  @inline(__always)
  private static func place(_ tag: UInt64) -> Int {
    Int(truncatingIfNeeded: (tag ^ tag >> 27) & 1023)
  }

  /// Writes the member `tag` without its first `skip` bytes; false, and nothing done, where it is not ready.
  @inline(__always)
  func write(_ tag: UInt64, skip: Int, to buffer: inout ByteBuffer) -> Bool {
    let place = Members.place(tag)
    guard unsafe tags[place] == tag else { return false }
    let text = unsafe texts + place
    unsafe buffer.append(UnsafeRawPointer(text), skip: skip, length: Int(text.pointee.length))
    return true
  }

  /// Keeps what `buffer` holds from byte `start` on as the member `tag`, whose comma is put in front where it is
  /// not among it.
  @inline(never)
  func keep(_ tag: UInt64, hasComma: Bool, _ buffer: borrowing ByteBuffer, from start: Int) {
    let bytes = buffer.bytes
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
