import NetlinkWire

/// A whole dump, held in one piece of memory.
///
/// A value; thread-safe. OVS: none.
public struct Snapshot: Sendable {
  var bytes: [UInt8] = []
  /// How the last try ended. Unless it is certain, the table changed under every try.
  public internal(set) var status = DumpStatus()
  /// How many times the table was dumped.
  public internal(set) var tries = 0

  /// The messages, borrowed from the snapshot. Walk them while it lives.
  public var messages: Messages {
    @_lifetime(borrow self) get { Messages(bytes.raw) }
  }

  init() {}

  /// The messages of a reply, as if they had been dumped.
  package init(_ reply: Reply) {
    bytes = reply.bytes
    status.isComplete = true
    tries = 1
  }

  /// Messages merged from several dumps, with the status of one of them.
  package init(contents: [UInt8], like other: Snapshot?) {
    bytes = contents
    status = other?.status ?? DumpStatus()
    tries = other?.tries ?? 1
  }

  /// Messages from elsewhere, as a complete dump; `interrupted` where the kernel said that the table changed.
  package init(contents: [UInt8], interrupted: Bool) {
    bytes = contents
    status.isComplete = true
    status.isInterrupted = interrupted
    tries = 1
  }

  /// The messages' bytes, one after another.
  package var contents: RawSpan {
    @_lifetime(borrow self) get { bytes.raw }
  }
}

extension NetlinkClient {
  /// Dumps a table until the dump is certain, and holds it. A dump that was interrupted or disturbed, or lost parts, is
  /// repeated, up to `tries` dumps in all. Then the last one is returned, and its `status` says what may be wrong with
  /// it: for a busy table there is no better answer.
  ///
  /// Before a disturbed dump is repeated, it waits until nothing has changed for some milliseconds; all these waits
  /// together take 1.2 seconds at most. Where the kernel refuses the request for an attribute that it does not know
  /// (EINVAL), `simpler` is sent instead.
  ///
  /// Blocks while the kernel has yet to answer, until the deadline at most, which holds for all tries together. Throws
  /// what the dump throws, an overflow only if the last try had one. OVS: none; its header only warns.
  public func snapshot(
    _ request: Request, orElse simpler: Request? = nil, tries: Int = 5, until deadline: Deadline = .never
  ) throws(NetlinkError) -> Snapshot {
    try ask(request, orElse: simpler) { (request) throws(NetlinkError) in
      try snapshot(request, tries: tries, limit: .max, until: deadline) { _, _ in } ?? Snapshot()
    }
  }

  /// The same; nil where the table has more than `limit` bytes. Hands every uncertain dump that had a witness to
  /// `keep`, with the notifications since the end of the dump before, or nil where some of them were lost.
  package func snapshot(
    _ request: Request, tries: Int = 5, limit: Int, until deadline: Deadline = .never,
    keep: (borrowing Snapshot, HeardNotifications?) -> Void
  ) throws(NetlinkError) -> Snapshot? {
    var snapshot = Snapshot()
    var attempt = SnapshotAttempt(request, self, until: deadline)
    while true {
      snapshot.tries += 1
      let isLast = snapshot.tries >= max(1, tries)
      do throws(NetlinkError) {
        if !(try attempt.read(into: &snapshot, limit: limit)) { return nil }
        if !snapshot.status.isCertain { attempt.handOver(snapshot, keep) }
        if snapshot.status.isCertain || snapshot.status.witnessError != nil || isLast { return snapshot }
        attempt.waitForQuiet(tries: snapshot.tries)
      } catch {
        switch error.kind {
        case .overflow where !isLast: continue
        case .truncated(let needed) where !isLast: attempt.capacity = max(attempt.capacity, needed)
        default: throw error
        }
      }
    }
  }
}

extension NetlinkClient {
  /// Reads a dump to its end. `snapshot` loses its former messages and gets those of the dump. `isEndless` sees every
  /// datagram; if it returns true, the dump is given up, and `snapshot` is not complete. Returns false, and cancels the
  /// dump, if it has more than `limit` bytes. Throws the error of the dump, or one of missing memory.
  func collect(
    _ dump: NetlinkDump, of request: Request, into snapshot: inout Snapshot, limit: Int = .max,
    isEndless: (RawSpan) -> Bool
  ) throws(NetlinkError) -> Bool {
    snapshot.bytes.removeAll(keepingCapacity: true)
    var cursor = dump.makeCursor()
    while cursor.receive() {
      let isEndless = isEndless(cursor.datagram)
      if snapshot.bytes.count + cursor.datagram.byteCount > limit {
        dump.cancel()
        return false
      }
      guard snapshot.bytes.makeRoom(for: cursor.datagram.byteCount) else {
        dump.cancel()
        throw .noMemory(for: request)
      }
      snapshot.bytes.append(cursor.datagram)
      if isEndless {
        dump.cancel()
        snapshot.status = DumpStatus()
        return true
      }
    }
    snapshot.status = try dump.finish()
    return true
  }

  /// Dumps a table for a caller that receives the notifications itself: every datagram is shown to the judge of the
  /// request's witness, which is returned with the dump. A dump that the kernel flags as interrupted is repeated, up to
  /// `tries` dumps in all.
  package func judgedSnapshot(
    _ request: Request, tries: Int = 5
  ) throws(NetlinkError) -> (snapshot: Snapshot, judge: (any WitnessJudge)?) {
    var snapshot = Snapshot()
    var capacity = ReceiveBuffer.minimumCapacity
    while true {
      snapshot.tries += 1
      let isLast = snapshot.tries >= max(1, tries)
      var judge = request.witness?.makeJudge()
      do throws(NetlinkError) {
        let dump = dump(request, capacity: capacity, until: .never)
        _ = try collect(dump, of: request, into: &snapshot) {
          judge?.dumped($0)
          return judge?.isEndless ?? false
        }
        if !snapshot.status.isInterrupted || isLast { return (snapshot, judge) }
      } catch {
        switch error.kind {
        case .overflow where !isLast: continue
        case .truncated(let needed) where !isLast: capacity = max(capacity, needed)
        default: throw error
        }
      }
    }
  }
}
