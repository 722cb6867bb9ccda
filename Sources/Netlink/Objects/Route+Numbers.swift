internal import Rtnetlink

// Numbers of the kernel in routes, with names for those in everyday use.
extension Route {
  /// A routing table, by its number. The kernel's `RT_TABLE_…`.
  public struct Table: RawRepresentable, Sendable, Hashable, ExpressibleByIntegerLiteral,
    CustomStringConvertible
  {
    /// The kernel's number.
    public var rawValue: UInt32
    /// The table of that number.
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    /// The table of that number.
    public init(integerLiteral value: UInt32) { rawValue = value }
    /// The table of routes that name no table.
    public static let main = Table(rawValue: RouteTableNumber.main)
    /// The host's own and broadcast addresses, which the kernel keeps.
    public static let local = Table(rawValue: RouteTableNumber.local)
    /// The number.
    public var description: String { String(rawValue) }
  }

  /// What a route does with packets. The kernel's `RTN_…`.
  public struct Action: RawRepresentable, Sendable, Hashable {
    /// The kernel's number.
    public var rawValue: UInt8
    /// The action of that number, known here or not.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// They go to a gateway or a device.
    public static let unicast = Action(rawValue: 1)
    /// They are for this host.
    public static let local = Action(rawValue: 2)
    /// They go to all hosts of a network.
    public static let broadcast = Action(rawValue: 3)
    /// They are for this host and others, of which one gets them.
    public static let anycast = Action(rawValue: 4)
    /// They go to a group.
    public static let multicast = Action(rawValue: 5)
    /// They are dropped, and the sender gets no error.
    public static let blackhole = Action(rawValue: 6)
    /// They are refused: there is no such host.
    public static let unreachable = Action(rawValue: 7)
    /// They are refused: it is not allowed.
    public static let prohibit = Action(rawValue: 8)
    /// The next rule decides.
    public static let `throw` = Action(rawValue: 9)
  }

  /// Who added a route, by the number that names it. The kernel's `RTPROT_…`.
  ///
  /// A value; thread-safe.
  public struct Origin: RawRepresentable, Sendable, Hashable {
    /// The kernel's number.
    public var rawValue: UInt8
    /// The origin of that number, known here or not.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// A redirect of ICMP. `RTPROT_REDIRECT`.
    public static let redirect = Origin(rawValue: RouteOrigin.redirect)
    /// The kernel itself, such as for an address. `RTPROT_KERNEL`.
    public static let kernel = Origin(rawValue: RouteOrigin.kernel)
    /// A program that did not say, such as `ip route add`. `RTPROT_BOOT`.
    public static let boot = Origin(rawValue: RouteOrigin.boot)
    /// An administrator. `RTPROT_STATIC`.
    public static let `static` = Origin(rawValue: RouteOrigin.static)
    /// A router's advertisement, of IPv6. `RTPROT_RA`.
    public static let routerAdvertisement = Origin(rawValue: RouteOrigin.routerAdvertisement)
    /// A client of DHCP. `RTPROT_DHCP`.
    public static let dhcp = Origin(rawValue: RouteOrigin.dhcp)
    /// A routing daemon, for BGP. `RTPROT_BGP`.
    public static let bgp = Origin(rawValue: RouteOrigin.bgp)
  }

  /// How far away a destination is, or how far an address is valid. The kernel's `RT_SCOPE_…`.
  ///
  /// A value; thread-safe.
  public struct Scope: RawRepresentable, Sendable, Hashable {
    /// The kernel's number; the greater, the nearer.
    public var rawValue: UInt8
    /// The scope of that number, known here or not.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Everywhere. `RT_SCOPE_UNIVERSE`.
    public static let everywhere = Scope(rawValue: RouteScope.universe)
    /// Within a site. `RT_SCOPE_SITE`.
    public static let site = Scope(rawValue: RouteScope.site)
    /// On a link: nobody has to forward. `RT_SCOPE_LINK`.
    public static let link = Scope(rawValue: RouteScope.link)
    /// On the host itself. `RT_SCOPE_HOST`.
    public static let host = Scope(rawValue: RouteScope.host)
    /// Nowhere: there is no such destination. `RT_SCOPE_NOWHERE`.
    public static let nowhere = Scope(rawValue: RouteScope.nowhere)
  }
}
