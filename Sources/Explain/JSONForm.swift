internal import NetlinkCore
internal import Render
internal import NetlinkWire

/// An explanation as JSON: one object a message, on one line.
struct JSONForm: Form, ~Copyable {
  var buffer = GrowingBytes(capacity: 64 << 10)
  /// Whether the sentence about each row is written: `--details`.
  let hasSentences: Bool
  /// Whether the next member is the first of the open array or object.
  var isFirst = true
  /// For each open attribute: whether an array of fields has begun in it.
  var arrays: [Bool] = []
  /// The damage in the message.
  private var damages: [(offset: Int, length: Int, why: StaticString)] = []
  /// What the last message began with: that of its envelope, which all messages of a datagram have in common.
  private var lead = GrowingBytes(capacity: 256)
  private var leadEnvelope: Envelope?
  /// The facts about the message.
  private var notes = GrowingBytes(capacity: 256)

  init(hasSentences: Bool) { self.hasSentences = hasSentences }

  mutating func begin(_ head: Head, _ flags: FlagNames) {
    arrays.removeAll(keepingCapacity: true)
    damages.removeAll(keepingCapacity: true)
    notes.truncate(to: 0)
    if leadEnvelope == head.envelope {
      buffer.append(contentsOf: lead)
    } else {
      begin(head.envelope)
    }
    if head.isWhole { header(head, flags) }
    buffer.append(",\"fields\":[" as StaticString)
    isFirst = true
  }

  private mutating func begin(_ envelope: Envelope) {
    let start = buffer.count
    buffer.append("{\"direction\":" as StaticString)
    switch envelope.direction {
    case .unknown: buffer.quoted("unknown")
    case .sent: buffer.quoted("sent")
    case .received: buffer.quoted("received")
    }
    if let time = envelope.time {
      buffer.append(",\"time\":" as StaticString)
      buffer.time(time)
    }
    if envelope.namespace != 0 { number(",\"netns\":", UInt64(envelope.namespace)) }
    if let known = Envelope.protocols.first(where: { $0.number == envelope.netlinkProtocol }) {
      buffer.append(",\"family\":" as StaticString)
      buffer.quoted(known.name)
    }
    number(",\"family_id\":", UInt64(envelope.netlinkProtocol))
    lead.truncate(to: 0)
    lead.append(contentsOf: buffer, start..<buffer.count)
    leadEnvelope = envelope
  }

  private mutating func header(_ head: Head, _ flags: FlagNames) {
    if !head.typeName.isEmpty {
      buffer.append(",\"type\":" as StaticString)
      buffer.quoted(head.typeName)
    } else if !head.family.isEmpty {
      buffer.append(",\"type\":" as StaticString)
      buffer.quoted(head.family.raw)
    }
    number(",\"type_id\":", UInt64(head.type))
    buffer.append(",\"flags\":[" as StaticString)
    isFirst = true
    let rest = flags.forEach(head.flags) { name in
      comma()
      buffer.quoted(name)
    }
    if rest != 0 {
      comma()
      buffer.append("\"0x" as StaticString)
      buffer.hexadecimal(rest)
      buffer.append(UInt8(ascii: "\""))
    }
    buffer.append(UInt8(ascii: "]"))
    number(",\"seq\":", UInt64(head.sequence))
    number(",\"portid\":", UInt64(head.portID))
    number(",\"length\":", UInt64(head.length))
  }

  mutating func field(_ offset: Int, _ bytes: RawSpan, _ label: Label, _ value: inout Value) {
    member(offset, bytes.byteCount, label)
    show(bytes, &value)
    sentence(label)
    buffer.append(UInt8(ascii: "}"))
  }

  mutating func open(
    _ offset: Int, _ header: RawSpan, length: Int, type: UInt16, _ label: Label, _ marks: Marks
  ) {
    member(offset, length, marks.contains(.unknown) ? Label("") : label)
    number(",\"type\":", UInt64(type))
    if marks.contains(.nested) { buffer.append(",\"nested\":true" as StaticString) }
    if marks.contains(.networkOrder) { buffer.append(",\"network_byte_order\":true" as StaticString) }
    if marks.contains(.unknown) { buffer.append(",\"unknown\":true" as StaticString) }
    if marks.contains(.guessed) { buffer.append(",\"guessed\":true" as StaticString) }
    sentence(label)
    arrays.append(false)
  }

  mutating func content(_ offset: Int, _ bytes: RawSpan, _ value: inout Value) {
    show(bytes, &value)
  }

  mutating func group(_ offset: Int, length: Int, _ label: Label) {
    member(offset, length, label)
    arrays.append(false)
  }

  mutating func close() {
    if arrays.popLast() == true { buffer.append(UInt8(ascii: "]")) }
    buffer.append(UInt8(ascii: "}"))
    isFirst = false
  }

  mutating func padding(_ offset: Int, _ bytes: RawSpan) {
    member(offset, bytes.byteCount, Label("padding"))
    self.bytes(bytes)
    buffer.append(UInt8(ascii: "}"))
  }

  mutating func damage(_ offset: Int, _ bytes: RawSpan, _ why: StaticString) {
    damages.append((offset, bytes.byteCount, why))
    guard bytes.byteCount > 0 else { return }
    member(offset, bytes.byteCount, Label("damage"))
    self.bytes(bytes)
    buffer.append(UInt8(ascii: "}"))
  }

  mutating func note(_ note: borrowing Note) {
    notes.append(notes.count == 0 ? "{\"" as StaticString : ",{\"")
    notes.append(note.key)
    notes.append("\":" as StaticString)
    notes.quoted(note.text.raw)
    notes.append(UInt8(ascii: "}"))
  }

  mutating func end() {
    buffer.append(UInt8(ascii: "]"))
    if notes.count > 0 {
      buffer.append(",\"notes\":[" as StaticString)
      buffer.append(contentsOf: notes)
      buffer.append(UInt8(ascii: "]"))
    }
    if !damages.isEmpty {
      buffer.append(",\"damage\":[" as StaticString)
      isFirst = true
      for damage in damages {
        comma()
        number("{\"offset\":", UInt64(damage.offset))
        number(",\"length\":", UInt64(damage.length))
        buffer.append(",\"why\":" as StaticString)
        buffer.quoted(damage.why)
        buffer.append(UInt8(ascii: "}"))
      }
      buffer.append(UInt8(ascii: "]"))
    }
    buffer.append("}\n" as StaticString)
  }
}
