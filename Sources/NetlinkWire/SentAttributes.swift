/// The attributes in a run of bytes, by number.
///
/// One pass notes where the first one of each number lies, so that asking for another costs no search.
struct SentAttributes: ~Escapable {
  private let bytes: RawSpan
  /// A bit for each number below 32 that was sent. Others are few, and searched for.
  private var sent: UInt32 = 0
  /// Where the first attribute of each of these numbers begins.
  private var starts = InlineArray<32, UInt32>(repeating: 0)

  /// Notes which attributes stand in `payload` from `offset` on.
  @_lifetime(copy payload)
  init(_ payload: RawSpan, from offset: Int) {
    bytes = payload.slice(at: offset, length: payload.byteCount - offset)
    var attributes = Attributes(bytes)
    while attributes.next() {
      let number = Int(attributes.type)
      guard number < 32, sent >> UInt32(number) & 1 == 0 else { continue }
      sent |= 1 << UInt32(number)
      starts[number] = UInt32(truncatingIfNeeded: attributes.start)
    }
  }

  /// Whether the attribute `number` may have been sent.
  @inline(__always)
  func mayHave(_ number: UInt16) -> Bool { number >= 32 || sent >> UInt32(number) & 1 == 1 }

  /// The payload of the first attribute `number`; empty when there is none.
  @inline(__always)
  @_lifetime(copy self)
  func value(of number: UInt16) -> RawSpan {
    if number >= 32 { return bytes.attribute(number) }
    if !mayHave(number) { return bytes.slice(at: 0, length: 0) }
    let start = Int(starts[Int(number)])
    return bytes.slice(at: start + 4, length: Int(bytes.u16(at: start)) - 4)
  }
}
