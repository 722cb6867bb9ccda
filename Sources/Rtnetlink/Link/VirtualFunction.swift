internal import NetlinkWire

/// A virtual function of a link (SR-IOV): one member of IFLA_VFINFO_LIST.
enum VirtualFunction {
  static let table = Table(
    "IFLA_VF_INFO",
    [
      Attribute(1, "IFLA_VF_MAC", "", .inlineStructure(address), "Number and link-layer address."),
      Attribute(13, "IFLA_VF_BROADCAST", "", .inlineStructure(broadcast), "Broadcast address."),
      Attribute(
        12, "IFLA_VF_VLAN_LIST", "vlan_list", .children(.structure(vlanOfList)), "VLANs, outermost first."),
      Attribute(2, "IFLA_VF_VLAN", "", .inlineStructure(vlan), "VLAN and its priority."),
      Attribute(
        3, "IFLA_VF_TX_RATE", "",
        .inlineStructure(setting("tx_rate", .u32, "Most that is sent, in megabits a second; 0: no limit.")),
        "Limit of sending."),
      Attribute(6, "IFLA_VF_RATE", "rate", .structure(rate), "Limits of sending."),
      Attribute(
        4, "IFLA_VF_SPOOFCHK", "",
        .inlineStructure(
          setting("spoofchk", .boolIfKnown, "Packets with a foreign source address are dropped.")),
        "Check of source addresses."),
      Attribute(10, "IFLA_VF_IB_NODE_GUID", "", .inlineStructure(guid("node_guid")), "InfiniBand node."),
      Attribute(11, "IFLA_VF_IB_PORT_GUID", "", .inlineStructure(guid("port_guid")), "InfiniBand port."),
      Attribute(
        5, "IFLA_VF_LINK_STATE", "",
        .inlineStructure(
          setting(
            "link_state", .named([0: "auto", 1: "enable", 2: "disable"]),
            "Carrier that the function sees: the device's, always or never.")), "Carrier."),
      Attribute(
        9, "IFLA_VF_TRUST", "",
        .inlineStructure(
          setting("trust", .boolIfKnown, "The function may change what others see, such as promiscuous mode.")
        ), "Trust."),
      Attribute(
        7, "IFLA_VF_RSS_QUERY_EN", "",
        .inlineStructure(
          setting("query_rss_en", .boolIfKnown, "The function may read the device's receive hashing.")),
        "Reading of hashing."),
      Attribute(8, "IFLA_VF_STATS", "stats", .nest(statistics), "Counters of the function.", volatile: true),
    ])

  private static let address = Table(
    "struct ifla_vf_mac", headerLength: 36,
    [
      .field(0, "vf", "vf", .u32, "Number of the virtual function."),
      .field(0, "ifi_type", "link_type", .linkType(Link.hardwareTypes), "Hardware type (ARPHRD)."),
      .field(4, "mac", "address", .paddedLinkAddress, "Link-layer address.", width: 32),
    ])

  private static let broadcast = Table(
    "struct ifla_vf_broadcast", headerLength: 32,
    [.field(0, "broadcast", "broadcast", .paddedLinkAddress, "Broadcast address.", width: 32)])

  private static let vlan = Table(
    "struct ifla_vf_vlan", headerLength: 12,
    [
      .field(4, "vlan", "vlan", .u32, "VLAN of the function's packets; 0 for none."),
      .field(8, "qos", "qos", .u32, "Priority in the tag."),
    ])

  private static let vlanOfList = Table(
    "struct ifla_vf_vlan_info", headerLength: 16,
    [
      .field(4, "vlan", "vlan", .u32, "VLAN of the function's packets; 0 for none."),
      .field(8, "qos", "qos", .u32, "Priority in the tag."),
      .field(
        12, "vlan_proto", "protocol", .namedBE(EthernetProtocol.tags), "Tag protocol.", width: 2),
    ])

  private static let rate = Table(
    "struct ifla_vf_rate", headerLength: 12,
    [
      .field(8, "max_tx_rate", "max_tx", .u32, "Most that is sent, in megabits a second; 0: no limit."),
      .field(4, "min_tx_rate", "min_tx", .u32, "What may always be sent, in megabits a second."),
    ])

  /// A struct of the function's number and one setting.
  private static func setting(_ key: StaticString, _ shape: Shape, _ summary: StaticString) -> Table {
    Table("struct ifla_vf_setting", headerLength: 8, [.field(4, "setting", key, shape, summary, width: 4)])
  }

  private static func guid(_ key: StaticString) -> Table {
    Table("struct ifla_vf_guid", headerLength: 16, [.field(8, "guid", key, .guid, "InfiniBand identifier.")])
  }

  /// Keys of sent counters have their direction (`tx_bytes`), as in `ip`.
  private static let statistics = Table(
    "IFLA_VF_STATS",
    [
      .field(0, "", "rx", .part(received), "Counters of what was received."),
      .field(0, "", "tx", .part(sent), "Counters of what was sent."),
      Attribute(6, "IFLA_VF_STATS_PAD", "", .hidden, "Padding."),
    ])

  private static let received = Table(
    "IFLA_VF_STATS",
    [
      counter(2, "IFLA_VF_STATS_RX_BYTES", "bytes", "Bytes received."),
      counter(0, "IFLA_VF_STATS_RX_PACKETS", "packets", "Packets received."),
      counter(5, "IFLA_VF_STATS_MULTICAST", "multicast", "Multicast packets received."),
      counter(4, "IFLA_VF_STATS_BROADCAST", "broadcast", "Broadcast packets received."),
      counter(7, "IFLA_VF_STATS_RX_DROPPED", "dropped", "Packets received and dropped."),
    ])

  private static let sent = Table(
    "IFLA_VF_STATS",
    [
      counter(3, "IFLA_VF_STATS_TX_BYTES", "tx_bytes", "Bytes sent."),
      counter(1, "IFLA_VF_STATS_TX_PACKETS", "tx_packets", "Packets sent."),
      counter(8, "IFLA_VF_STATS_TX_DROPPED", "dropped", "Packets dropped on their way out."),
    ])

  private static func counter(
    _ number: UInt16, _ kernelName: StaticString, _ key: StaticString, _ summary: StaticString
  ) -> Attribute {
    Attribute(number, kernelName, key, .u64, summary, volatile: true)
  }
}
