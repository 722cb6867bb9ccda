internal import Rtnetlink

/// An address family of the kernel, such as IPv4: the family of an address, a route or a neighbour.
///
/// A value; thread-safe. The kernel's `AF_…`. OVS: none.
public struct AddressFamily: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
  /// The kernel's number.
  public var rawValue: UInt8

  /// The family of that number, known here or not.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// No family, or all families. The kernel's `AF_UNSPEC`.
  public static let unspecified = AddressFamily(rawValue: Family.unspecified)
  /// IPv4. The kernel's `AF_INET`.
  public static let ipv4 = AddressFamily(rawValue: Family.inet)
  /// IPv6. The kernel's `AF_INET6`.
  public static let ipv6 = AddressFamily(rawValue: Family.inet6)
  /// Bridges and their forwarding databases. The kernel's `AF_BRIDGE`.
  public static let bridge = AddressFamily(rawValue: Family.bridge)
  /// Labels of MPLS. The kernel's `AF_MPLS`.
  public static let mpls = AddressFamily(rawValue: Family.mpls)

  /// As `ip` calls it: `inet`, `inet6`, `bridge`, `mpls`; the number of any other.
  public var description: String {
    switch self {
    case .unspecified: "unspec"
    case .ipv4: "inet"
    case .ipv6: "inet6"
    case .bridge: "bridge"
    case .mpls: "mpls"
    default: String(rawValue)
    }
  }
}
