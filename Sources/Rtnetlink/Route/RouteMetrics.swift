internal import NetlinkWire

/// Properties of the path that a route leads along: RTA_METRICS.
enum RouteMetrics {
  static let table = Table(
    "RTA_METRICS",
    [
      Attribute(2, "RTAX_MTU", "mtu", .u32, "MTU of the path, in bytes."),
      Attribute(3, "RTAX_WINDOW", "window", .u32, "Largest window that TCP announces, in bytes."),
      Attribute(
        4, "RTAX_RTT", "rtt", .divided(by: 8), "First estimate of the round trip time, in milliseconds."),
      Attribute(
        5, "RTAX_RTTVAR", "rttvar", .divided(by: 4), "First estimate of its variance, in milliseconds."),
      Attribute(6, "RTAX_SSTHRESH", "ssthresh", .u32, "First slow start threshold, in segments."),
      Attribute(7, "RTAX_CWND", "cwnd", .u32, "Largest congestion window, in segments."),
      Attribute(8, "RTAX_ADVMSS", "advmss", .u32, "Segment size that TCP announces, in bytes."),
      Attribute(9, "RTAX_REORDERING", "reordering", .u32, "Reordering to expect, in segments."),
      Attribute(10, "RTAX_HOPLIMIT", "hoplimit", .optional32, "Hop limit or TTL of packets."),
      Attribute(11, "RTAX_INITCWND", "initcwnd", .u32, "First congestion window, in segments."),
      Attribute(12, "RTAX_FEATURES", "features", .hex, "Features of TCP that are used, as bits."),
      Attribute(
        12, "RTAX_FEATURES", "", .keyedFlags(features), "Features of TCP that are used.",
        presence: .orAttribute(12)),
      Attribute(13, "RTAX_RTO_MIN", "rto_min", .u32, "Shortest retransmission timeout, in milliseconds."),
      Attribute(14, "RTAX_INITRWND", "initrwnd", .u32, "First receive window, in segments."),
      Attribute(15, "RTAX_QUICKACK", "quickack", .u32, "1 where acknowledgements are not delayed."),
      Attribute(16, "RTAX_CC_ALGO", "congestion", .string, "Congestion control algorithm."),
      Attribute(
        17, "RTAX_FASTOPEN_NO_COOKIE", "fastopen_no_cookie", .u32,
        "1 where TCP Fast Open needs no cookie."),
      Attribute(
        1, "RTAX_LOCK", "locks", .flags(locks), "Metrics that the kernel may not change by itself."),
    ])

  /// A bit for each metric, at its number.
  private static let locks: Flags = [
    0x4: "mtu", 0x8: "window", 0x10: "rtt", 0x20: "rttvar", 0x40: "ssthresh", 0x80: "cwnd",
    0x100: "advmss", 0x200: "reordering", 0x400: "hoplimit", 0x800: "initcwnd", 0x1000: "features",
    0x2000: "rto_min", 0x4000: "initrwnd", 0x8000: "quickack", 0x10000: "congestion",
    0x20000: "fastopen_no_cookie",
  ]

  /// `RTAX_FEATURE_…`; the row before shows all bits.
  private static let features = Flags([
    .init(mask: 0x1, value: 0x1, name: "ecn"),
    .init(mask: 0x10, value: 0x10, name: "tcp_usec_ts"),
    .init(mask: 0xffff_ffff_ffff_ffff, value: 0xffff_ffff_ffff_ffff, name: ""),
  ])
}
