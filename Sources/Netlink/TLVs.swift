import Wire

/// The attributes in a run of bytes, for the few that the library itself must read. Stops at the first
/// that does not fit.
struct TLVs: ~Escapable {
  private let bytes: RawSpan
  private var following = 0
  private var start = 0
  private var length = 0
  private(set) var type: UInt16 = 0

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan) { self.bytes = bytes }

  mutating func next() -> Bool {
    guard following + 4 <= bytes.byteCount else { return false }
    let whole = Int(bytes.u16(at: following))
    guard whole >= 4, following + whole <= bytes.byteCount else { return false }
    // Without the bits that say "nested" and "network byte order".
    type = bytes.u16(at: following + 2) & 0x3fff
    start = following + 4
    length = whole - 4
    following += Framing.aligned(whole)
    return true
  }

  /// The value of the attribute that `next` has come to.
  var value: RawSpan {
    @_lifetime(copy self) get { bytes.slice(at: start, length: length) }
  }

  /// Whether attributes fill the bytes to the end; known once `next` has said false.
  var isWhole: Bool { following >= bytes.byteCount }

  static func bytes(_ span: RawSpan) -> [UInt8] {
    var copy: [UInt8] = []
    copy.reserveCapacity(span.byteCount)
    append(span, to: &copy)
    return copy
  }

  /// The text up to the first zero byte; what is not UTF-8 becomes U+FFFD.
  static func string(_ span: RawSpan) -> String {
    var text = bytes(span)
    if let end = text.firstIndex(of: 0) { text.removeSubrange(end...) }
    return String(decoding: text, as: UTF8.self)
  }
}
