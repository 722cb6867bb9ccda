package import Render
internal import NetlinkWire

/// Writes datagrams as pcapng, which tshark and tcpdump open: an interface block a network namespace.
package struct PcapngWriter: ~Copyable {
  /// What is to be written.
  package var buffer = ByteBuffer(capacity: 64 << 10)
  private var interfaces: UInt32 = 0

  /// Begins a file.
  package init(application: String) {
    word(0x0a0d_0d0a)
    let text = Array(application.utf8.prefix(200))
    let length = UInt32(24 + 4 + (text.count + 3) & ~3 + 4 + 4)
    word(length)
    word(0x1a2b_3c4d)  // the byte order of this machine
    half(1)
    half(0)
    word(.max)  // the length of the section is not said
    word(.max)
    option(4, text)  // shb_userappl
    option(0, [])
    word(length)
  }

  /// Writes one datagram.
  package mutating func add(_ datagram: RawSpan, _ envelope: Envelope) {
    while interfaces <= envelope.namespace, interfaces < 4096 { interface() }
    let captured = UInt32(clamping: datagram.byteCount + Cooked.length)
    let padded = (captured + 3) & ~3
    let length = 32 + padded
    word(6)  // enhanced packet block
    word(length)
    word(min(envelope.namespace, interfaces - 1))
    let time = envelope.time ?? 0
    word(UInt32(truncatingIfNeeded: time >> 32))
    word(UInt32(truncatingIfNeeded: time))
    word(captured)
    word(captured)
    half((envelope.direction == .sent ? 7 : 6 as UInt16).bigEndian)  // PACKET_KERNEL, PACKET_USER
    half((824 as UInt16).bigEndian)  // ARPHRD_NETLINK
    half(0)
    word(0)
    word(0)
    half(envelope.netlinkProtocol.bigEndian)
    buffer.append(datagram)
    for _ in captured..<padded { buffer.append(0) }
    word(length)
  }

  /// The block of one more interface, whose times are nanoseconds.
  private mutating func interface() {
    let name = Array("netns\(interfaces)".utf8)
    let length = UInt32(16 + 4 + (name.count + 3) & ~3 + 8 + 4 + 4)
    word(1)
    word(length)
    half(253)  // LINKTYPE_NETLINK
    half(0)
    word(0)  // no limit of what is captured
    option(2, name)
    option(9, [9])
    option(0, [])
    word(length)
    interfaces += 1
  }

  private mutating func option(_ code: UInt16, _ value: [UInt8]) {
    half(code)
    half(UInt16(value.count))
    for byte in value { buffer.append(byte) }
    for _ in value.count..<(value.count + 3) & ~3 { buffer.append(0) }
  }

  private mutating func word(_ value: UInt32) {
    for shift in 0..<4 { buffer.append(host(UInt64(value), 4, shift)) }
  }

  private mutating func half(_ value: UInt16) {
    for shift in 0..<2 { buffer.append(host(UInt64(value), 2, shift)) }
  }

  /// The byte at `place` of an integer of that width, in the byte order of this machine.
  private func host(_ value: UInt64, _ width: Int, _ place: Int) -> UInt8 {
    let isLittle = UInt16(1).littleEndian == 1
    let shift = isLittle ? place : width - 1 - place
    return UInt8(truncatingIfNeeded: value >> UInt64(8 * shift))
  }
}
