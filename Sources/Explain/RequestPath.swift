internal import NetlinkCore
internal import NetlinkWire

/// The attribute at an offset of a request, and those around it.
struct RequestPath {
  /// Attribute numbers from the outermost inwards; empty in the fixed header.
  private(set) var numbers: [UInt16] = []
  /// Whether the offset is in the fixed header.
  private(set) var isHeader = false
  /// The length of the attribute's payload in bytes.
  private(set) var length: Int?

  /// Finds the attribute that begins at `offset` bytes of `request`, or that has that byte. The fixed header has
  /// `headerLength` bytes; if that is nil, it is the shortest one after which attributes fill the rest.
  init(_ request: [UInt8], headerLength: Int?, at offset: Int) {
    let header = Message.headerLength
    guard request.count > header, offset >= header, offset < request.count else { return }
    let bytes = request.raw
    var start = header + (headerLength ?? 0)
    if headerLength == nil {
      while start < min(160, request.count), !Explainer.parses(bytes, from: start) { start += 4 }
    }
    guard offset >= start else {
      isHeader = true
      return
    }
    descend(bytes, from: start, to: request.count, offset, 0)
  }

  /// Finds the attribute among those from `start` to `end`, and within it.
  private mutating func descend(_ bytes: RawSpan, from start: Int, to end: Int, _ offset: Int, _ depth: Int) {
    var place = start
    while end - place >= 4 {
      let length = Int(bytes.u16(at: place))
      guard length >= 4, length <= end - place else { return }
      if offset < place + length {
        numbers.append(bytes.u16(at: place + 2) & AttributeFlag.numberMask)
        self.length = length - 4
        if offset >= place + 4, depth < Path.limit {
          descend(bytes, from: place + 4, to: place + length, offset, depth + 1)
        }
        return
      }
      place += (length + 3) & ~3
    }
  }
}
