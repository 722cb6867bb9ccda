/// Runs dumps and transactions. It has no descriptor of its own: nothing is opened before the first of them.
///
/// Each dump and each transaction has a channel from the pool to itself for as long as it lasts. They run in the
/// network namespace of the thread that starts them, or in the one that the client was made for. Thread-safe: one
/// client serves any number of threads at once. OVS: `nl_dump_start` and `nl_transact`, which are given a protocol.
public class NetlinkClient: @unchecked Sendable {
  /// The protocol that channels are opened for.
  public final let netlinkProtocol: NetlinkProtocol
  /// How they are opened.
  public final let options: NetlinkSocket.Options
  final let pool: ChannelPool
  /// Where its sockets and the time come from.
  package final var host: any Host { pool.host }
  package final let cancellation: Cancellation
  /// When every dump and transaction gives up, even where the call has a later deadline.
  package final let deadline: Deadline
  private let families: Guarded<[GenericFamily]> = Guarded([])

  /// A client by the channels of `pool`. Opens nothing and never blocks. `cancellation` ends its waits; the same one
  /// may end those of several clients.
  public convenience init(
    _ netlinkProtocol: NetlinkProtocol = .route, options: NetlinkSocket.Options = .init(),
    pool: ChannelPool = .shared, cancellation: Cancellation = Cancellation()
  ) {
    self.init(netlinkProtocol, options: options, pool: pool, cancellation: cancellation, until: .never)
  }

  /// The same, with a deadline for all its dumps and transactions.
  package init(
    _ netlinkProtocol: NetlinkProtocol = .route, options: NetlinkSocket.Options, pool: ChannelPool,
    cancellation: Cancellation, until deadline: Deadline
  ) {
    self.netlinkProtocol = netlinkProtocol
    self.options = options
    self.pool = pool
    self.cancellation = cancellation
    self.deadline = deadline
  }

  /// A client in another network namespace, for use by any thread; the calling thread stays in its own. Blocks only for
  /// the start of a thread. Throws as `ChannelPool.init(in:)` does. OVS: none.
  public convenience init(
    _ netlinkProtocol: NetlinkProtocol = .route, in namespace: NetworkNamespace,
    options: NetlinkSocket.Options = .init(), cancellation: Cancellation = Cancellation()
  ) throws(NetlinkError) {
    self.init(
      netlinkProtocol, options: options, pool: try ChannelPool(in: namespace), cancellation: cancellation)
  }

  /// A client by the same channels, ended by the same cancellation, with another deadline.
  package final func with(_ deadline: Deadline) -> NetlinkClient {
    NetlinkClient(netlinkProtocol, options: options, pool: pool, cancellation: cancellation, until: deadline)
  }

  /// The same without a deadline, for a look that is taken however little time there is: it ends once the kernel is
  /// silent for as long as `deadline` leaves, or for a second where that is longer.
  package final func looking(until deadline: Deadline) -> NetlinkClient {
    var options = options
    let silence = Duration.milliseconds(max(1000, deadline.left))
    options.patience = min(options.patience ?? silence, silence)
    return NetlinkClient(
      netlinkProtocol, options: options, pool: pool, cancellation: cancellation, until: .never)
  }

  /// Ends every wait of its dumps and transactions with `.cancelled`, now and later; for a socket, its own waits too.
  public final func cancel() { cancellation.cancel() }

  /// Starts a dump, which any number of threads may read.
  ///
  /// Never throws and hardly blocks: the kernel makes the first part within the send. `NetlinkDump.finish` throws what
  /// failed, `.timedOut` where the deadline passed before the end. The flags that make a request a dump are added.
  /// OVS: `nl_dump_start`.
  public final func dump(_ request: borrowing Request, until deadline: Deadline = .never) -> NetlinkDump {
    dump(request, capacity: ReceiveBuffer.minimumCapacity, until: deadline)
  }

  final func dump(_ request: borrowing Request, capacity: Int, until deadline: Deadline) -> NetlinkDump {
    NetlinkDump(
      copy request, netlinkProtocol, options, pool, cancellation, capacity: capacity,
      until: min(deadline, self.deadline))
  }

  /// The family of that name, where it was asked for before.
  final func knownFamily(_ name: String) -> GenericFamily? {
    families.withLock { $0.first { $0.name == name } }
  }

  /// Remembers a family, in place of one of that name.
  final func remember(_ family: GenericFamily) {
    families.withLock { families in
      families.removeAll { $0.name == family.name }
      families.append(family)
    }
  }

  /// Forgets the family of that name.
  final func forgetFamily(named name: String) { families.withLock { $0.removeAll { $0.name == name } } }

  /// Forgets the families of that number: the kernel gives a family a new number with each load of its module.
  final func forgetFamily(_ id: UInt16) { families.withLock { $0.removeAll { $0.id == id } } }
}
