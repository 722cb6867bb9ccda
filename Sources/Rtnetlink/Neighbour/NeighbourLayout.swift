internal import NetlinkWire

/// How neighbours read, and how entries of forwarding databases do.
enum NeighbourLayout {
  /// `192.0.2.1 dev eth0 lladdr 52:54:00:12:34:56 REACHABLE`
  static let line = Layout(
    [
      .init("dst", "", .address, column: 1),
      .init("dev", "dev", .name, column: 2, isLeadExtra: true),
      .init("lladdr", "lladdr", .address, column: 3, isExtra: true, isLeadExtra: true),
    ] + origin + state, of: Neighbour.table)

  /// `52:54:00:12:34:56 dev vxlan0 dst 192.0.2.2 self PERMANENT`
  static let forwarding = Layout(
    [
      .init("mac", "", .address, column: 1),
      .init("dev", "dev", .name, column: 2, isLeadExtra: true),
      .init("vlan", "vlan"),
      .init("dst", "dst", .address),
    ] + origin + stationState, of: Neighbour.table)

  private static let origin: [Layout.Item] = [
    .init("port", "port"),
    .init("vni", "vni"),
    .init("src_vni", "src_vni"),
    .init("via", "via", .name),
    .init("nhid", "nhid"),
    .init("master", "master", .name),
    .mark("router", "router", isExtra: true),
    .mark("proxy", "proxy"),
    .mark("extern_learn", "extern_learn", isExtra: true),
    .mark("offload", "offload", isExtra: true),
    .mark("sticky", "sticky"),
    .mark("self", "self"),
    .mark("managed", "managed", isExtra: true),
    .mark("locked", "locked", isExtra: true),
    .init(
      "flags",
      words: [
        .init("self", "self"), .init("router", "router"), .init("extern_learn", "extern_learn"),
        .init("offload", "offload"), .init("master", ""), .init("sticky", "sticky"),
        .init("locked", "locked"), .init("proxy", "proxy"), .init("managed", "managed"),
      ], isOnlyWords: true, separator: UInt8(ascii: " ")),
    .init("protocol", "proto", when: .unlike(0), isExtra: true),
  ]

  /// How an entry came to be, in the words of `bridge fdb`.
  private static let stationState: [Layout.Item] = [
    .init(
      "state", column: 4, form: .last,
      words: [
        .init("PERMANENT", "permanent", .good), .init("NOARP", "static", .good),
        .init("REACHABLE", "learned"),
        .init("STALE", "learned, stale"), .init("FAILED", "failed", .bad),
        .init("INCOMPLETE", "incomplete", .bad),
      ])
  ]

  private static let state: [Layout.Item] = [
    .init(
      "state", column: 4,
      words: [
        .init("REACHABLE", "REACHABLE", .good), .init("PERMANENT", "PERMANENT", .good),
        .init("FAILED", "FAILED", .bad), .init("INCOMPLETE", "INCOMPLETE", .bad),
      ])
  ]
}
