internal import NetlinkWire

/// Counters of IPv6 on a link: `IPSTATS_MIB_…` and `ICMP6_MIB_…`, u64 each, as /proc/net/dev_snmp6.
enum IPv6Statistics {
  /// A counter and its place in the array: since Linux 6.15, and before.
  private struct Counter {
    let kernelName: StaticString
    let key: StaticString
    let place: UInt16
    let placeBefore: UInt16
    let summary: StaticString

    init(
      _ kernelName: StaticString, _ key: StaticString, _ place: UInt16, _ placeBefore: UInt16,
      _ summary: StaticString
    ) {
      self.kernelName = kernelName
      self.key = key
      self.place = place
      self.placeBefore = placeBefore
      self.summary = summary
    }
  }

  /// The counters in their order since Linux 6.15, which moved the busiest ones. The same release brought
  /// IFLA_NETNS_IMMUTABLE, by which it is recognised.
  static let table = table { $0.place }

  /// The counters in their order before Linux 6.15.
  static let tableBefore6_15 = table { $0.placeBefore }

  private static func table(place: (Counter) -> UInt16) -> Table {
    Table(
      "IFLA_INET6_STATS", headerLength: counters.count * 8,
      counters.map {
        .field(place($0) * 8, $0.kernelName, $0.key, .u64, $0.summary, volatile: true)
      })
  }

  private static let counters = [
    Counter("IPSTATS_MIB_NUM", "items", 0, 0, "How many counters the kernel has, this one included."),
    Counter("IPSTATS_MIB_INPKTS", "in_receives", 1, 1, "Packets received."),
    Counter("IPSTATS_MIB_INOCTETS", "in_octets", 2, 2, "Bytes received."),
    Counter("IPSTATS_MIB_INDELIVERS", "in_delivers", 3, 3, "Packets delivered to a protocol above."),
    Counter("IPSTATS_MIB_OUTFORWDATAGRAMS", "out_forw_datagrams", 11, 4, "Packets forwarded."),
    Counter("IPSTATS_MIB_OUTREQUESTS", "out_requests", 8, 5, "Packets that protocols above asked to send."),
    Counter("IPSTATS_MIB_OUTOCTETS", "out_octets", 10, 6, "Bytes sent."),
    Counter("IPSTATS_MIB_INHDRERRORS", "in_hdr_errors", 12, 7, "Packets dropped for a bad header."),
    Counter(
      "IPSTATS_MIB_INTOOBIGERRORS", "in_too_big_errors", 13, 8, "Packets that were too big to forward."),
    Counter("IPSTATS_MIB_INNOROUTES", "in_no_routes", 14, 9, "Packets received that no route fits."),
    Counter("IPSTATS_MIB_INADDRERRORS", "in_addr_errors", 15, 10, "Packets to an address that cannot be."),
    Counter("IPSTATS_MIB_INUNKNOWNPROTOS", "in_unknown_protos", 16, 11, "Packets of an unknown protocol."),
    Counter("IPSTATS_MIB_INTRUNCATEDPKTS", "in_truncated_pkts", 17, 12, "Packets that were cut short."),
    Counter("IPSTATS_MIB_INDISCARDS", "in_discards", 18, 13, "Good packets received and dropped."),
    Counter("IPSTATS_MIB_OUTDISCARDS", "out_discards", 19, 14, "Good packets dropped instead of sent."),
    Counter("IPSTATS_MIB_OUTNOROUTES", "out_no_routes", 20, 15, "Packets to send that no route fits."),
    Counter("IPSTATS_MIB_REASMTIMEOUT", "reasm_timeout", 21, 16, "Fragments given up for want of the rest."),
    Counter("IPSTATS_MIB_REASMREQDS", "reasm_reqds", 22, 17, "Fragments received."),
    Counter("IPSTATS_MIB_REASMOKS", "reasm_oks", 23, 18, "Packets put together."),
    Counter("IPSTATS_MIB_REASMFAILS", "reasm_fails", 24, 19, "Failures to put packets together."),
    Counter("IPSTATS_MIB_FRAGOKS", "frag_oks", 25, 20, "Packets cut into fragments."),
    Counter("IPSTATS_MIB_FRAGFAILS", "frag_fails", 26, 21, "Packets that could not be cut."),
    Counter("IPSTATS_MIB_FRAGCREATES", "frag_creates", 27, 22, "Fragments made."),
    Counter("IPSTATS_MIB_INMCASTPKTS", "in_mcast_pkts", 28, 23, "Multicast packets received."),
    Counter("IPSTATS_MIB_OUTMCASTPKTS", "out_mcast_pkts", 29, 24, "Multicast packets sent."),
    Counter("IPSTATS_MIB_INBCASTPKTS", "in_bcast_pkts", 30, 25, "Broadcast packets received."),
    Counter("IPSTATS_MIB_OUTBCASTPKTS", "out_bcast_pkts", 31, 26, "Broadcast packets sent."),
    Counter("IPSTATS_MIB_INMCASTOCTETS", "in_mcast_octets", 32, 27, "Bytes of multicast received."),
    Counter("IPSTATS_MIB_OUTMCASTOCTETS", "out_mcast_octets", 33, 28, "Bytes of multicast sent."),
    Counter("IPSTATS_MIB_INBCASTOCTETS", "in_bcast_octets", 34, 29, "Bytes of broadcast received."),
    Counter("IPSTATS_MIB_OUTBCASTOCTETS", "out_bcast_octets", 35, 30, "Bytes of broadcast sent."),
    Counter("IPSTATS_MIB_CSUMERRORS", "in_csum_errors", 36, 31, "Packets with a wrong checksum."),
    Counter("IPSTATS_MIB_NOECTPKTS", "in_no_ect_pkts", 4, 32, "Packets without congestion notification."),
    Counter("IPSTATS_MIB_ECT1PKTS", "in_ect1_pkts", 5, 33, "Packets that bear ECT(1)."),
    Counter("IPSTATS_MIB_ECT0PKTS", "in_ect0_pkts", 6, 34, "Packets that bear ECT(0)."),
    Counter("IPSTATS_MIB_CEPKTS", "in_ce_pkts", 7, 35, "Packets that met congestion."),
    Counter(
      "IPSTATS_MIB_REASM_OVERLAPS", "reasm_overlaps", 37, 36, "Packets dropped for overlapping fragments."),
    Counter("IPSTATS_MIB_OUTPKTS", "out_transmits", 9, 37, "Packets sent."),
  ]

  /// Counters of ICMPv6.
  static let messages = Table(
    "IFLA_INET6_ICMP6STATS", headerLength: 56,
    [
      .field(
        0, "ICMP6_MIB_NUM", "items", .u64, "How many counters the kernel has, this one included.",
        volatile: true),
      .field(8, "ICMP6_MIB_INMSGS", "in_msgs", .u64, "Messages received.", volatile: true),
      .field(16, "ICMP6_MIB_INERRORS", "in_errors", .u64, "Bad messages received.", volatile: true),
      .field(24, "ICMP6_MIB_OUTMSGS", "out_msgs", .u64, "Messages sent.", volatile: true),
      .field(
        32, "ICMP6_MIB_OUTERRORS", "out_errors", .u64, "Messages that could not be sent.", volatile: true),
      .field(
        40, "ICMP6_MIB_CSUMERRORS", "in_csum_errors", .u64, "Messages with a wrong checksum.", volatile: true),
      .field(
        48, "ICMP6_MIB_RATELIMITHOST", "out_rate_limit_host", .u64,
        "Messages not sent, for there were too many to one host.", volatile: true),
    ])
}
