internal import NetlinkWire

extension LinkKind {
  /// Device of IPsec policies that name its id. Kernel: `net/xfrm/xfrm_interface_core.c`.
  static let xfrm = LinkKind(
    "xfrm", "Device whose packets are encrypted by the IPsec policies of its id.",
    [
      Attribute(
        3, "IFLA_XFRM_COLLECT_METADATA", "external", .flag, "The id comes from outside, a packet at a time."),
      Attribute(
        1, "IFLA_XFRM_LINK", "link", .interfaceBelow, "Device that encrypted packets leave by.",
        numberKey: "link_index"),
      Attribute(2, "IFLA_XFRM_IF_ID", "if_id", .hex, "Id that policies and states name; 0: external."),
    ],
    line: [.mark("external", "external"), .init("if_id", "if_id", when: .unlike(0))])
}
