/// What the kernel answered to one request: its messages, copied, and its words on the success.
///
/// A value; thread-safe. OVS: the `replyp` of `nl_transact`.
public struct Reply: Sendable {
  var bytes: [UInt8] = []
  /// How many messages there are; 0 for a request that is only acknowledged.
  public internal(set) var count = 0
  /// The kernel's words besides; nil where it has none.
  public internal(set) var warning: ExtendedAcknowledgement?

  /// The messages, borrowed from the reply. Walk them while it lives.
  public var messages: Messages {
    @_lifetime(borrow self) get { Messages(bytes.raw) }
  }
}
