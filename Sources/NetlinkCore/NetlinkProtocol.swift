/// A netlink protocol: which part of the kernel a socket speaks with.
///
/// A value; thread-safe. The kernel's `NETLINK_…`. OVS: the argument of `nl_sock_create`.
public struct NetlinkProtocol: RawRepresentable, Hashable, Sendable {
  /// The number, as `socket(2)` takes it.
  public var rawValue: Int32

  /// The protocol of that number, known here or not.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Links, addresses, routes, neighbours, rules. The kernel's `NETLINK_ROUTE`.
  public static let route = NetlinkProtocol(rawValue: 0)
  /// The sockets of a network namespace. The kernel's `NETLINK_SOCK_DIAG`.
  public static let socketDiagnostics = NetlinkProtocol(rawValue: 4)
  /// IPsec. The kernel's `NETLINK_XFRM`.
  public static let xfrm = NetlinkProtocol(rawValue: 6)
  /// Packet filter and connection tracking. The kernel's `NETLINK_NETFILTER`.
  public static let netfilter = NetlinkProtocol(rawValue: 12)
  /// Families that have names instead of numbers. The kernel's `NETLINK_GENERIC`.
  public static let generic = NetlinkProtocol(rawValue: 16)

  /// How many bytes must follow the header of every request, or the kernel does nothing and acknowledges that: of
  /// `struct rtgenmsg`, of `struct nfgenmsg`.
  var leastHeaderLength: Int {
    switch self {
    case .route: 1
    case .netfilter: 4
    default: 0
    }
  }
}
