internal import NetlinkWire

/// What packets are put into, in the words that `ip` takes.
enum EncapsulationLayout {
  static func item(unless: [StaticString]) -> Layout.Item {
    .nest("encap", "encap", unless: unless, items)
  }

  /// The segment `::` stands for the packet's own destination; `ip` adds it by itself.
  private static let segments = Layout.Item("segs", "segs", words: [.init("::", "")])

  private static let items: [Layout.Item] = [
    .init("encap_type", name: "mpls", words: [.init("mpls", "mpls")], isOnlyWords: true),
    .init("encap_type"),
    .init("mode", "mode"),
    .init("action", "action"),
    .init("tunsrc", "tunsrc"),
    .init("tundst", "tundst"),
    segments,
    .init("hmac", "hmac"),
    .init("table", "table"),
    .init("vrftable", "vrftable"),
    .init("nh4", "nh4"),
    .init("nh6", "nh6"),
    .init("iif", "iif"),
    .init("oif", "oif"),
    .nest("srh", "srh", [segments, .init("hmac", "hmac")]),
    .init("endpoint", "endpoint"),
    .init("flavors", "flavors"),
    .init("lblen", "lblen"),
    .init("nflen", "nflen"),
    .init("id", "id"),
    .init("src", "src"),
    .init("dst", needs: "mpls"),
    .init("dst", "dst"),
    .init("ttl", "ttl"),
    .init("hoplimit", "hoplimit"),
    // `ip` reads these as hexadecimal, with or without a prefix.
    .init("tos", "tos", form: .hexadecimal),
    .init("tc", "tc", form: .hexadecimal),
    .mark("key", "key"),
    .mark("csum", "csum"),
    .mark("seq", "seq"),
    .each(
      "geneve_opts", "geneve_opts", separator: UInt8(ascii: ","),
      [
        .init("class"), .init("type", ":", isJoined: true),
        .init("data", ":", form: .bareOctets, isJoined: true),
      ]),
    .nest("vxlan_opts", "vxlan_opts", [.init("gbp")]),
    .nest(
      "erspan_opts", "erspan_opts",
      [
        // Version 1 has an index, version 2 a direction and a hardware id; `ip` tells them by their place.
        .init("ver"), .init("index", ":", isJoined: true), .init("dir", ":0:", isJoined: true),
        .init("hwid", ":", isJoined: true),
      ]),
    .init("in", "in"),
    .init("out", "out"),
    .init("xmit", "xmit"),
    .init("headroom", "headroom"),
    .init("locator"),
    .init("csum_mode", "csum-mode"),
    .init("ident_type", "ident-type"),
    .init("hook_type", "hook-type"),
    .init("if_id", "if_id"),
    .init("link_dev", "link_dev"),
  ]
}
