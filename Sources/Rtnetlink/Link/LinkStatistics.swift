internal import NetlinkWire

/// Counters of a link: `struct rtnl_link_stats64` and its older form of 32 bits.
enum LinkStatistics {
  static let wide = table("struct rtnl_link_stats64", size: 8, shape: .u64)
  static let narrow = table("struct rtnl_link_stats", size: 4, shape: .u32)

  /// Field `index` of the struct, whose fields are all of one size.
  private static func table(_ name: StaticString, size: UInt16, shape: Shape) -> Table {
    func counter(_ index: UInt16, _ kernelName: StaticString, _ key: StaticString, _ summary: StaticString)
      -> Attribute
    {
      .field(index * size, kernelName, key, shape, summary, volatile: true)
    }
    let length = Int(size) * 25
    let received = Table(
      name, headerLength: length,
      [
        counter(2, "rx_bytes", "bytes", "Bytes received."),
        counter(0, "rx_packets", "packets", "Packets received."),
        counter(4, "rx_errors", "errors", "Bad packets received."),
        counter(6, "rx_dropped", "dropped", "Packets received and dropped for want of room."),
        counter(11, "rx_over_errors", "over_errors", "Packets lost to an overflowing receiver."),
        counter(8, "multicast", "multicast", "Multicast packets received."),
        counter(21, "rx_compressed", "compressed", "Compressed packets received."),
        counter(10, "rx_length_errors", "length_errors", "Packets of a wrong length."),
        counter(12, "rx_crc_errors", "crc_errors", "Packets with a wrong checksum."),
        counter(13, "rx_frame_errors", "frame_errors", "Packets that were misaligned."),
        counter(14, "rx_fifo_errors", "fifo_errors", "Packets lost to a full queue."),
        counter(15, "rx_missed_errors", "missed_errors", "Packets the host had no room for."),
        counter(23, "rx_nohandler", "nohandler", "Packets that nobody wanted."),
        counter(24, "rx_otherhost_dropped", "otherhost", "Packets dropped as meant for another host."),
      ])
    let sent = Table(
      name, headerLength: length,
      [
        counter(3, "tx_bytes", "bytes", "Bytes sent."),
        counter(1, "tx_packets", "packets", "Packets sent."),
        counter(5, "tx_errors", "errors", "Packets that could not be sent."),
        counter(7, "tx_dropped", "dropped", "Packets dropped on their way out."),
        counter(17, "tx_carrier_errors", "carrier_errors", "Packets lost to a missing carrier."),
        counter(9, "collisions", "collisions", "Collisions while sending."),
        counter(22, "tx_compressed", "compressed", "Compressed packets sent."),
        counter(16, "tx_aborted_errors", "aborted_errors", "Packets given up while sending."),
        counter(18, "tx_fifo_errors", "fifo_errors", "Packets lost to an empty queue."),
        counter(20, "tx_window_errors", "window_errors", "Late collisions."),
        counter(19, "tx_heartbeat_errors", "heartbeat_errors", "Missing heartbeats."),
        .field(
          0, "IFLA_CARRIER_CHANGES", "carrier_changes", .exported, "How often the carrier came or went.",
          volatile: true),
      ])
    return Table(
      name, headerLength: length,
      [
        .field(0, "", "rx", .part(received), "Counters of what was received."),
        .field(0, "", "tx", .part(sent), "Counters of what was sent."),
      ])
  }
}
