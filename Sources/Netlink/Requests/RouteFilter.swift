public import NetlinkCore
internal import NetlinkMirror
internal import NetlinkWire
internal import Rtnetlink

extension Route {
  /// Chooses routes; those of all tables unless a property is set.
  public struct Filter: ObjectFilter, Hashable {
    /// Routes of this family alone; else of IPv4 and IPv6, and of MPLS where the kernel has it.
    public var family: AddressFamily?
    /// Routes of this table alone.
    public var table: Table?
    /// Routes by this device alone.
    public var device: UInt32?
    /// Routes of this origin alone, such as `.kernel`.
    public var origin: Origin?
    /// Routes of this action alone, such as `.blackhole`.
    public var action: Action?

    /// All routes, or only those with these properties.
    public init(
      family: AddressFamily? = nil, table: Table? = nil, device: UInt32? = nil, origin: Origin? = nil,
      action: Action? = nil
    ) {
      self.family = family
      self.table = table
      self.device = device
      self.origin = origin
      self.action = action
    }

    /// What to ask.
    public var requests: [Request] {
      var filter = RouteRequest.Filter()
      filter.table = table?.rawValue ?? 0
      filter.device = device ?? 0
      filter.protocol = origin?.rawValue ?? 0
      filter.type = action?.rawValue ?? 0
      let families = family.map { [$0] } ?? Route.families
      return named(
        families.map { RouteRequest.all(family: $0.rawValue, filter) }, "routes")
    }

    /// Whether a route is wanted. The kernel alone checks the devices of a route of several next hops.
    public func includes(_ route: Route) -> Bool {
      (table == nil || route.table == table) && (origin == nil || route.origin == origin)
        && (action == nil || route.action == action)
        && (device == nil || route.device == nil || route.device == device)
        && (family == nil || route.family == family)
    }
  }

  /// The families whose routes the kernel has. A kernel without MPLS would answer a question for MPLS with all other
  /// routes.
  static var families: [AddressFamily] {
    Files.exist(Tracked.mplsFile) ? [.ipv4, .ipv6, .mpls] : [.ipv4, .ipv6]
  }
}
