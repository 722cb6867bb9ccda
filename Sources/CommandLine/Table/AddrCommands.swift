extension CommandTable {
  /// The selectors of addresses.
  static let addrSelectors: [OptionRow] = [
    .selector(
      "dev", .device, "NAME", "the device it is on", field: "ifindex", comparedAs: .device, offers: .links),
    .state("up", "its device is administratively up", field: "ifindex", comparedAs: .isDeviceUp(true)),
    .state("down", "its device is administratively down", field: "ifindex", comparedAs: .isDeviceUp(false)),
    .selector(
      "kind", .pattern, "KIND", "what its device is: veth, bridge, vlan ...", field: "ifindex",
      comparedAs: .kindOfDevice, aliases: ["type"], offers: .kinds),
    .selector(
      "master", .device, "NAME", "the device that its device is enslaved to", field: "ifindex",
      comparedAs: .ports, offers: .masters),
    .selector(
      "vrf", .device, "NAME", "the VRF that its device belongs to", field: "ifindex",
      comparedAs: .portsOfVRF, offers: .vrfs),
    .selector(
      "group", .named(.max), "GROUP", "the group of its device", field: "ifindex", comparedAs: .groupOfDevice,
      offers: .groups),
    .selector("scope", .named(255), "SCOPE", "its scope: global, link, host or a number", offers: .scopes),
    .selector("label", .pattern, "LABEL", "its label (IPv4)", offers: .labels),
    .selector("to", .prefix, "PREFIX", "the address lies within", field: "local"),
    .selector(
      "proto", .named(255), "PROTO", "who added it", field: "protocol", aliases: ["protocol"],
      offers: .addrprotos),
    .state("permanent", "never expires", field: "dynamic", comparedAs: .absent),
    .state("dynamic", "expires, or was made by autoconfiguration"),
    .state("primary", "not secondary", field: "secondary", "temporary", comparedAs: .absent),
    .state("secondary", "a further address of its subnet (IPv4)"),
    .state("temporary", "a privacy address (IPv6)"),
    .state("tentative", "duplicate address detection is not done"),
    .state("deprecated", "its preferred lifetime is over"),
    .state("dadfailed", "found to be a duplicate"),
    .state("home", "a home address of Mobile IPv6"),
    .state("nodad", "exempt from duplicate address detection"),
    .state("mngtmpaddr", "a template for temporary addresses"),
    .state("noprefixroute", "made without a prefix route"),
    .state("autojoin", "joins multicast groups on Ethernet"),
    .state("optimistic", "usable while detection runs"),
    .state("stable-privacy", "made by RFC 7217", field: "stable_privacy"),
  ]

  static let addrDump = Command.dump(
    .addr, "list IP addresses",
    operand: .device,
    options: [CommandTable.watching],
    selectors: addrSelectors,
    examples: [
      Example("nlctl addr dump eth0", "the addresses of eth0"),
      Example("nlctl addr dump scope global --not-temporary", "global addresses that stay"),
      Example("nlctl -6 addr dump tentative", "IPv6 addresses in duplicate detection"),
    ], page: "nlctl-addr")
}
