internal import NetlinkWire
internal import Rtnetlink

/// A route of IPv4, IPv6 or MPLS. The kernel's `RTM_NEWROUTE`.
///
/// It owns its message; immutable, thread-safe. A route of several next hops has them under `nexthops`.
/// OVS: `struct route_data`.
public struct Route: TypedObject {
  /// Routes.
  public static let objectKind = ObjectKind.route
  /// The object behind it.
  public let object: NetlinkObject

  /// The route that an object is; nil for another kind.
  public init?(_ object: NetlinkObject) {
    guard object.kind == Route.objectKind else { return nil }
    self.object = object
  }

  /// Its family. The kernel's `rtm_family`.
  public var family: AddressFamily { headerFamily }

  /// Where it leads. The kernel's `RTA_DST` and `rtm_dst_len`.
  public var destination: Destination {
    if family == .mpls { return .label(label) }
    let none = [UInt8](repeating: 0, count: family == .ipv6 ? 16 : 4)
    let address = self[.routeDestination] ?? none
    return IPAddress(address).flatMap { IPPrefix($0, length: Int(header8(1))) }.map { .network($0) } ?? .other
  }

  private var label: UInt32 {
    guard let entry = self[.routeDestination], entry.count >= 4 else { return 0 }
    return entry.raw.u32(at: 0).bigEndian >> 12
  }

  /// The address of its next hop, of its own family or another; nil where packets go straight to a device, and of a
  /// route of several. The kernel's `RTA_GATEWAY` and `RTA_VIA`.
  public var gateway: IPAddress? {
    address(.routeGateway) ?? self[.routeVia].flatMap { IPAddress(Array($0.dropFirst(2))) }
  }

  /// The number of the device that packets leave by. The kernel's `RTA_OIF`.
  public var device: UInt32? { number(.routeDevice, UInt32.self) }

  /// The name of that device; nil when it is not known.
  public var deviceName: String? { name(of: device) }

  /// The table that it is in. The kernel's `RTA_TABLE`.
  public var table: Table { Table(rawValue: number(.routeTable, UInt32.self) ?? UInt32(header8(4))) }

  /// What happens to packets. The kernel's `rtm_type`.
  public var action: Action { Action(rawValue: header8(7)) }

  /// Who added it; `route["protocol"]` is its name. The kernel's `rtm_protocol`.
  public var origin: Origin { Origin(rawValue: header8(5)) }

  /// How far away the destination is; always everywhere of IPv6. The kernel's `rtm_scope`.
  public var scope: Scope { Scope(rawValue: header8(6)) }

  /// Its metric; lower is preferred. 0 when the kernel does not say. The kernel's `RTA_PRIORITY`.
  public var metric: UInt32 { number(.routeMetric, UInt32.self) ?? 0 }

  /// The source address of the host's own packets. The kernel's `RTA_PREFSRC`.
  public var preferredSource: IPAddress? { address(.routePreferredSource) }

  /// The number of its next hop object; nil when it has none. The kernel's `RTA_NH_ID`.
  public var nextHopID: UInt32? { number(.routeNextHopID, UInt32.self) }

  /// Where a route leads.
  ///
  /// A value; thread-safe.
  public enum Destination: Sendable, Hashable, CustomStringConvertible {
    /// A network of IPv4 or IPv6.
    case network(IPPrefix)
    /// An MPLS label.
    case label(UInt32)
    /// A destination that the library does not know; the field `dst` has it.
    case other

    /// As `ip` prints it: `default`, `10.0.0.0/8`, `10.0.0.1`, a label.
    public var description: String {
      switch self {
      case .network(let prefix):
        if prefix.length == 0 {
          "default"
        } else if prefix.length == prefix.address.bytes.count * 8 {
          prefix.address.description
        } else {
          prefix.description
        }
      case .label(let label): String(label)
      case .other: "?"
      }
    }

    /// Whether it is every address of its family.
    public var isDefault: Bool { network?.length == 0 }

    /// The network; nil for a label.
    public var network: IPPrefix? { if case .network(let prefix) = self { prefix } else { nil } }
  }
}
