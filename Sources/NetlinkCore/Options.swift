extension NetlinkSocket {
  /// How sockets are to be opened. What the kernel does not know is left out and shows in `Capabilities`.
  public struct Options: Hashable, Sendable {
    /// The receive buffer to ask for, in bytes as the kernel counts them before doubling.
    public var receiveBufferSize = 4 << 20
    /// Whether the kernel is to refuse requests with parts it does not know, and to filter dumps.
    public var strictChecking = true
    /// Whether dumps and transactions are refused with words. Also off for a kernel that cannot.
    public var extendedAcknowledgements = true
    /// Whether a refusal leaves out the request.
    public var cappedAcknowledgements = true
    /// How long the kernel may be silent where it owes an answer, in milliseconds.
    public var patience = 5_000
    /// Faults to be put between the kernel and the library; nil for none.
    public var faults: FaultInjector?
    /// Who sees what the sockets send and receive; nil for nobody.
    package var tap: TrafficTap?

    /// What suits dumps, transactions and monitors alike.
    public init() {}
  }

  /// What the kernel granted when a socket was opened.
  public struct Capabilities: Sendable, Equatable {
    /// Requests are checked strictly. The kernel's `NETLINK_GET_STRICT_CHK`.
    public internal(set) var strictCheck = false
    /// Refusals come with words. The kernel's `NETLINK_EXT_ACK`.
    public internal(set) var extendedAck = false
    /// Refusals come without the request. The kernel's `NETLINK_CAP_ACK`.
    public internal(set) var cappedAck = false
    /// Notifications tell their group's number. The kernel's `NETLINK_PKTINFO`.
    public internal(set) var packetInfo = false
    /// The receive buffer was set past the limit for ordinary users. The kernel's `SO_RCVBUFFORCE`.
    public internal(set) var receiveBufferForced = false
    /// The receive buffer as the kernel counts it, in bytes.
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
      granted.receiveBufferForced = true
    } else {
      // The kernel cuts the wish down to net.core.rmem_max.
      _ = transport.setOption(SocketOption.socketLevel, SocketOption.receiveBuffer, size)
    }
    granted.receiveBufferSize = Int(
      transport.option(SocketOption.socketLevel, SocketOption.receiveBuffer) ?? 0)
    if options.extendedAcknowledgements {
      granted.extendedAck = transport.setOption(level, SocketOption.extendedAcknowledgement, 1) == 0
    }
    if options.strictChecking {
      granted.strictCheck = transport.setOption(level, SocketOption.strictChecking, 1) == 0
    }
    if options.cappedAcknowledgements {
      granted.cappedAck = transport.setOption(level, SocketOption.cappedAcknowledgement, 1) == 0
    }
    granted.packetInfo = transport.setOption(level, SocketOption.packetInfo, 1) == 0
    return (endpoint, granted)
  }
}
