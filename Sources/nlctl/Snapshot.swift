import Netlink
import Render
import Wire

/// A table held whole: the messages of one dump, and how it ended.
struct Snapshot: ~Copyable {
  private var arena = ByteBuffer(capacity: 64 << 10)
  /// How the dump ended.
  private(set) var status = DumpStatus()

  /// Dumps what `request` asks for; repeats a dump that changed under way, `tries` times in all, and
  /// keeps the last.
  init(_ socket: NetlinkSocket, _ request: borrowing Request, tries: Int = 5) throws(NetlinkError) {
    for _ in 0..<max(1, tries) {
      arena.truncate(to: 0)
      let dump = socket.dump(request)
      var cursor = dump.makeCursor()
      while let datagram = cursor.nextDatagram() { arena.append(datagram) }
      status = try dump.finish()
      if !status.interrupted { return }
    }
  }

  /// The message that lies at `offset` among the held bytes.
  @_lifetime(borrow self)
  func message(at offset: Int, length: Int) -> Message {
    Message(arena.bytes.slice(at: offset, length: length))
  }

  /// The messages.
  var messages: Messages {
    @_lifetime(borrow self) get { Messages(arena.bytes) }
  }
}
