public import NetlinkCore
internal import NetlinkWire
internal import Rtnetlink

// Requests of rtnetlink built from names, without numbers of the kernel.
extension Request {
  /// A request for objects of a kind: dump it for all of them, or append attributes that name one object and transact
  /// it. It changes nothing and may safely be sent twice. Multicast addresses are asked for one family at a time. The
  /// kernel's `RTM_GET…`. OVS: none.
  public static func get(_ kind: ObjectKind, family: AddressFamily = .unspecified) -> Request {
    let filter = RouteRequest.Filter()
    var request =
      switch kind {
      case .link:
        family == .unspecified ? LinkRequest.all() : Request.make(kind, kind.type.get, [family.rawValue])
      case .address: AddressRequest.all(family: family.rawValue, device: 0)
      case .route: RouteRequest.all(family: family.rawValue, filter)
      case .neighbour:
        NeighbourRequest.all(family: family.rawValue, device: 0, master: 0, proxies: false)
      case .rule: RuleRequest.all(family: family.rawValue)
      case .nextHop: NextHopRequest.all(family: family.rawValue)
      case .bucket: BucketRequest.all(group: nil, nextHop: nil, device: nil, master: nil)
      case .netconf: SettingsRequest.netconf(family: family.rawValue)
      case .namespaceID: SettingsRequest.namespaceIDs
      case .multicastAddress: SettingsRequest.multicastAddresses(family: family.rawValue)
      case .bridgeVLAN: SettingsRequest.vlans(withCounters: false)
      case .bridgeGroups: SettingsRequest.multicastGroups
      }
    request.isIdempotent = true
    return request.named(kind, "get \(kind.rawValue)")
  }

  /// What a change does where the object is there already, or is not. The kernel's `NLM_F_…`.
  public struct ChangeMode: OptionSet, Sendable, Hashable {
    /// The kernel's bits.
    public let rawValue: UInt16
    /// The mode of those bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    /// It takes the place of one that is there. `NLM_F_REPLACE`.
    public static let replace = ChangeMode(rawValue: ChangeFlag.replace)
    /// It is refused where one is there (EEXIST). `NLM_F_EXCL`.
    public static let exclusive = ChangeMode(rawValue: ChangeFlag.exclusive)
    /// It is made where none is there. `NLM_F_CREATE`.
    public static let create = ChangeMode(rawValue: ChangeFlag.create)
    /// It stands behind those that are there. `NLM_F_APPEND`.
    public static let append = ChangeMode(rawValue: ChangeFlag.append)
  }

  /// The start of a request that makes a link, or changes the link of that number or, with `.linkName`, of that name;
  /// attributes follow. Each flag in `changed` is set where it is in `flags`, too, and cleared otherwise: `flags: [],
  /// changing: .up` sets a link down. The kernel's `RTM_NEWLINK` and `struct ifinfomsg`.
  public static func newLink(
    index: UInt32 = 0, flags: Link.Flags = [], changing changed: Link.Flags = [], mode: ChangeMode = []
  ) -> Request {
    link(RTM.newLink, index, flags.rawValue.octets + changed.rawValue.octets, mode)
  }

  /// A request that deletes a link, by its number or, with `.linkName`, by its name. The kernel's `RTM_DELLINK`.
  public static func deleteLink(index: UInt32 = 0) -> Request {
    link(RTM.deleteLink, index, [], [])
  }

  private static func link(_ type: UInt16, _ index: UInt32, _ rest: [UInt8], _ mode: ChangeMode) -> Request {
    var request = make(.link, type, [0, 0, 0, 0] + index.octets + rest, mode)
    if index > 0 { request.subject = "link \(index)" }
    return request
  }

  /// A request that gives a device an address. The kernel's `RTM_NEWADDR`.
  public static func newAddress(
    _ prefix: IPPrefix, device: UInt32, mode: ChangeMode = [.create, .exclusive]
  ) -> Request {
    address(RTM.newAddress, prefix, device, mode)
  }

  /// A request that deletes an address of a device. The kernel's `RTM_DELADDR`.
  public static func deleteAddress(_ prefix: IPPrefix, device: UInt32) -> Request {
    address(RTM.deleteAddress, prefix, device, [])
  }

