import NetlinkCore
import NetlinkWire

/// The processes of port ids.
struct Owners {
  private var finder = ProcessFinder()
  private let noted: NotedOwners?

  /// With `noted`, what was found when the notification came; else what `/proc` says now.
  init(_ noted: NotedOwners? = nil) { self.noted = noted }

  mutating func owner(of portID: UInt32) -> SocketOwner? {
    noted.map { $0.owner(of: portID) } ?? finder.process(of: portID)?.owner
  }
}

/// The processes of port ids, as of the last notification from each.
final class NotedOwners {
  private var known: [UInt32: SocketOwner] = [:]

  func owner(of portID: UInt32) -> SocketOwner? { known[portID] }

  /// Notes the process; nil if it was not found.
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
