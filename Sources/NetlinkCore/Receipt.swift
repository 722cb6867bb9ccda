/// What one receive on a socket brought.
///
/// A value; thread-safe. OVS: the answer of `nl_sock_recv`.
public enum Receipt: Sendable, Equatable {
  /// A datagram, now in the buffer.
  case datagram(Datagram)
  /// Nothing is queued.
  case wouldBlock
  /// The kernel has dropped datagrams since the queue was last empty. Those that are queued came before the loss; until
  /// they are read to the end, the kernel may drop more and does not report it again.
  case overflow
  /// A datagram was lost for being longer than the buffer.
  case truncated(needed: Int)
  /// A datagram was lost for not beginning with a message.
  case malformed
  /// The system call failed with that error number, positive.
  case failed(Int32)
}

/// Where a datagram came from, which its bytes do not say.
///
/// A value; thread-safe. OVS: none.
public struct Datagram: Sendable, Equatable {
  /// The number of the multicast group that it was sent to; 0 for an answer.
  package let groupNumber: UInt32
  /// The id of the namespace it comes from, as the socket's own namespace numbers others; nil for its own.
  /// The kernel's `NETLINK_LISTEN_ALL_NSID`.
  public let namespaceID: Int32?

  /// The multicast group that it was sent to; nil for an answer. The kernel's `NETLINK_PKTINFO`.
  public var group: NetlinkGroup? { groupNumber == 0 ? nil : NetlinkGroup(rawValue: groupNumber) }

  /// Describes a datagram.
  package init(group: UInt32, namespaceID: Int32? = nil) {
    groupNumber = group
    self.namespaceID = namespaceID
  }
}
