internal import NetlinkWire
internal import Render

// pcapng: a section, an interface for each namespace, and blocks of packets.
extension RecordingWriter {
  mutating func beginSection(_ application: String) {
    let text = Array(application.utf8.prefix(200))
    let length = UInt32(24 + optionLength(text.count) + optionLength(0) + 4)
    word(PcapngBlock.section)
    word(length)
    word(PcapngBlock.byteOrder)
    half(1)
    half(0)
    word(.max)  // the length of the section is not said
    word(.max)
    option(PcapngOption.application, text)
    option(PcapngOption.end, [])
    word(length)
  }

  mutating func addBlock(_ datagram: RawSpan, _ envelope: Envelope) {
    while interfaces <= envelope.namespace, interfaces < PcapngReader.most { interface() }
    let captured = UInt32(clamping: datagram.byteCount + Cooked.length)
    let padded = (captured + 3) & ~3
    let comments = envelope.notes.map { $0.comment }
    var options = comments.reduce(0) { $0 + optionLength($1.count) }
    if options > 0 { options += optionLength(0) }
    let length = 32 + padded + UInt32(options)
    word(PcapngBlock.enhancedPacket)
    word(length)
    word(min(envelope.namespace, interfaces - 1))
    let time = envelope.time ?? 0
    word(UInt32(truncatingIfNeeded: time >> 32))
    word(UInt32(truncatingIfNeeded: time))
    word(captured)
    word(captured)
    packet(datagram, envelope)
    for _ in captured..<padded { buffer.append(0) }
    for comment in comments { option(PcapngOption.comment, comment) }
    if options > 0 { option(PcapngOption.end, []) }
    word(length)
  }

  /// Writes the block of one more interface, whose times are in nanoseconds.
  private mutating func interface() {
    let name = Array("netns\(interfaces)".utf8)
    let length = UInt32(16 + optionLength(name.count) + optionLength(1) + optionLength(0) + 4)
    word(PcapngBlock.interface)
    word(length)
    half(LinkType.netlink)
    half(0)
    word(0)  // no limit of what is captured
    option(PcapngOption.interfaceName, name)
    option(PcapngOption.resolution, [9])  // a negative power of ten: nanoseconds
    option(PcapngOption.end, [])
    word(length)
    interfaces += 1
  }

  /// The length of an option whose value has `count` bytes.
  private func optionLength(_ count: Int) -> Int { 4 + (count + 3) & ~3 }

  private mutating func option(_ code: UInt16, _ value: [UInt8]) {
    half(code)
    half(UInt16(value.count))
    for byte in value { buffer.append(byte) }
    for _ in value.count..<(value.count + 3) & ~3 { buffer.append(0) }
  }
}
