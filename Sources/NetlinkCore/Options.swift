extension NetlinkSocket {
  /// How sockets are to be opened. A wish that the kernel does not grant is no error; `Capabilities` shows it.
  ///
  /// A value; thread-safe. OVS: none, where every socket has the same.
  public struct Options: Hashable, Sendable {
    /// The receive buffer to ask for, in bytes; the kernel doubles the number for its own needs.
    public var receiveBufferSize = 4 << 20
    /// Whether the kernel is to refuse requests with attributes that it does not know, and to filter dumps.
    public var wantsStrictChecking = true
    /// Whether refusals of dumps and transactions are to come with the kernel's words and the place it objects to.
    public var wantsExtendedAcknowledgements = true
    /// Whether refusals are to come without a copy of the request, which takes space in the socket's queue.
    public var wantsCappedAcknowledgements = true
    /// How long the kernel may be silent where it owes an answer, before that is an error (`.stalled`); nil for ever.
    /// A deadline is for a whole call, this is for each wait within it.
    public var patience: Duration? = .seconds(5)
    /// Faults to be put between the kernel and the library; nil for none.
    public var faults: FaultInjector?
    /// `patience` in milliseconds; -1 for ever.
    package var patienceMilliseconds: Int { patience?.wholeMilliseconds ?? -1 }
    /// The tap that sees what the sockets send and receive; nil for none.
    package var tap: TrafficTap?

    /// Options that suit dumps, transactions and monitors alike.
    public init() {}
  }

  /// What the kernel granted when a socket was opened.
  ///
  /// A value; thread-safe. OVS: none.
  public struct Capabilities: Sendable, Equatable {
    /// Whether requests are checked strictly. The kernel's `NETLINK_GET_STRICT_CHK`.
    public internal(set) var hasStrictChecking = false
    /// Whether refusals come with words. The kernel's `NETLINK_EXT_ACK`.
    public internal(set) var hasExtendedAcknowledgements = false
    /// Whether refusals come without the request. The kernel's `NETLINK_CAP_ACK`.
    public internal(set) var hasCappedAcknowledgements = false
    /// Whether notifications tell their group. The kernel's `NETLINK_PKTINFO`.
    public internal(set) var hasPacketInfo = false
    /// Whether the receive buffer was set past the limit for ordinary users. The kernel's `SO_RCVBUFFORCE`.
    public internal(set) var hasForcedReceiveBuffer = false
    /// The receive buffer in bytes, doubled, as the kernel counts it.
    public internal(set) var receiveBufferSize = 0
  }
}

extension Endpoint {
  /// Opens a socket and asks for what `options` wish; a wish refused is no error.
  static func open(
    on host: any Host, _ netlinkProtocol: NetlinkProtocol, _ options: NetlinkSocket.Options
  ) throws(NetlinkError) -> (Endpoint, NetlinkSocket.Capabilities) {
    var endpoint: Endpoint
    do throws(OpenFailure) {
      endpoint = try host.open(netlinkProtocol.rawValue)
    } catch {
      throw .system(.open, error.errno)
    }
    if let tap = options.tap {
      endpoint = .substitute(TappedTransport(endpoint.transport, tap, netlinkProtocol))
    }
    if let faults = options.faults { endpoint = .substitute(FaultyTransport(endpoint.transport, faults)) }
    let transport = endpoint.transport
    var granted = NetlinkSocket.Capabilities()
    let size = Int32(clamping: options.receiveBufferSize)
    let level = SocketOption.netlinkLevel
    if transport.setOption(SocketOption.socketLevel, SocketOption.receiveBufferForce, size) == 0 {
      granted.hasForcedReceiveBuffer = true
    } else {
      // The kernel cuts the wish down to net.core.rmem_max.
      _ = transport.setOption(SocketOption.socketLevel, SocketOption.receiveBuffer, size)
    }
    granted.receiveBufferSize = Int(
      transport.option(SocketOption.socketLevel, SocketOption.receiveBuffer) ?? 0)
    if options.wantsExtendedAcknowledgements {
      granted.hasExtendedAcknowledgements =
        transport.setOption(level, SocketOption.extendedAcknowledgement, 1) == 0
    }
    if options.wantsStrictChecking {
      granted.hasStrictChecking = transport.setOption(level, SocketOption.strictChecking, 1) == 0
    }
    if options.wantsCappedAcknowledgements {
      granted.hasCappedAcknowledgements =
        transport.setOption(level, SocketOption.cappedAcknowledgement, 1) == 0
    }
    granted.hasPacketInfo = transport.setOption(level, SocketOption.packetInfo, 1) == 0
    return (endpoint, granted)
  }
}
