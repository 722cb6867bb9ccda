internal import NetlinkCore
internal import Render
internal import NetlinkWire

/// An explanation as text that reads back: a line a piece, with offset, bytes, name and value.
struct TextForm: Form, ~Copyable {
  var buffer = ByteBuffer(capacity: 64 << 10)
  /// Whether the sentence of each row stands behind it.
  let hasSentences: Bool
  private var depth = 0
  private var isFirst = true
  /// How many bytes a line shows.
  private static let width = 8
  /// How wide names are at least.
  private static let nameWidth = 14

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

  mutating func field(_ offset: Int, _ bytes: RawSpan, _ label: Label, _ value: borrowing Value) {
    start(offset, bytes)
    name(label)
    show(value)
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

  mutating func content(_ offset: Int, _ bytes: RawSpan, _ value: borrowing Value) {
    if bytes.byteCount == 0 {
      if !value.isEmpty {
        blank()
        show(value)
        buffer.append(UInt8(ascii: "\n"))
      }
      return
    }
    start(offset, bytes)
    show(value)
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

extension TextForm {
  /// Offset, indentation and the first bytes of a line.
  private mutating func start(_ offset: Int, _ bytes: RawSpan) {
    indent(offset)
    let count = min(TextForm.width, bytes.byteCount)
    hexadecimal(bytes, from: 0, count)
    spaces(3 * (TextForm.width - count) + 2)
  }

  /// The end of a line, then lines with the bytes that are left.
  private mutating func finish(_ offset: Int, _ bytes: RawSpan) {
    trim()
    buffer.append(UInt8(ascii: "\n"))
    var place = TextForm.width
    while place < bytes.byteCount {
      indent(offset + place)
      hexadecimal(bytes, from: place, min(TextForm.width, bytes.byteCount - place))
      buffer.append(UInt8(ascii: "\n"))
      place += TextForm.width
    }
  }

  /// A line without bytes, up to where names stand.
  private mutating func blank() { spaces(6 + 2 * depth + 3 * TextForm.width + 1) }

  private mutating func indent(_ offset: Int) {
    for shift in stride(from: offset > 0xffff ? 28 : 12, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: offset >> shift) & 15
      buffer.append(digit < 10 ? 48 + digit : 87 + digit)
    }
    spaces(2 + 2 * depth)
  }

  private mutating func hexadecimal(_ bytes: RawSpan, from start: Int, _ count: Int) {
    for place in start..<start + count {
      if place > start { buffer.append(UInt8(ascii: " ")) }
      buffer.hexadecimal(byte: bytes.u8(at: place))
    }
  }

  private mutating func spaces(_ count: Int) {
    for _ in 0..<count { buffer.append(UInt8(ascii: " ")) }
  }

  private mutating func trim() {
    while buffer.last == UInt8(ascii: " ") { buffer.truncate(to: buffer.count - 1) }
  }

  private mutating func name(_ label: Label, pads: Bool = true) {
    let start = buffer.count
    buffer.append(label.word)
    if let number = label.number {
      if !label.word.isEmpty { buffer.append(UInt8(ascii: " ")) }
      buffer.append(UInt8(ascii: "["))
      buffer.decimal(UInt64(number))
      buffer.append(UInt8(ascii: "]"))
    }
    if pads, buffer.count > start { spaces(max(2, TextForm.nameWidth + 2 - (buffer.count - start))) }
  }

  private mutating func show(_ value: borrowing Value) {
    buffer.append(contentsOf: value.text)
    if value.kind == .list, value.text.count == 0 { buffer.append("none" as StaticString) }
    if let number = value.number {
      buffer.append(" (" as StaticString)
      buffer.decimal(number)
      buffer.append(UInt8(ascii: ")"))
    } else if let number = value.signed {
      buffer.append(" (" as StaticString)
      buffer.decimal(number)
      buffer.append(UInt8(ascii: ")"))
    }
  }

  private mutating func sentence(_ label: Label) {
    guard hasSentences, !label.summary.isEmpty else { return }
    trim()
    buffer.append("  # " as StaticString)
    buffer.append(label.summary)
  }
}

extension ByteBuffer {
  /// Nanoseconds as seconds.
  mutating func time(_ nanoseconds: UInt64) {
    decimal(nanoseconds / 1_000_000_000)
    append(UInt8(ascii: "."))
    var rest = nanoseconds % 1_000_000_000
    var unit: UInt64 = 100_000_000
    while unit > 0 {
      append(UInt8(truncatingIfNeeded: 48 + rest / unit))
      rest %= unit
      unit /= 10
    }
  }

  /// Text of which only letters, digits and a few signs are kept.
  mutating func identifier(_ bytes: RawSpan) {
    for offset in 0..<bytes.byteCount {
      let byte = bytes.u8(at: offset)
      let isKept =
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || [0x2d, 0x2e, 0x5f].contains(byte)
      append(isKept ? byte : UInt8(ascii: "_"))
    }
  }
}