  private static func address(
    _ type: UInt16, _ prefix: IPPrefix, _ device: UInt32, _ mode: ChangeMode
  ) -> Request {
    let family = prefix.address.family.rawValue
    var request = make(.address, type, [family, UInt8(prefix.length), 0, 0] + device.octets, mode)
    request.appendAttribute(.addressLocal, prefix.address)
    if !prefix.address.isIPv6 { request.appendAttribute(.addressPeer, prefix.address) }
    request.subject = "address \(prefix)"
    return request
  }

  /// A request that adds a route, of origin `.static`. Without a gateway the destination is on the link of the device.
  /// Append attributes for metrics, several next hops and the like. The kernel's `RTM_NEWROUTE`.
  public static func newRoute(
    to destination: IPPrefix, via gateway: IPAddress? = nil, device: UInt32? = nil,
    table: Route.Table = .main,
    action: Route.Action = .unicast, metric: UInt32? = nil, mode: ChangeMode = [.create, .exclusive]
  ) -> Request {
    route(RTM.newRoute, destination, gateway, device, table, action, metric, mode)
  }

  /// A request that deletes a route: the first with these properties, whoever added it. The kernel's `RTM_DELROUTE`.
  public static func deleteRoute(
    to destination: IPPrefix, via gateway: IPAddress? = nil, device: UInt32? = nil,
    table: Route.Table = .main,
    metric: UInt32? = nil
  ) -> Request {
    route(
      RTM.deleteRoute, destination, gateway, device, table, Route.Action(rawValue: 0), metric, [])
  }

  private static func route(
    _ type: UInt16, _ destination: IPPrefix, _ gateway: IPAddress?, _ device: UInt32?, _ table: Route.Table,
    _ action: Route.Action, _ metric: UInt32?, _ mode: ChangeMode
  ) -> Request {
    let isDeletion = type == RTM.deleteRoute
    // A deletion with the scope nowhere fits routes of any scope. A route without a gateway has the scope of the link.
    let isOnLink = gateway == nil && action == .unicast && !destination.address.isIPv6
    let scope: Route.Scope = isDeletion ? .nowhere : isOnLink ? .link : .everywhere
    let number = table.rawValue < 256 ? UInt8(table.rawValue) : 0
    var request = make(
      .route, type,
      [
        destination.address.family.rawValue, UInt8(destination.length), 0, 0, number,
        isDeletion ? 0 : Route.Origin.static.rawValue, scope.rawValue, action.rawValue,
      ] + UInt32(0).octets, mode)
    if destination.length > 0 { request.appendAttribute(.routeDestination, destination.address) }
    if table.rawValue >= 256 { request.appendAttribute(.routeTable, u32: table.rawValue) }
    if let gateway { request.appendAttribute(.routeGateway, gateway) }
    if let device { request.appendAttribute(.routeDevice, u32: device) }
    if let metric { request.appendAttribute(.routeMetric, u32: metric) }
    request.subject = "route \(destination)"
    return request
  }

  /// A request of a generic netlink family; attributes follow. The kernel's `struct genlmsghdr`.
  public static func generic(
    _ family: GenericFamily, command: UInt8, version: UInt8 = 1, isIdempotent: Bool = false
  ) -> Request {
    var request = Request(type: family.id)
    request.appendHeader([command, version, 0, 0])
    request.isIdempotent = isIdempotent
    request.subject = "generic family \(family.name)"
    return request
  }

  /// A request with the fixed header of a kind of object: `header`, and zeros up to its length.
  static func make(_ kind: ObjectKind, _ type: UInt16, _ header: [UInt8], _ mode: ChangeMode = []) -> Request
  {
    var request = Request(type: type, flags: mode.rawValue)
    let length = kind.type.table.headerLength
    request.appendHeader(header + [UInt8](repeating: 0, count: max(0, length - header.count)))
    return request.named(kind, kind.rawValue)
  }

  /// The request with a subject and the names of attributes, for readable errors.
  func named(_ kind: ObjectKind, _ subject: String) -> Request {
    var request = self
    request.subject = subject
    request.nameAttributes = { kind.type.names(of: $0) }
    return request
  }
}
