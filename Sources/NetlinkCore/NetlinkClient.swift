/// The way to dumps and transactions, with no descriptor of its own: nothing is opened before the first.
///
/// Each has a channel of its own for as long as it lasts, from the pool. They run in the network namespace of
/// the thread that starts them. Thread-safe. OVS: `nl_dump_start` and `nl_transact`, which are given a protocol.
public class NetlinkClient: @unchecked Sendable {
  /// The protocol that channels are opened for.
  public final let netlinkProtocol: NetlinkProtocol
  /// How they are opened.
  public final let options: NetlinkSocket.Options
  final let pool: ChannelPool
  /// Where its sockets come from, and the time.
  package final var host: any Host { pool.host }
  final let cancellation: Cancellation
  private let families: Guarded<[String: GenericFamily]> = Guarded([:])

  /// A way to the kernel by the channels of `pool`. Opens nothing. `cancellation` ends its waits; one may end
  /// those of several.
  public init(
    for netlinkProtocol: NetlinkProtocol = .route, options: NetlinkSocket.Options = .init(),
    pool: ChannelPool = .shared, cancellation: Cancellation = Cancellation()
  ) {
    self.netlinkProtocol = netlinkProtocol
    self.options = options
    self.pool = pool
    self.cancellation = cancellation
  }

  /// A way to the kernel in another network namespace, from whichever thread; the calling thread stays in its own.
  /// Throws as `ChannelPool.init(in:)` does.
  public convenience init(
    _ netlinkProtocol: NetlinkProtocol = .route, in namespace: NetworkNamespace,
    options: NetlinkSocket.Options = .init(), cancellation: Cancellation = Cancellation()
  ) throws(NetlinkError) {
    self.init(
      for: netlinkProtocol, options: options, pool: try ChannelPool(in: namespace), cancellation: cancellation
    )
  }

  /// Ends every wait of its dumps and transactions, of a socket its own waits too, with `.cancelled`, now and
  /// later.
  public final func cancel() { cancellation.cancel() }

  /// A descriptor whose becoming readable does the same: for a signal handler, which may only write.
  public final var cancellationDescriptor: Int32 { cancellation.descriptor }

  /// Starts a dump, for as many threads as like to read.
  ///
  /// Never throws and hardly blocks: the kernel makes the first part meanwhile. A failure is told by
  /// `finish`; that the deadline passed before the end is one (`.timedOut`). The request gets the dump's flags in a
  /// copy. OVS: `nl_dump_start`.
  public final func dump(_ request: borrowing Request, until deadline: Deadline = .never) -> NetlinkDump {
    dump(request, capacity: ReceiveBuffer.minimumCapacity, until: deadline)
  }

  final func dump(_ request: borrowing Request, capacity: Int, until deadline: Deadline) -> NetlinkDump {
    NetlinkDump(
      copy request, netlinkProtocol, options, pool, cancellation, capacity: capacity, until: deadline)
  }

  /// What is known of a family that was asked for before.
  final func knownFamily(_ name: String) -> GenericFamily? { families.withLock { $0[name] } }

  /// Remembers a family, or forgets it.
  final func remember(_ name: String, _ family: GenericFamily?) { families.withLock { $0[name] = family } }

  /// Forgets the families of that number; their numbers are given anew with each load of a module.
  final func forgetFamily(_ id: UInt16) {
    families.withLock { families in families = families.filter { $0.value.id != id } }
  }
}
