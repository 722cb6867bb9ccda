internal import NetlinkWire

extension Encapsulation {
  /// Segment routing. Kernel: `net/ipv6/seg6_iptunnel.c`.
  static let seg6 = Table(
    "LWTUNNEL_ENCAP_SEG6",
    [
      Attribute(1, "SEG6_IPTUNNEL_SRH", "", .segments(.tunnel), "Segment routing header."),
      Attribute(2, "SEG6_IPTUNNEL_SRC", "tunsrc", .ipv6, "Source address of the tunnel."),
    ])

  /// RPL source routing. Kernel: `net/ipv6/rpl_iptunnel.c`.
  static let rpl = Table(
    "LWTUNNEL_ENCAP_RPL",
    [Attribute(1, "RPL_IPTUNNEL_SRH", "", .segments(.compact), "Source routing header.")])

  /// What the end of a segment does. Kernel: `net/ipv6/seg6_local.c`.
  static let seg6Local = Table(
    "LWTUNNEL_ENCAP_SEG6_LOCAL",
    [
      Attribute(
        1, "SEG6_LOCAL_ACTION", "action",
        .named([
          1: "End", 2: "End.X", 3: "End.T", 4: "End.DX2", 5: "End.DX6", 6: "End.DX4", 7: "End.DT6",
          8: "End.DT4", 9: "End.B6", 10: "End.B6.Encaps", 11: "End.BM", 12: "End.S", 13: "End.AS",
          14: "End.AM", 15: "End.BPF", 16: "End.DT46",
        ]), "Behaviour at the end of the segment (RFC 8986)."),
      Attribute(2, "SEG6_LOCAL_SRH", "srh", .segments(.header), "Segments that are put in."),
      Attribute(
        3, "SEG6_LOCAL_TABLE", "table", .system(.table), "Table of the next lookup.", numberKey: "table_id"),
      Attribute(
        9, "SEG6_LOCAL_VRFTABLE", "vrftable", .system(.table), "Table of the VRF of the next lookup.",
        numberKey: "vrftable_id"),
      Attribute(4, "SEG6_LOCAL_NH4", "nh4", .ipv4, "IPv4 next hop."),
      Attribute(5, "SEG6_LOCAL_NH6", "nh6", .ipv6, "IPv6 next hop."),
      Attribute(6, "SEG6_LOCAL_IIF", "iif", .interface, "Incoming interface.", numberKey: "iif_index"),
      Attribute(7, "SEG6_LOCAL_OIF", "oif", .interface, "Outgoing interface.", numberKey: "oif_index"),
      Attribute(8, "SEG6_LOCAL_BPF", "", .inline(program), "Program of the behaviour."),
      Attribute(10, "SEG6_LOCAL_COUNTERS", "stats64", .nest(counters), "Counters.", volatile: true),
      Attribute(11, "SEG6_LOCAL_FLAVORS", "", .inline(flavors), "Variants of the behaviour."),
    ])

  private static let program = Table(
    "SEG6_LOCAL_BPF",
    [
      Attribute(2, "SEG6_LOCAL_BPF_PROG_NAME", "endpoint", .string, "Name of the program."),
      Attribute(1, "SEG6_LOCAL_BPF_PROG", "endpoint_id", .u32, "Id of the program."),
    ])

  private static let counters = Table(
    "SEG6_LOCAL_COUNTERS",
    [
      Attribute(2, "SEG6_LOCAL_CNT_PACKETS", "packets", .u64, "Packets handled.", volatile: true),
      Attribute(3, "SEG6_LOCAL_CNT_BYTES", "bytes", .u64, "Bytes handled.", volatile: true),
      Attribute(4, "SEG6_LOCAL_CNT_ERRORS", "errors", .u64, "Packets that failed.", volatile: true),
      Attribute(1, "SEG6_LOCAL_CNT_PAD", "", .hidden, "Padding."),
    ])

  private static let flavors = Table(
    "SEG6_LOCAL_FLAVORS",
    [
      Attribute(
        1, "SEG6_LOCAL_FLV_OPERATION", "flavors",
        .flags([0x2: "psp", 0x4: "usp", 0x8: "usd", 0x10: "next-csid"]), "Variants of the behaviour."),
      Attribute(2, "SEG6_LOCAL_FLV_LCBLOCK_BITS", "lblen", .u8, "Length of the locator block, in bits."),
      Attribute(
        3, "SEG6_LOCAL_FLV_LCNODE_FN_BITS", "nflen", .u8, "Length of the node and function, in bits."),
    ])

  /// Measurements in passing packets. Kernel: `net/ipv6/ioam6_iptunnel.c`.
  static let ioam6 = Table(
    "LWTUNNEL_ENCAP_IOAM6",
    [
      Attribute(4, "IOAM6_IPTUNNEL_FREQ_K", "freqk", .u32, "So many of `freqn` packets are measured."),
      Attribute(5, "IOAM6_IPTUNNEL_FREQ_N", "freqn", .u32, "Packets of which `freqk` are measured."),
      Attribute(
        1, "IOAM6_IPTUNNEL_MODE", "mode", .named([1: "inline", 2: "encap", 3: "auto"]),
        "How packets get the data: inserted, around the whole packet, or as fits."),
      Attribute(6, "IOAM6_IPTUNNEL_SRC", "tunsrc", .ipv6, "Source address of the tunnel."),
      Attribute(2, "IOAM6_IPTUNNEL_DST", "tundst", .ipv6, "Destination address of the tunnel."),
      Attribute(3, "IOAM6_IPTUNNEL_TRACE", "", .inlineStructure(trace), "What is measured."),
    ])

  private static let trace = Table(
    "struct ioam6_trace_hdr", headerLength: 8,
    [
      .field(0, "ioam6_trace_hdr", "trace", .present, "A trace is recorded.", width: 8),
      .field(0, "ioam6_trace_hdr", "prealloc", .present, "Room for it is made at once.", width: 8),
      .field(3, "type", "type", .bareHexBE(0xff_ffff), "Bits of what each node records.", width: 4),
      .field(0, "namespace_id", "ns", .be16, "Namespace of the trace."),
      .field(
        3, "remlen", "size", .bitField(shift: 0, count: 7, times: 4), "Room for records, in bytes.", width: 1),
      .field(
        2, "nodelen", "node_size", .bitField(shift: 3, count: 5, times: 4),
        "Room of each node's record, in bytes.", width: 1),
      .field(2, "overflow", "overflow", .bit(4), "Whether there was not enough room.", width: 1),
    ])
}
