internal import NetlinkWire

/// A neighbour on a device, or an entry of a bridge's or tunnel's forwarding database. The kernel's `RTM_NEWNEIGH`.
///
/// It owns its message; immutable, thread-safe. OVS: none.
public struct Neighbour: TypedObject {
  /// Neighbours.
  public static let objectKind = ObjectKind.neighbour
  /// The object behind it.
  public let object: NetlinkObject

  /// The neighbour that an object is; nil for another kind.
  public init?(_ object: NetlinkObject) {
    guard object.kind == Neighbour.objectKind else { return nil }
    self.object = object
  }

  /// Its family; `.bridge` for an entry of a forwarding database. The kernel's `ndm_family`.
  public var family: AddressFamily { headerFamily }

  /// The number of the device that it is on. The kernel's `ndm_ifindex`.
  public var device: UInt32 { header32(4) }

  /// The name of that device; nil when it is not known.
  public var deviceName: String? { name(of: device) }

  /// Its address, or the far end of a tunnel. The kernel's `NDA_DST`.
  public var address: IPAddress? { address(.neighbourAddress) }

  /// Its link-layer address; nil while it is not known. The kernel's `NDA_LLADDR`.
  public var linkAddress: LinkAddress? { linkAddress(.neighbourLinkAddress) }

  /// What is known of it. The kernel's `ndm_state`.
  public var state: State { State(rawValue: header16(8)) }

  /// The VLAN of an entry of a forwarding database. The kernel's `NDA_VLAN`.
  public var vlan: UInt16? { number(.neighbourVLAN, UInt16.self) }

  /// The number of the bridge that the device is a port of. The kernel's `NDA_MASTER`.
  public var master: UInt32? { number(.neighbourMaster, UInt32.self) }

  /// What is known of a neighbour. The kernel's `NUD_…`.
  public struct State: OptionSet, Sendable, Hashable {
    /// The kernel's bits.
    public let rawValue: UInt16
    /// The state of those bits, known here or not.
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    /// It is being asked for. `NUD_INCOMPLETE`.
    public static let incomplete = State(rawValue: 0x1)
    /// It answered lately. `NUD_REACHABLE`.
    public static let reachable = State(rawValue: 0x2)
    /// It has not answered for a while. `NUD_STALE`.
    public static let stale = State(rawValue: 0x4)
    /// It will be asked soon. `NUD_DELAY`.
    public static let delay = State(rawValue: 0x8)
    /// It is being asked again. `NUD_PROBE`.
    public static let probe = State(rawValue: 0x10)
    /// It does not answer. `NUD_FAILED`.
    public static let failed = State(rawValue: 0x20)
    /// It needs no asking. `NUD_NOARP`.
    public static let noARP = State(rawValue: 0x40)
    /// It was put there and stays. `NUD_PERMANENT`.
    public static let permanent = State(rawValue: 0x80)
  }
}
