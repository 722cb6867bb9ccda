internal import NetlinkWire
internal import Render

// pcapng: a section, an interface for each namespace, and blocks of packets.
extension RecordingWriter {
  mutating func beginSection(_ application: String) {
    let text = Array(application.utf8.prefix(200))
    let length = UInt32(24 + optionLength(text.count) + optionLength(0) + 4)
    buffer.append(PcapngBlock.section)
    buffer.append(length)
    buffer.append(PcapngBlock.byteOrder)
    buffer.append(1 as UInt16)
    buffer.append(0 as UInt16)
    buffer.append(UInt32.max)  // the length of the section is not said
    buffer.append(UInt32.max)
    option(PcapngOption.application, text)
    option(PcapngOption.end, [])
    buffer.append(length)
  }

  mutating func addBlock(_ datagram: RawSpan, _ envelope: Envelope) {
    while interfaces <= envelope.namespace, interfaces < PcapngReader.most { interface() }
    let captured = UInt32(clamping: datagram.byteCount + Cooked.length)
    let padded = (captured + 3) & ~3
    let comments = envelope.notes.map { $0.comment }
    var options = comments.reduce(0) { $0 + optionLength($1.count) }
    if options > 0 { options += optionLength(0) }
    let length = 32 + padded + UInt32(options)
    buffer.append(PcapngBlock.enhancedPacket)
    buffer.append(length)
    buffer.append(min(envelope.namespace, interfaces - 1))
    let time = envelope.time ?? 0
    buffer.append(UInt32(truncatingIfNeeded: time >> 32))
    buffer.append(UInt32(truncatingIfNeeded: time))
    buffer.append(captured)
    buffer.append(captured)
    packet(datagram, envelope)
    buffer.pad()
    for comment in comments { option(PcapngOption.comment, comment) }
    if options > 0 { option(PcapngOption.end, []) }
    buffer.append(length)
  }

  /// Writes notes beside the statistics of an interface, which are left out.
  mutating func addBlock(_ notes: [RecordedNote]) {
    if interfaces == 0 { interface() }
    let comments = notes.map { $0.comment }
    let length = UInt32(24 + comments.reduce(optionLength(0)) { $0 + optionLength($1.count) })
    buffer.append(PcapngBlock.statistics)
    buffer.append(length)
    buffer.append(0 as UInt32)
    buffer.append(0 as UInt32)  // the time, which is in the notes
    buffer.append(0 as UInt32)
    for comment in comments { option(PcapngOption.comment, comment) }
    option(PcapngOption.end, [])
    buffer.append(length)
  }

  /// Writes the block of one more interface, whose times are in nanoseconds.
  private mutating func interface() {
    let name = Array("netns\(interfaces)".utf8)
    let length = UInt32(16 + optionLength(name.count) + optionLength(1) + optionLength(0) + 4)
    buffer.append(PcapngBlock.interface)
    buffer.append(length)
    buffer.append(LinkType.netlink)
    buffer.append(0 as UInt16)
    buffer.append(0 as UInt32)  // no limit of what is captured
    option(PcapngOption.interfaceName, name)
    option(PcapngOption.resolution, [9])  // a negative power of ten: nanoseconds
    option(PcapngOption.end, [])
    buffer.append(length)
    interfaces += 1
  }

  /// The length of an option whose value has `count` bytes.
  private func optionLength(_ count: Int) -> Int { 4 + (count + 3) & ~3 }

  private mutating func option(_ code: UInt16, _ value: [UInt8]) {
    buffer.append(code)
    buffer.append(UInt16(value.count))
    buffer.append(contentsOf: value)
    buffer.pad()
  }
}
