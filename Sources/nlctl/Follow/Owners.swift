import NetlinkCore
import NetlinkWire

/// Finds the processes that own port ids.
struct Owners {
  private var finder = ProcessFinder()
  private let noted: NotedOwners?

  /// With `noted`, the processes are those found when the notifications came; else those that `/proc` shows now.
  init(_ noted: NotedOwners? = nil) { self.noted = noted }

  /// The process of a port id, whose message was received at `time`.
  mutating func owner(of portID: UInt32, at time: StreamTime) -> SocketOwner? {
    noted.map { $0.owner(of: portID) } ?? finder.process(of: portID, at: time)?.owner
  }
}

/// The processes that owned port ids when the last notification from each came.
final class NotedOwners {
  private var known: [UInt32: SocketOwner] = [:]

  func owner(of portID: UInt32) -> SocketOwner? { known[portID] }

  /// Notes the process of a port id; nil if it was not found.
  func note(_ portID: UInt32, _ owner: SocketOwner?) {
    if known.count >= 1024 { known.removeAll() }
    known[portID] = owner
  }

  /// Notes the process of the first message of a datagram.
  func note(ofFirst datagram: RawSpan, _ owner: SocketOwner?) {
    var messages = Messages(datagram)
    if let message = messages.next() { note(message.portID, owner) }
  }
}
