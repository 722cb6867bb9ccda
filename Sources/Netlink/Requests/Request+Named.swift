public import NetlinkCore
internal import NetlinkWire
internal import Rtnetlink

// Requests built from names. No number of the kernel's is needed for what rtnetlink has.
extension Request {
  /// A question about all objects of a kind, to be dumped; or, with attributes that say which, about one, to be
  /// transacted. It changes nothing and may safely be sent twice. The kernel's `RTM_GET…`. OVS: none.
  public static func get(_ kind: ObjectKind, family: AddressFamily = .unspecified) -> Request {
    if family == .unspecified, kind == .nextHop { return Request.make(kind, kind.type.get, []) }
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
      case .nextHop: NextHopRequest.all()
      case .bucket: BucketRequest.all(group: nil, nextHop: nil, device: nil, master: nil)
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
    public static let exclusive = ChangeMode(rawValue: 0x200)
    /// It is made where none is there. `NLM_F_CREATE`.
    public static let create = ChangeMode(rawValue: 0x400)
    /// It stands behind those that are there. `NLM_F_APPEND`.
    public static let append = ChangeMode(rawValue: ChangeFlag.append)
  }

  /// The start of a request that makes or changes a link; attributes follow. Set the flags in `change` to what
  /// `flags` says. The kernel's `RTM_NEWLINK` and `struct ifinfomsg`.
  public static func newLink(
    index: UInt32 = 0, flags: Link.Flags = [], change: Link.Flags = [], mode: ChangeMode = []
  ) -> Request {
    make(
      .link, RTM.newLink,
      [0, 0, 0, 0] + index.octets + flags.rawValue.octets + change.rawValue.octets, mode)
  }

  /// A request that takes a link away, by its number or, with `.linkName`, by its name. The kernel's `RTM_DELLINK`.
  public static func deleteLink(index: UInt32 = 0) -> Request {
    make(.link, RTM.deleteLink, [0, 0, 0, 0] + index.octets)
  }

  /// A request that gives a device an address. The kernel's `RTM_NEWADDR`.
  public static func newAddress(
    _ prefix: IPPrefix, device: UInt32, mode: ChangeMode = [.create, .exclusive]
  ) -> Request {
    address(RTM.newAddress, prefix, device, mode)
  }

  /// A request that takes an address away from a device. The kernel's `RTM_DELADDR`.
  public static func deleteAddress(_ prefix: IPPrefix, device: UInt32) -> Request {
    address(RTM.deleteAddress, prefix, device, [])
  }

  private static func address(
    _ type: UInt16, _ prefix: IPPrefix, _ device: UInt32, _ mode: ChangeMode
  ) -> Request {
    let family = prefix.address.family.rawValue
    var request = make(.address, type, [family, UInt8(prefix.length), 0, 0] + device.octets, mode)
    request.attribute(.addressLocal, prefix.address)
    if !prefix.address.isIPv6 { request.attribute(.addressPeer, prefix.address) }
    request.subject = "address \(prefix)"
    return request
  }

  /// A request that adds a route. The kernel's `RTM_NEWROUTE`.
  public static func newRoute(
    to destination: IPPrefix, via gateway: IPAddress? = nil, device: UInt32? = nil,
    table: Route.Table = .main,
    action: Route.Action = .unicast, metric: UInt32? = nil, mode: ChangeMode = [.create, .exclusive]
  ) -> Request {
    route(RTM.newRoute, destination, gateway, device, table, action, metric, mode)
  }

  /// A request that takes a route away: the first that is as said. The kernel's `RTM_DELROUTE`.
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
    // RTPROT_STATIC; RT_SCOPE_NOWHERE lets a deletion fit any scope, RT_SCOPE_LINK is that of a route without gateway.
    let isOnLink = gateway == nil && action == .unicast && !destination.address.isIPv6
    let scope: UInt8 = isDeletion ? 255 : isOnLink ? 253 : 0
    let number = table.rawValue < 256 ? UInt8(table.rawValue) : 0
    var request = make(
      .route, type,
      [
        destination.address.family.rawValue, UInt8(destination.length), 0, 0, number, isDeletion ? 0 : 4,
        scope,
        action.rawValue,
      ] + UInt32(0).octets, mode)
    if destination.length > 0 { request.attribute(.routeDestination, destination.address) }
    if table.rawValue >= 256 { request.attribute(.routeTable, u32: table.rawValue) }
    if let gateway { request.attribute(.routeGateway, gateway) }
    if let device { request.attribute(.routeDevice, u32: device) }
    if let metric { request.attribute(.routeMetric, u32: metric) }
    request.subject = "route \(destination)"
    return request
  }

  /// A request of a generic netlink family; attributes follow. The kernel's `struct genlmsghdr`.
  public static func generic(
    _ family: GenericFamily, command: UInt8, version: UInt8 = 1, isIdempotent: Bool = false
  ) -> Request {
    var request = Request(type: family.id)
    request.put([command, version, 0, 0])
    request.isIdempotent = isIdempotent
    request.subject = "generic family \(family.name)"
    return request
  }

  static func make(_ kind: ObjectKind, _ type: UInt16, _ header: [UInt8], _ mode: ChangeMode = []) -> Request
  {
    var request = Request(type: type, flags: mode.rawValue)
    let length = kind.type.table.headerLength
    request.put(header + [UInt8](repeating: 0, count: max(0, length - header.count)))
    return request.named(kind, kind.rawValue)
  }

  /// The same, with what errors need to be readable.
  func named(_ kind: ObjectKind, _ subject: String) -> Request {
    var request = self
    request.subject = subject
    request.nameAttributes = { kind.type.names(of: $0) }
    return request
  }

}

// Attributes by name.
extension Request {
  /// Appends an attribute of any bytes.
  public mutating func attribute(_ name: AttributeName, bytes: [UInt8]) {
    attribute(name.number, bytes: bytes)
  }
  /// Appends a byte.
  public mutating func attribute(_ name: AttributeName, u8 value: UInt8) { attribute(name.number, u8: value) }
  /// Appends 16 bits in host byte order.
  public mutating func attribute(_ name: AttributeName, u16 value: UInt16) {
    attribute(name.number, u16: value)
  }
  /// Appends 32 bits in host byte order.
  public mutating func attribute(_ name: AttributeName, u32 value: UInt32) {
    attribute(name.number, u32: value)
  }
  /// Appends 64 bits in host byte order.
  public mutating func attribute(_ name: AttributeName, u64 value: UInt64) {
    attribute(name.number, u64: value)
  }
  /// Appends text and its terminating zero byte.
  public mutating func attribute(_ name: AttributeName, string value: String) {
    attribute(name.number, string: value)
  }
  /// Appends an address.
  public mutating func attribute(_ name: AttributeName, _ address: IPAddress) {
    attribute(name.number, bytes: address.bytes)
  }
  /// Appends a link-layer address.
  public mutating func attribute(_ name: AttributeName, _ address: LinkAddress) {
    attribute(name.number, bytes: address.bytes)
  }
  /// Appends a nest, whose attributes `body` puts in.
  public mutating func nest(_ name: AttributeName, _ body: (inout Request) -> Void) {
    nest(name.number, body)
  }
}
