package import NetlinkWire

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
  package var buffer = GrowingBytes(capacity: 64 << 10)
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

  /// Writes notes that go with no datagram. pcap has no place for them.
  package mutating func add(_ notes: [RecordedNote]) {
    if form == .pcapng { addBlock(notes) }
  }

  /// Writes the datagram after its header of LINKTYPE_NETLINK.
  mutating func packet(_ datagram: RawSpan, _ envelope: Envelope) {
    buffer.append((envelope.direction == .sent ? PacketType.kernel : PacketType.user).bigEndian)
    buffer.append(Cooked.hardwareType.bigEndian)
    buffer.append(0 as UInt16)
    buffer.append(0 as UInt32)
    buffer.append(0 as UInt32)
    buffer.append(envelope.netlinkProtocol.bigEndian)
    buffer.append(datagram)
  }
}

// pcap: a header, then records with nanoseconds
extension RecordingWriter {
  private mutating func beginFile() {
    buffer.append(FileMagic.nanoseconds)
    buffer.append(PcapVersion.major)
    buffer.append(PcapVersion.minor)
    buffer.append(0 as UInt32)  // times are UTC
    buffer.append(0 as UInt32)  // how exact they are is not said
    buffer.append(UInt32(Recording.limit))
    buffer.append(UInt32(LinkType.netlink))
  }

  private mutating func addRecord(_ datagram: RawSpan, _ envelope: Envelope) {
    let captured = UInt32(clamping: datagram.byteCount + Cooked.length)
    let (seconds, nanoseconds) = (envelope.time ?? 0).quotientAndRemainder(dividingBy: 1_000_000_000)
    buffer.append(UInt32(truncatingIfNeeded: seconds))
    buffer.append(UInt32(nanoseconds))
    buffer.append(captured)
    buffer.append(captured)
    packet(datagram, envelope)
  }
}
