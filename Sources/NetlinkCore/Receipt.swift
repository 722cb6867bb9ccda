/// What one receive on a socket brought.
public enum Receipt: Sendable, Equatable {
  /// A datagram, now in the buffer.
  case datagram(Datagram)
  /// Nothing is queued.
  case wouldBlock
  /// The kernel has dropped datagrams since the queue was last empty. What is queued was there before,
  /// and until it is read to the end more may be dropped without another word.
  case overflow
  /// A datagram was lost for being longer than the buffer.
  case truncated(needed: Int)
  /// A datagram was lost for not beginning with a message.
  case malformed
  /// The system call failed with that errno.
  case failed(Int32)
}

/// Where a datagram came from: what its bytes do not say.
public struct Datagram: Sendable, Equatable {
  /// The multicast group it was sent to; 0 for an answer. The kernel's `NETLINK_PKTINFO`.
  public var group: UInt32
  /// The id of the namespace it comes from, where that is not the socket's own.
  /// The kernel's `NETLINK_LISTEN_ALL_NSID`.
  public var namespaceID: Int32?

  /// Describes a datagram.
  public init(group: UInt32, namespaceID: Int32? = nil) {
    self.group = group
    self.namespaceID = namespaceID
  }
}
