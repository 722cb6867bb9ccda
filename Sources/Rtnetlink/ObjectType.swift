package import NetlinkWire

/// A kind of object of the kernel: its messages and its table.
package struct ObjectType: Sendable {
  /// Our word for it, as in commands and events: `link`.
  package let name: StaticString
  /// What the kernel calls it in the names of its messages: `LINK` of `RTM_GETLINK`.
  package let kernelName: StaticString
  /// One sentence of documentation.
  package let summary: StaticString
  /// The type of the message that says it is there: `RTM_NEWLINK`. `delete` and `get` are the next two numbers.
  package let new: UInt16
  /// The rows of its messages.
  package let table: Table
  private let makeIdentity: @Sendable () -> Identity

  /// What tells one such object from another. A list that is not sorted by it does not make it.
  package var identity: Identity { makeIdentity() }

  /// The kernel's `RTM_DEL…`.
  package var delete: UInt16 { new + 1 }
  /// The kernel's `RTM_GET…`.
  package var get: UInt16 { new + 2 }

  /// What it is called in events as JSON, where `nsid` is the namespace that an event came from.
  package var key: StaticString { new == RTM.newNamespaceID ? "netnsid" : name }

  init(
    _ name: StaticString, _ kernelName: StaticString, _ summary: StaticString, new: UInt16, _ table: Table,
    _ identity: @autoclosure @escaping @Sendable () -> Identity
  ) {
    self.name = name
    self.kernelName = kernelName
    self.summary = summary
    self.new = new
    self.table = table
    makeIdentity = identity
  }

  /// The types that a mirror may follow, and buckets.
  package static let all: [ObjectType] = [.link, .addr, .route, .neigh, .rule, .nexthop, .bucket]

  /// Types that no mirror follows: they are listed, and their notifications are shown as messages.
  package static let others: [ObjectType] = [.netconf, .nsid, .maddr, .prefix, .vlan, .mdb, .stats]

  /// The type among `others` of messages of this number; nil when there is none.
  package static func other(of messageType: UInt16) -> ObjectType? {
    others.first { $0.new == messageType || $0.delete == messageType }
  }

  /// Appends the key of the object of `message`, which may also say that the object is gone.
  package func appendKey(of message: borrowing Message, to key: inout [UInt8]) {
    identity.append(message, headerLength: table.headerLength, to: &key)
  }

  /// The type that commands call so; nil when there is none. Only that type's table is made.
  package static func named(_ name: String) -> ObjectType? {
    switch name {
    case "link": link
    case "addr": addr
    case "route": route
    case "neigh": neigh
    case "rule": rule
    case "nexthop": nexthop
    case "bucket": bucket
    case "netconf": netconf
    case "nsid": nsid
    case "maddr": maddr
    case "vlan": vlan
    case "mdb": mdb
    default: nil
    }
  }

  /// The type of messages of this number and address family; nil where it is none of `all`.
  ///
  /// A link message of any family but AF_UNSPEC is not about the link itself: a bridge describes its port so, and
  /// RTM_DELLINK then says that the port left the bridge, not that the device is gone.
  package static func of(messageType: UInt16, family: UInt8) -> ObjectType? {
    if messageType & ~1 == RTM.newLink, family != Family.unspecified { return linkPart }
    return all.first { $0.new == messageType || $0.delete == messageType }
  }

  /// Whether all of the fixed header of its messages is there, so that fields of it can be read.
  package func isWhole(_ message: borrowing Message) -> Bool {
    message.payload.byteCount >= table.headerLength
  }

  /// The attributes behind the fixed header of one of its messages; empty where the header is not whole.
  @_lifetime(copy message)
  package func attributes(of message: borrowing Message) -> RawSpan {
    let payload = message.payload
    let length = min(table.headerLength, payload.byteCount)
    return payload.slice(at: length, length: payload.byteCount - length)
  }

  /// The type of `message`; nil where it is none of `all`.
  package static func of(_ message: borrowing Message) -> ObjectType? {
    of(messageType: message.type, family: message.family)
  }
}
