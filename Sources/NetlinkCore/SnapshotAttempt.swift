import NetlinkWire

/// The dumps of one snapshot, which share a witness.
struct SnapshotAttempt: ~Copyable {
  private let request: Request
  private let client: NetlinkClient
  private let deadline: Deadline
  private var witness: DumpWitness?
  private var witnessError: NetlinkError?
  private var isFirst = true
  /// How long to wait for a quiet moment, in milliseconds, before all dumps together.
  private var patience = 1200
  var capacity = ReceiveBuffer.minimumCapacity

  init(_ request: Request, _ client: NetlinkClient, until deadline: Deadline) {
    self.request = request
    self.client = client
    self.deadline = deadline
    openWitness()
  }

  private mutating func openWitness() {
    guard let wanted = request.witness else { return }
    do throws(NetlinkError) {
      witness = try DumpWitness(wanted, for: client, keepsNotifications: true, until: deadline)
    } catch {
      witnessError = error
    }
  }

  /// Hands a dump that had a witness to `keep`.
  mutating func handOver(
    _ snapshot: borrowing Snapshot, _ keep: (borrowing Snapshot, HeardNotifications?) -> Void
  ) {
    if witness == nil { return }
    keep(snapshot, witness?.notifications)
    witness?.forgetNotifications()
  }

  /// Dumps the table once more; false when it has more than `limit` bytes.
  mutating func read(into snapshot: inout Snapshot, limit: Int) throws(NetlinkError) -> Bool {
    if !isFirst { witness?.beginAgain() }
    isFirst = false
    let dump = client.dump(request, capacity: capacity, until: deadline)
    let isWhole = try client.collect(dump, of: request, into: &snapshot, limit: limit) {
      witness?.dumped($0)
      return witness?.isEndless ?? false
    }
    if !isWhole { return false }
    snapshot.status.witnessError = witnessError
    snapshot.status.isDisturbed = witness?.checkDisturbance() ?? false
    return true
  }

  /// Waits for a moment in which nothing changes: where a table rests now and then, a dump fits into the pause.
  mutating func waitForQuiet(tries: Int) {
    let host = client.pool.host
    let start = host.now()
    _ = witness?.waitForQuiet(1 + tries, atMost: deadline.left(atMost: patience))
    patience = max(0, patience - (host.now() - start))
  }
}
