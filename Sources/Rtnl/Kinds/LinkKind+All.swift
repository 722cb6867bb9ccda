extension LinkKind {
  /// Every kind the tables know, by name.
  public static let all: [LinkKind] = [
    .batadv,
    .bond,
    .bridge,
    .can,
    .dsa,
    .dummy,
    .hsr,
    .ifb,
    .ipoib,
    .lowpan,
    .macsec,
    .macvlan,
    .macvtap,
    .netdevsim,
    .rmnet,
    .team,
    .vcan,
    .veth,
    .virtWifi,
    .vlan,
    .vrf,
    .vxcan,
    .vxlan,
    .wwan,
  ]
}
