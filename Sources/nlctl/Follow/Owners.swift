import NetlinkCore
import NetlinkWire

/// Who is behind port ids.
struct Owners {
  private var finder = ProcessFinder()
  private let noted: NotedOwners?

  /// As was found out when a notification was taken, or, without `noted`, as `/proc` says when an event is printed.
  init(_ noted: NotedOwners? = nil) { self.noted = noted }

  mutating func owner(of portID: UInt32) -> SocketOwner? {
    noted.map { $0.owner(of: portID) } ?? finder.process(of: portID)?.owner
  }
}

/// Who was behind port ids when a notification with them came last.
final class NotedOwners {
  private var known: [UInt32: SocketOwner] = [:]

  func owner(of portID: UInt32) -> SocketOwner? { known[portID] }

  /// Nil for one that could not be found.
  func note(_ portID: UInt32, _ owner: SocketOwner?) {
    if known.count >= 1024 { known.removeAll() }
    known[portID] = owner
  }

  /// Notes who is behind the first message of a datagram.
  func note(ofFirst datagram: RawSpan, _ owner: SocketOwner?) {
    var messages = Messages(datagram)
    if let message = messages.next() { note(message.portID, owner) }
  }
}
