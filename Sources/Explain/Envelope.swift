/// Facts about a datagram that its bytes do not have: direction, time, protocol and network namespace.
package struct Envelope: Sendable, Equatable {
  /// Which way a datagram went.
  package enum Direction: UInt8, Sendable {
    case unknown, sent, received

    /// The sign before a message.
    var sign: StaticString {
      switch self {
      case .unknown: "="
      case .sent: ">"
      case .received: "<"
      }
    }
  }

  /// Which way it went.
  package var direction = Direction.unknown
  /// The netlink protocol: 0 is NETLINK_ROUTE, 16 is NETLINK_GENERIC.
  package var netlinkProtocol: UInt16 = 0
  /// When it was sent or received, in nanoseconds since 1970; nil if the recording does not say.
  package var time: UInt64?
  /// The number that the recording gives to its network namespace.
  package var namespace: UInt32 = 0
  /// What the recording notes beside it.
  package var notes: [RecordedNote] = []

  /// An rtnetlink message of which nothing else is known.
  package init() {}

  /// The numbers and names of netlink protocols, without `NETLINK_`, in lower case.
  static let protocols: [(number: UInt16, name: StaticString)] = [
    (0, "route"), (2, "usersock"), (3, "firewall"), (4, "sock_diag"), (5, "nflog"), (6, "xfrm"),
    (7, "selinux"), (8, "iscsi"), (9, "audit"), (10, "fib_lookup"), (11, "connector"), (12, "netfilter"),
    (13, "ip6_fw"), (14, "dnrtmsg"), (15, "kobject_uevent"), (16, "generic"), (18, "scsitransport"),
    (19, "ecryptfs"), (20, "rdma"), (21, "crypto"), (22, "smc"),
  ]

  /// The number of the protocol of that name, which may have `-` for `_`; nil when there is none.
  package static func protocolNumber(of name: String) -> UInt16? {
    let name = String(name.map { $0 == "-" ? "_" : $0 })
    return protocols.first { "\($0.name)" == name }?.number
  }
}
