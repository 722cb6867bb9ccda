import Wire

/// A whole dump, held in one piece of memory.
public struct Snapshot: Sendable {
  var bytes: [UInt8] = []
  /// How the dump ended. `interrupted` says that the table changed under every try.
  public internal(set) var status = DumpStatus()
  /// How many times the table was dumped.
  public internal(set) var tries = 0

  /// The messages, borrowed from the snapshot. Walk them while it lives.
  public var messages: Messages {
    @_lifetime(borrow self) get { Messages(bytes.raw) }
  }

  /// The messages' bytes, one after another.
  public var contents: RawSpan {
    @_lifetime(borrow self) get { bytes.raw }
  }
}

extension NetlinkClient {
  /// Dumps a table and holds it until it is known to be whole; one that was interrupted, or lost parts,
  /// is dumped again, up to `retries` times in all. Then the last one is returned together with
  /// `status.interrupted`, for a busy table has no better answer.
  ///
  /// Blocks as the dump does. Throws what the dump throws, an overflow only if the last try had one.
  /// OVS: none; its header only warns.
  public func snapshot(_ request: Request, retries: Int = 5) throws(NetlinkError) -> Snapshot {
    var snapshot = Snapshot()
    var capacity = ReceiveBuffer.minimumCapacity
    while true {
      snapshot.tries += 1
      snapshot.bytes.removeAll(keepingCapacity: true)
      let isLast = snapshot.tries >= max(1, retries)
      let dump = dump(request, capacity: capacity)
      var cursor = dump.makeCursor()
      while cursor.receive() { snapshot.bytes.append(cursor.datagram) }
      do throws(NetlinkError) {
        snapshot.status = try dump.finish()
        if !snapshot.status.interrupted || isLast { return snapshot }
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
