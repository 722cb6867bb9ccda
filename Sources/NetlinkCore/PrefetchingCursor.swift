private import CNetlink
import NetlinkWire

/// One thread's reader of a dump; a thread of its own receives ahead for it once the dump is large.
///
/// Most of a dump's time is spent in the kernel, inside receives; the reader works on the messages meanwhile, on
/// another processor. A dump of up to 32 datagrams, about 1 MiB, is read as `DumpCursor` reads it, and so is every
/// dump where there is only one processor or no thread can be started. Of a larger dump at most 16 datagrams, half a
/// MiB, wait to be read; then the thread waits. The order is the kernel's.
///
/// Not to be used by two threads at once. Dropping it ends the dump and waits for its thread, for the
/// time of one receive at most. OVS: none; there a dump is received by those who read it.
public struct PrefetchingCursor: ~Copyable {
  /// The dump that this reads from.
  public let dump: NetlinkDump
  private var buffer = ReceiveBuffer()
  private var prefetcher: Prefetcher?
  /// How many datagrams are still to be received without a thread.
  private var direct: Int

  /// Reads the first `direct` datagrams itself before it starts a thread; with one processor it reads all of them.
  package init(_ dump: NetlinkDump, direct: Int = 32, processors: Int = Int(cnl_processors())) {
    self.dump = dump
    self.direct = processors > 1 ? max(direct, 1) : -1
  }

  deinit { prefetcher?.stop() }

  /// How many datagrams may have been received ahead: those in the ring, and the one that the thread holds.
  package static var ahead: Int { DatagramRing.capacity + 1 }

  /// Whether a thread receives ahead, or has.
  package var isPrefetching: Bool { prefetcher != nil }

  /// Receives the next datagram: whole messages of this dump and nothing else, for `Messages` to walk;
  /// nil at the end, and then `dump.finish()` tells how it went.
  ///
  /// Waits for the kernel where it must, as long as the socket's options allow. What was received before
  /// the end, or before another thread ended the dump, is still handed out. OVS: `nl_dump_next`.
  @_lifetime(&self)
  public mutating func nextDatagram() -> RawSpan? {
    guard receive() else { return nil }
    return buffer.lend(at: 0, length: buffer.count)
  }

  private mutating func receive() -> Bool {
    if let prefetcher { return prefetcher.ring.take(&buffer) }
    guard dump.receive(into: &buffer) else { return false }
    direct -= 1
    if direct == 0 { prefetcher = Prefetcher(dump) }
    return true
  }
}

/// The thread that receives ahead.
final class Prefetcher: Sendable {
  let ring = DatagramRing()
  private let dump: NetlinkDump
  private let worker: Worker

  /// Starts to receive; nil when no thread can be started.
  init?(_ dump: NetlinkDump) {
    self.dump = dump
    let ring = ring
    let worker = try? Worker {
      var buffer = ReceiveBuffer()
      while dump.receive(into: &buffer), ring.put(&buffer) {}
      ring.close()
    }
    guard let worker else { return nil }
    self.worker = worker
  }

  /// Ends the thread, and with it the dump.
  func stop() {
    ring.abandon()
    dump.cancel()
    worker.join()
  }
}

extension NetlinkDump {
  /// A reader for one thread; a further thread receives ahead for it once the dump is large. Never blocks.
  public func makePrefetchingCursor() -> PrefetchingCursor { PrefetchingCursor(self) }
}
