internal import NetlinkCore
internal import NetlinkWire
internal import Render
internal import Rtnetlink

/// A kind of object of rtnetlink.
///
/// A value; thread-safe. OVS: none.
public enum ObjectKind: String, Sendable, Hashable, CaseIterable {
  /// Network devices. The kernel's `RTM_NEWLINK`.
  case link
  /// Addresses of devices. The kernel's `RTM_NEWADDR`.
  case address
  /// Routes of IPv4, IPv6 and MPLS. The kernel's `RTM_NEWROUTE`.
  case route
  /// Neighbours, and entries of forwarding databases. The kernel's `RTM_NEWNEIGH`.
  case neighbour
  /// Rules of policy routing. The kernel's `RTM_NEWRULE`.
  case rule
  /// Next hop objects. The kernel's `RTM_NEWNEXTHOP`.
  case nextHop
  /// Buckets of resilient groups of next hops. The kernel's `RTM_NEWNEXTHOPBUCKET`.
  case bucket
  /// Settings of a device for one family, such as forwarding. The kernel's `RTM_NEWNETCONF`.
  case netconf
  /// Ids that other namespaces have in this one. The kernel's `RTM_NEWNSID`.
  case namespaceID
  /// Multicast addresses that devices listen to. The kernel's `RTM_NEWMULTICAST`.
  case multicastAddress
  /// VLANs of bridges and their ports. The kernel's `RTM_NEWVLAN`.
  case bridgeVLAN
  /// Multicast groups of a bridge, all in one object. The kernel's `RTM_NEWMDB`.
  case bridgeGroups

  /// The table of its messages, and its identity.
  var type: ObjectType {
    switch self {
    case .link: .link
    case .address: .addr
    case .route: .route
    case .neighbour: .neigh
    case .rule: .rule
    case .nextHop: .nexthop
    case .bucket: .bucket
    case .netconf: .netconf
    case .namespaceID: .nsid
    case .multicastAddress: .maddr
    case .bridgeVLAN: .vlan
    case .bridgeGroups: .mdb
    }
  }

  /// The kind that a message speaks of; nil for any other message.
  public init?(of message: OwnedMessage) {
    let type = message.withMessage { message in
      ObjectType.of(message).map { (new: $0.new, isPart: $0.isPart) }
    }
    // The kernel answers questions about multicast in messages of the question's own type.
    let new =
      switch message.type {
      case RTM.getMulticast: RTM.newMulticast
      case RTM.getMDB: RTM.newMDB
      default: type?.new ?? ObjectType.other(of: message.type)?.new
      }
    guard type?.isPart != true, let kind = ObjectKind.allCases.first(where: { $0.type.new == new })
    else { return nil }
    self = kind
  }

  /// How many bytes its fixed header has, behind which the attributes stand: `struct ifinfomsg`, 16, of a link.
  public var headerLength: Int { type.table.headerLength }

  /// Every field that such an object may have, in the order in which they are shown, as `nlctl fields` lists them.
  /// Computed at each call.
  public var fields: [Field] {
    FieldList(type.table).fields.map {
      Field(path: $0.path, type: "\($0.type.word)", kernelName: "\($0.kernelName)", summary: "\($0.summary)")
    }
  }
}

extension ObjectKind {
  /// One field of a kind of object, and what it means.
  ///
  /// A value; thread-safe. OVS: none.
  public struct Field: Sendable, Hashable {
    /// The keys that lead to it, with dots between: `linkinfo.info_data.id`.
    public let path: String
    /// What it is in JSON: `integer`, `string`, `boolean`, `objects` …
    public let type: String
    /// The kernel's name: `IFLA_VXLAN_ID`.
    public let kernelName: String
    /// One sentence, with the unit.
    public let summary: String
  }
}

extension ObjectType {
  /// Whether it is no object of its own, but what one address family says of a link.
  fileprivate var isPart: Bool { name.equals(ObjectType.linkPart.name) }
}
