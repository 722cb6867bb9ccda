internal import NetlinkWire

/// An IPv4 or IPv6 address of a device. The kernel's `RTM_NEWADDR`.
///
/// It owns its message; immutable, thread-safe. OVS: none.
public struct Address: TypedObject {
  /// Addresses.
  public static let objectKind = ObjectKind.address
  /// The object behind it.
  public let object: NetlinkObject

  /// The address that an object is; nil for another kind.
  public init?(_ object: NetlinkObject) {
    guard object.kind == Address.objectKind else { return nil }
    self.object = object
  }

  /// Its family. The kernel's `ifa_family`.
  public var family: AddressFamily { headerFamily }

  /// The number of the device that has it. The kernel's `ifa_index`.
  public var device: UInt32 { header32(4) }

  /// The name of that device; nil when it is not known.
  public var deviceName: String? { name(of: device) }

  /// The address; nil when the kernel sent none. The kernel's `IFA_LOCAL`, or `IFA_ADDRESS` without it.
  public var local: IPAddress? { address(.addressLocal) ?? address(.addressPeer) }

  /// The other end's address, of a point-to-point address; else nil. The kernel's `IFA_ADDRESS`.
  public var peer: IPAddress? { address(.addressPeer).flatMap { $0 == local ? nil : $0 } }

  /// How many bits of the address are the network's. The kernel's `ifa_prefixlen`.
  public var prefixLength: Int { Int(header8(1)) }

  /// The address with that length: `10.0.0.1/8`; nil when the kernel sent no address.
  public var prefix: IPPrefix? { local.flatMap { IPPrefix($0, length: prefixLength) } }

  /// The network's broadcast address. The kernel's `IFA_BROADCAST`.
  public var broadcast: IPAddress? { address(.addressBroadcast) }

  /// How far it is valid. The kernel's `ifa_scope`.
  public var scope: Route.Scope { Route.Scope(rawValue: header8(3)) }

  /// Its name, which begins with the device's; IPv4 alone. The kernel's `IFA_LABEL`.
  public var label: String? { text(.addressLabel) }

  /// The metric of the route to its network; lower is preferred. The kernel's `IFA_RT_PRIORITY`.
  public var metric: UInt32? { number(.addressMetric, UInt32.self) }

  /// Its state and origin. The kernel's `IFA_FLAGS`.
  public var flags: Flags { Flags(rawValue: number(.addressFlags, UInt32.self) ?? UInt32(header8(2))) }

  /// Seconds until it is removed; nil for never. The kernel's `ifa_valid`.
  public var validLifetime: UInt32? { lifetime(at: 4) }

  /// Seconds until no new connection uses it; nil for never. The kernel's `ifa_prefered`.
  public var preferredLifetime: UInt32? { lifetime(at: 0) }

  private func lifetime(at offset: Int) -> UInt32? {
    guard let bytes = self[.addressLifetimes], bytes.count >= 8 else { return nil }
    let seconds = bytes.raw.u32(at: offset)
    return seconds == .max ? nil : seconds
  }

  /// State and origin of an address. The kernel's `IFA_F_…`.
  public struct Flags: OptionSet, Sendable, Hashable {
    /// The kernel's bits.
    public let rawValue: UInt32
    /// The flags of those bits, known here or not.
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    /// IPv4: not the first address of its network on the device. IPv6: a temporary address (RFC 8981).
    /// `IFA_F_SECONDARY`.
    public static let secondary = Flags(rawValue: 0x1)
    /// It is not checked whether somebody else has it. `IFA_F_NODAD`.
    public static let noDuplicateDetection = Flags(rawValue: 0x2)
    /// Somebody else has it. `IFA_F_DADFAILED`.
    public static let duplicate = Flags(rawValue: 0x8)
    /// No new connection uses it. `IFA_F_DEPRECATED`.
    public static let deprecated = Flags(rawValue: 0x20)
    /// It is being checked whether somebody else has it. `IFA_F_TENTATIVE`.
    public static let tentative = Flags(rawValue: 0x40)
    /// It stays until somebody removes it. `IFA_F_PERMANENT`.
    public static let permanent = Flags(rawValue: 0x80)
    /// The kernel adds no route to its network. `IFA_F_NOPREFIXROUTE`.
    public static let noPrefixRoute = Flags(rawValue: 0x200)
  }
}
