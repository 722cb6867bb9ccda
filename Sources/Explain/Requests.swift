internal import NetlinkCore
internal import NetlinkWire

/// The last requests met: an error names its request by sequence number, and an attribute of it by offset.
struct Requests {
  private struct Kept {
    let bytes: [UInt8]
    let netlinkProtocol: UInt16
    let namespace: UInt32
  }

  private var kept: [Kept] = []
  private var next = 0
  /// How many are kept, and how long one may be.
  private static let capacity = 64
  private static let longest = 4096

  /// Keeps a message if it is a request.
  mutating func remember(_ bytes: RawSpan, _ envelope: Envelope) {
    guard bytes.byteCount <= Requests.longest, envelope.direction != .received else { return }
    guard bytes.byteCount >= Message.headerLength, bytes.u16(at: 6) & MessageFlag.request != 0,
      bytes.u16(at: 4) >= ControlType.firstFree
    else { return }
    let request = Kept(
      bytes: bytes.array, netlinkProtocol: envelope.netlinkProtocol, namespace: envelope.namespace)
    if kept.count < Requests.capacity {
      kept.append(request)
    } else {
      kept[next] = request
      next = (next + 1) % Requests.capacity
    }
  }

  /// The newest request with that sequence number; nil if none is kept.
  func request(_ sequence: UInt32, _ envelope: Envelope) -> [UInt8]? {
    // The newest one is just before `next`.
    for index in 0..<kept.count {
      let place = (next + kept.count - 1 - index) % kept.count
      let request = kept[place]
      guard request.netlinkProtocol == envelope.netlinkProtocol, request.namespace == envelope.namespace
      else { continue }
      if request.bytes.raw.u32(at: 8) == sequence { return request.bytes }
    }
    return nil
  }
}
