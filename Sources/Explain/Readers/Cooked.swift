internal import NetlinkCore
internal import NetlinkWire

/// The header of 16 bytes before a captured netlink datagram: LINKTYPE_NETLINK, and LINKTYPE_LINUX_SLL on
/// a netlink device.
enum Cooked {
  static let length = 16
  /// `ARPHRD_NETLINK`
  static let hardwareType: UInt16 = 824

  /// Whether these bytes begin with such a header.
  static func begins(_ bytes: RawSpan) -> Bool {
    bytes.byteCount >= length && bytes.u16(at: 2).bigEndian == hardwareType
      && bytes.u16(at: 0).bigEndian <= PacketType.kernel
  }

  /// Notes in `envelope` what the header says of the datagram behind it.
  static func read(_ bytes: RawSpan, _ envelope: inout Envelope) {
    switch bytes.u16(at: 0).bigEndian {
    case PacketType.kernel: envelope.direction = .sent
    case PacketType.outgoing:
      envelope.direction = direction(of: bytes.slice(at: length, length: bytes.byteCount - length))
    case PacketType.host, PacketType.broadcast, PacketType.multicast, PacketType.user:
      envelope.direction = .received
    default: envelope.direction = .unknown
    }
    envelope.netlinkProtocol = bytes.u16(at: 14).bigEndian
  }

  /// The direction of a datagram that an nlmon device captured, to which all packets are outgoing: the kernel takes
  /// nothing but requests, and sends none.
  private static func direction(of datagram: RawSpan) -> Envelope.Direction {
    guard datagram.byteCount >= Message.headerLength else { return .unknown }
    return datagram.u16(at: 6) & MessageFlag.request != 0 ? .sent : .received
  }

  /// Passes a captured record to `sink`; false if its messages are of the other byte order.
  static func emit<S: RecordingSink & ~Copyable>(
    _ record: RawSpan, linkType: UInt16, _ envelope: Envelope, _ offset: UInt64, _ sink: inout S
  ) -> Bool {
    var envelope = envelope
    guard linkType == LinkType.netlink || linkType == LinkType.cooked else { return true }
    guard record.byteCount >= length else {
      sink.damage(offset, "the record is too short for its header")
      return true
    }
    if linkType == LinkType.cooked, !begins(record) { return true }
    read(record, &envelope)
    let datagram = record.slice(at: length, length: record.byteCount - length)
    if datagram.byteCount >= 16, envelope.netlinkProtocol != ProtocolNumber.objectEvents {
      let here = datagram.u32(at: 0)
      let there = here.byteSwapped
      if here > 1 << 24, there >= 16, there <= 1 << 20 { return false }
    }
    sink.datagram(datagram, envelope)
    return true
  }

  /// The error message for a datagram that `emit` refuses.
  static let foreign = "messages of a machine of the other byte order are not read"
}
