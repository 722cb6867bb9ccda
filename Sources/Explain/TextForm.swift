internal import NetlinkCore
internal import Render
internal import NetlinkWire

/// An explanation as text that `nlctl explain` reads back: a line for each piece, with offset, bytes, name and value.
struct TextForm: Form, ~Copyable {
  var buffer = GrowingBytes(capacity: 64 << 10)
  /// Whether the sentence about each row is written: `--details`.
  let hasSentences: Bool
  /// How many attributes and structs are open.
  var depth = 0
  /// Whether no message was written yet.
  var isFirst = true
  /// How many bytes a line shows.
  static let width = 8
  /// The width of the column of names.
  static let nameWidth = 14

  init(hasSentences: Bool) { self.hasSentences = hasSentences }

  mutating func begin(_ head: Head, _ flags: FlagNames) {
    if !isFirst { buffer.append(UInt8(ascii: "\n")) }
    isFirst = false
    depth = 0
    buffer.append(head.envelope.direction.sign)
    buffer.append(UInt8(ascii: " "))
    if head.isWhole { summary(head, flags) } else { buffer.append("no message" as StaticString) }
    let envelope = head.envelope
    if envelope.netlinkProtocol != 0 {
      buffer.append("  protocol " as StaticString)
      if let known = Envelope.protocols.first(where: { $0.number == envelope.netlinkProtocol }) {
        buffer.append(known.name)
      } else {
        buffer.decimal(UInt64(envelope.netlinkProtocol))
      }
    }
    if envelope.namespace != 0 {
      buffer.append("  netns " as StaticString)
      buffer.decimal(UInt64(envelope.namespace))
    }
    if let time = envelope.time {
      buffer.append("  time " as StaticString)
      buffer.time(time)
    }
    buffer.append(UInt8(ascii: "\n"))
  }

  private mutating func summary(_ head: Head, _ flags: FlagNames) {
    if !head.typeName.isEmpty {
      buffer.append(head.typeName)
    } else if head.family.isEmpty {
      buffer.append("type " as StaticString)
      buffer.decimal(UInt64(head.type))
    } else {
      buffer.identifier(head.family.raw)
    }
    var isFirst = true
    let rest = flags.forEach(head.flags) { name in
      buffer.append(isFirst ? "  " as StaticString : " ")
      buffer.append(name)
      isFirst = false
    }
    if rest != 0 {
      buffer.append(isFirst ? "  0x" as StaticString : " 0x")
      buffer.hexadecimal(rest)
    }
    buffer.append("  " as StaticString)
    buffer.decimal(UInt64(head.length))
    buffer.append(" bytes  seq " as StaticString)
    buffer.decimal(UInt64(head.sequence))
    buffer.append("  port " as StaticString)
    buffer.decimal(UInt64(head.portID))
  }

  mutating func field(_ offset: Int, _ bytes: RawSpan, _ label: Label, _ value: inout Value) {
    start(offset, bytes)
    name(label)
    show(&value)
    sentence(label)
    finish(offset, bytes)
  }

  mutating func open(
    _ offset: Int, _ header: RawSpan, length: Int, type: UInt16, _ label: Label, _ marks: Marks
  ) {
    start(offset, header)
    if label.word.isEmpty, marks.contains(.unknown) {
      buffer.append("attribute " as StaticString)
      buffer.decimal(UInt64(type))
    } else {
      name(label, pads: false)
    }
    buffer.append("  " as StaticString)
    buffer.decimal(UInt64(length))
    buffer.append(" bytes" as StaticString)
    if marks.contains(.nested) { buffer.append("  nested" as StaticString) }
    if marks.contains(.networkOrder) { buffer.append("  network byte order" as StaticString) }
    if marks.contains(.unknown) { buffer.append("  unknown" as StaticString) }
    if marks.contains(.guessed) { buffer.append("  nest guessed" as StaticString) }
    sentence(label)
    finish(offset, header)
    depth += 1
  }

  mutating func content(_ offset: Int, _ bytes: RawSpan, _ value: inout Value) {
    if bytes.byteCount == 0 {
      if !value.isEmpty {
        blank()
        show(&value)
        buffer.append(UInt8(ascii: "\n"))
      }
      return
    }
    start(offset, bytes)
    show(&value)
    finish(offset, bytes)
  }

  mutating func group(_ offset: Int, length: Int, _ label: Label) {
    blank()
    name(label, pads: false)
    buffer.append("  " as StaticString)
    buffer.decimal(UInt64(length))
    buffer.append(length == 1 ? " byte\n" as StaticString : " bytes\n")
    depth += 1
  }

  mutating func close() { depth -= 1 }

  mutating func padding(_ offset: Int, _ bytes: RawSpan) {
    start(offset, bytes)
    buffer.append(bytes.isZero ? "padding" as StaticString : "padding that is not zero")
    finish(offset, bytes)
  }

  mutating func damage(_ offset: Int, _ bytes: RawSpan, _ why: StaticString) {
    if bytes.byteCount == 0 { blank() } else { start(offset, bytes) }
    buffer.append("! " as StaticString)
    buffer.append(why)
    if bytes.byteCount == 0 { buffer.append(UInt8(ascii: "\n")) } else { finish(offset, bytes) }
  }

  mutating func note(_ note: borrowing Note) {
    blank()
    buffer.append(note.lead)
    buffer.append(contentsOf: note.text)
    buffer.append(UInt8(ascii: "\n"))
  }

  mutating func end() {}
}
