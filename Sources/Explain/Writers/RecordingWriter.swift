package import Render
internal import NetlinkWire

/// Writes datagrams into a file that tshark and tcpdump can open: pcapng with an interface for each network namespace,
/// or pcap, which can hold only one namespace.
package struct RecordingWriter: ~Copyable {
  /// The format of the file.
  package enum Form: Sendable {
    case pcap, pcapng

    /// The format for a file of that name.
    package init(of file: String) { self = file.hasSuffix(".pcap") ? .pcap : .pcapng }
  }

  /// Bytes of the file that the caller has not written yet.
  package var buffer = ByteBuffer(capacity: 64 << 10)
  /// How many datagrams were left out because they are of another namespace than a pcap file has.
  package private(set) var leftOut = 0
  let form: Form
  /// How many interfaces were written.
  var interfaces: UInt32 = 0

  /// Begins a file.
  package init(_ form: Form, application: String) {
    self.form = form
    switch form {
    case .pcap: beginFile()
    case .pcapng: beginSection(application)
    }
  }

  /// Writes one datagram.
  package mutating func add(_ datagram: RawSpan, _ envelope: Envelope) {
    switch form {
    case .pcapng: addBlock(datagram, envelope)
    case .pcap where envelope.namespace == 0: addRecord(datagram, envelope)
    case .pcap: leftOut += 1
    }
  }

  /// Writes the datagram after its header of LINKTYPE_NETLINK.
  mutating func packet(_ datagram: RawSpan, _ envelope: Envelope) {
    half((envelope.direction == .sent ? PacketType.kernel : PacketType.user).bigEndian)
    half(Cooked.hardwareType.bigEndian)
    half(0)
    word(0)
    word(0)
    half(envelope.netlinkProtocol.bigEndian)
    buffer.append(datagram)
  }

  mutating func word(_ value: UInt32) {
    for shift in 0..<4 { buffer.append(host(UInt64(value), 4, shift)) }
  }

  mutating func half(_ value: UInt16) {
    for shift in 0..<2 { buffer.append(host(UInt64(value), 2, shift)) }
  }

  /// The byte at `place` of an integer of that width, in the byte order of this machine.
  private func host(_ value: UInt64, _ width: Int, _ place: Int) -> UInt8 {
    let isLittle = UInt16(1).littleEndian == 1
    let shift = isLittle ? place : width - 1 - place
    return UInt8(truncatingIfNeeded: value >> UInt64(8 * shift))
  }
}

// pcap: a header, then records with nanoseconds
extension RecordingWriter {
  private mutating func beginFile() {
    word(FileMagic.nanoseconds)
    half(PcapVersion.major)
    half(PcapVersion.minor)
    word(0)  // times are UTC
    word(0)  // how exact they are is not said
    word(UInt32(Recording.limit))
    word(UInt32(LinkType.netlink))
  }

  private mutating func addRecord(_ datagram: RawSpan, _ envelope: Envelope) {
    let captured = UInt32(clamping: datagram.byteCount + Cooked.length)
    let (seconds, nanoseconds) = (envelope.time ?? 0).quotientAndRemainder(dividingBy: 1_000_000_000)
    word(UInt32(truncatingIfNeeded: seconds))
    word(UInt32(nanoseconds))
    word(captured)
    word(captured)
    packet(datagram, envelope)
  }
}
