internal import Rtnetlink
internal import NetlinkWire

/// Tables of rtnetlink messages that no command is about: their fixed headers, and few of their attributes.
enum OtherTables {
  /// `struct rtgenmsg`, padded to four bytes.
  static let general = Table("struct rtgenmsg", headerLength: 4, [AddressFamily.row("rtgen_family")])

  /// `struct tcmsg`: queueing disciplines, classes, filters, chains.
  private static let traffic = Table(
    "struct tcmsg", headerLength: 20,
    [
      AddressFamily.row("tcm_family"),
      .field(4, "tcm_ifindex", "dev", .interface, "The interface.", numberKey: "ifindex"),
      .field(8, "tcm_handle", "handle", .paddedHex(prefixed: true), "Handle.", width: 4),
      .field(12, "tcm_parent", "parent", .paddedHex(prefixed: true), "Handle of the parent.", width: 4),
      .field(16, "tcm_info", "info", .paddedHex(prefixed: true), "More, by type.", width: 4),
      Attribute(1, "TCA_KIND", "kind", .string, "Kind."),
    ])

  private static let action = Table("struct tcamsg", headerLength: 4, [AddressFamily.row("tca_family")])
  private static let address = ObjectType.addr.table
  private static let neighbourTable = Table(
    "struct ndtmsg", headerLength: 4, [AddressFamily.row("ndtm_family")])
  private static let dcb = Table(
    "struct dcbmsg", headerLength: 4,
    [AddressFamily.row("dcb_family"), .field(1, "cmd", "cmd", .u8, "Command.")])

  private static let userOption = Table(
    "struct nduseroptmsg", headerLength: 16,
    [
      AddressFamily.row("nduseropt_family"),
      .field(2, "nduseropt_opts_len", "opts_len", .u16, "Length of the options, in bytes."),
      .field(4, "nduseropt_ifindex", "dev", .interface, "The interface."),
      .field(8, "nduseropt_icmp_type", "icmp_type", .u8, "Type of the ICMPv6 message."),
      .field(9, "nduseropt_icmp_code", "icmp_code", .u8, "Code of the ICMPv6 message."),
    ])

  private static let label = Table(
    "struct ifaddrlblmsg", headerLength: 12,
    [
      AddressFamily.row("ifal_family"),
      .field(2, "ifal_prefixlen", "prefixlen", .u8, "Length of the prefix, in bits."),
      .field(3, "ifal_flags", "flags", .hex, "Flags.", width: 1),
      .field(4, "ifal_index", "dev", .interface, "The interface."),
      .field(8, "ifal_seq", "seq", .u32, "Sequence number."),
      Attribute(1, "IFAL_ADDRESS", "address", .ip, "The prefix."),
      Attribute(2, "IFAL_LABEL", "label", .u32, "The label."),
    ])

  private static let tunnel = Table(
    "struct tunnel_msg", headerLength: 8,
    [
      AddressFamily.row("family"), .field(1, "flags", "flags", .hex, "Flags.", width: 1),
      .field(4, "ifindex", "dev", .interface, "The tunnel."),
    ])

  /// Requests for the VLANs of bridges number their attributes otherwise than answers.
  private static let vlanQuestion = Table(
    "struct br_vlan_msg", headerLength: 8,
    [
      AddressFamily.row("family"), .field(4, "ifindex", "dev", .interface, "The bridge or its port."),
      Attribute(
        1, "BRIDGE_VLANDB_DUMP_FLAGS", "flags", .flags([0x1: "stats", 0x2: "global"]),
        "What else is asked for."),
    ])

  /// Requests about a multicast group of a bridge do so, too; its entry is `struct br_mdb_entry`.
  private static func groupRequest(_ entry: StaticString, _ attributes: StaticString) -> Table {
    Table(
      "struct br_port_msg", headerLength: 8,
      [
        AddressFamily.row("family"), .field(4, "ifindex", "dev", .interface, "The bridge."),
        Attribute(1, entry, "entry", .nest(groupEntry), "The group."),
        Attribute(2, attributes, "attributes", .hidden, "More about it."),
      ])
  }
  private static let groupEntry = Table(
    "struct br_mdb_entry", headerLength: 28,
    [
      .field(0, "ifindex", "port", .interface, "The port."),
      .field(4, "state", "state", .u8, "Whether it ends by itself."),
      .field(5, "flags", "flags", .hex, "What is special about it.", width: 1),
      .field(6, "vid", "vid", .u16, "Its VLAN; 0: none."),
      .field(8, "addr", "grp", .groupAddress, "The group.", width: 20),
    ])
  private static let groupQuestion = groupRequest("MDBA_GET_ENTRY", "MDBA_GET_ENTRY_ATTRS")
  private static let groupOrder = groupRequest("MDBA_SET_ENTRY", "MDBA_SET_ENTRY_ATTRS")

  /// The table of requests of that type; nil where requests have the same table as the kernel's messages.
  static func table(ofRequest type: UInt16) -> Table? {
    switch type {
    case OtherMessage.getVLAN: vlanQuestion
    case OtherMessage.getGroup: groupQuestion
    case OtherMessage.newGroup, OtherMessage.deleteGroup: groupOrder
    default: nil
    }
  }

  /// The table of the messages of whose types `first` is the first; nil if their header is not known.
  static func table(of first: UInt16) -> Table? {
    switch first {
    case OtherMessage.newDiscipline, OtherMessage.newClass, OtherMessage.newFilter, OtherMessage.newChain:
      traffic
    case OtherMessage.newAction: action
    case OtherMessage.getAnycast & ~Verb.mask: address
    case OtherMessage.newNeighbourTable: neighbourTable
    case OtherMessage.newUserOption: userOption
    case OtherMessage.newLabel: label
    case OtherMessage.getDCB & ~Verb.mask: dcb
    case OtherMessage.newCacheReport: general
    case OtherMessage.newLinkProperty: ObjectType.link.table
    case OtherMessage.newTunnel: tunnel
    default: nil
    }
  }
}
