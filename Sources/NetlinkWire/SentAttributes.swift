/// The attributes in a run of bytes, by number; where most numbers that are asked for were not sent.
///
/// One pass notes which were sent, so that asking for another costs no search.
struct SentAttributes: ~Escapable {
  private let bytes: RawSpan
  /// A bit for each number below 64 that was sent.
  private var sent: UInt64 = 0

  /// Notes which attributes stand in `payload` from `offset` on.
  @_lifetime(copy payload)
  init(_ payload: RawSpan, from offset: Int) {
    bytes = payload.slice(at: offset, length: payload.byteCount - offset)
    var attributes = Attributes(bytes)
    while attributes.next() { sent |= 1 << UInt64(attributes.type) }
  }

  /// The payload of the first attribute `number`; empty when there is none.
  @_lifetime(copy self)
  func value(of number: UInt16) -> RawSpan {
    if number < 64, sent >> UInt64(number) & 1 == 0 { return bytes.slice(at: 0, length: 0) }
    return bytes.attribute(number)
  }
}
