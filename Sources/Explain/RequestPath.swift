internal import NetlinkCore
internal import NetlinkWire

/// Which attribute of a request lies at an offset.
struct RequestPath {
  /// Attribute numbers from the outermost inwards; empty in the fixed header.
  private(set) var numbers: [UInt16] = []
  /// Whether the offset is in the fixed header.
  private(set) var isHeader = false
  /// The length of the attribute's payload in bytes.
  private(set) var length: Int?

  /// Finds the attribute that begins at `offset` bytes of `request` or around it.
  init(_ request: [UInt8], at offset: Int) {
    let header = Message.headerLength
    guard request.count > header, offset >= header, offset < request.count else { return }
    // The fixed header is as long as leaves attributes to the last byte.
    let bytes = request.raw
    var start = header
    while start < min(160, request.count), !Explainer.parses(bytes, from: start) { start += 4 }
    if let length = RequestPath.headerLength(bytes) { start = header + length }
    guard offset >= start else {
      isHeader = true
      return
    }
    descend(bytes, from: start, to: request.count, offset, 0)
  }

  private static func headerLength(_ bytes: RawSpan) -> Int? {
    if case .table(let table) = MessageKind.of(bytes, 0).content { return table.headerLength }
    return nil
  }

  private mutating func descend(_ bytes: RawSpan, from start: Int, to end: Int, _ offset: Int, _ depth: Int) {
    var place = start
    while end - place >= 4 {
      let length = Int(bytes.u16(at: place))
      guard length >= 4, length <= end - place else { return }
      if offset < place + length {
        numbers.append(bytes.u16(at: place + 2) & AttributeFlag.numberMask)
        self.length = length - 4
        if offset >= place + 4, depth < 12 {
          descend(bytes, from: place + 4, to: place + length, offset, depth + 1)
        }
        return
      }
      place += (length + 3) & ~3
    }
  }
}
