internal import NetlinkWire
internal import Rtnetlink

/// A next hop object, or a group of them, which routes refer to by its number. The kernel's `RTM_NEWNEXTHOP`.
///
/// It owns its message; immutable, thread-safe. OVS: none.
public struct NextHop: TypedObject {
  /// Next hops.
  public static let objectKind = ObjectKind.nextHop
  /// The object behind it.
  public let object: NetlinkObject

  /// The next hop that an object is; nil for another kind.
  public init?(_ object: NetlinkObject) {
    guard object.kind == NextHop.objectKind else { return nil }
    self.object = object
  }

  /// Its family; `.unspecified` for a group. The kernel's `nh_family`.
  public var family: AddressFamily { headerFamily }

  /// Its number. The kernel's `NHA_ID`.
  public var id: UInt32 { number(.nextHopID, UInt32.self) ?? 0 }

  /// The number of the device that packets leave by. The kernel's `NHA_OIF`.
  public var device: UInt32? { number(.nextHopDevice, UInt32.self) }

  /// The name of that device; nil when it is not known.
  public var deviceName: String? { name(of: device) }

  /// The address that packets go to. The kernel's `NHA_GATEWAY`.
  public var gateway: IPAddress? { address(.nextHopGateway) }

  /// Whether packets are dropped. The kernel's `NHA_BLACKHOLE`.
  public var isBlackhole: Bool { self[.nextHopBlackhole] != nil }

  /// One next hop of a group. The kernel's `struct nexthop_grp`.
  public struct Member: Sendable, Hashable {
    /// The number of the next hop.
    public let id: UInt32
    /// Its share of the packets, from 1.
    public let weight: Int

    /// A member of that number and share.
    public init(id: UInt32, weight: Int = 1) {
      self.id = id
      self.weight = weight
    }

    /// As the kernel takes it: the weight less one, its low byte first; what does not fit is the nearest that does.
    var octets: [UInt8] {
      let share = min(max(weight - 1, 0), Int(UInt16.max))
      return id.octets + [UInt8(share & 0xff), UInt8(share >> 8), 0, 0]
    }
  }

  /// The members of a group, each with its weight from 1; empty for a single next hop. The kernel's `NHA_GROUP`.
  public var members: [Member] {
    guard let bytes = self[.nextHopGroup] else { return [] }
    return stride(from: 0, to: bytes.count - bytes.count % 8, by: 8).map { offset in
      // The kernel sends the weight less one, its low byte first; `weight_high` is the byte behind.
      let (low, high) = (bytes.raw.u8(at: offset + 4), bytes.raw.u8(at: offset + 5))
      return Member(id: bytes.raw.u32(at: offset), weight: Int(high) << 8 + Int(low) + 1)
    }
  }
}
