internal import NetlinkWire

/// Which netlink protocols the sockets of traced programs speak, as their calls of `socket` say.
struct TracedSockets {
  private var sockets: [(process: UInt64, descriptor: UInt64, netlinkProtocol: UInt16)] = []
  /// How many are kept.
  private static let capacity = 64

  /// Notes what the line says, if it is a call of `socket`.
  mutating func note(_ line: borrowing Line) {
    guard let socket = line.socket else { return }
    let process = line.process
    sockets.removeAll { $0.process == process && $0.descriptor == socket.descriptor }
    if sockets.count == TracedSockets.capacity { sockets.removeFirst() }
    sockets.append((process, socket.descriptor, socket.netlinkProtocol))
  }

  /// The protocol of the socket that the line is about: as its own process opened it, or else any other, for threads
  /// and children have the sockets of their parents. NETLINK_ROUTE if nothing is known.
  func netlinkProtocol(of line: borrowing Line) -> UInt16 {
    guard let descriptor = line.descriptor else { return 0 }
    let process = line.process
    let same = sockets.last { $0.process == process && $0.descriptor == descriptor }
    return (same ?? sockets.last { $0.descriptor == descriptor })?.netlinkProtocol ?? 0
  }

  /// Whether bytes that a program sent or received may be a netlink message.
  static func isMessage(_ bytes: RawSpan) -> Bool {
    guard bytes.byteCount >= 16 else { return false }
    let length = bytes.u32(at: 0)
    return length >= 16 && length <= UInt32(Recording.limit)
      && (length <= UInt32(bytes.byteCount) || bytes.byteCount >= 32)
  }
}
