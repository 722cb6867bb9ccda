extension LinkKind {
  /// Every kind the tables know, by name.
  public static let all: [LinkKind] = [
    .bridge,
    .dummy,
    .ifb,
    .macvlan,
    .macvtap,
    .veth,
    .vlan,
    .vxlan,
  ]
}
