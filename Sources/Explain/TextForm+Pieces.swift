internal import Render
internal import NetlinkWire

extension TextForm {
  /// Begins a line: offset, indentation and the first bytes.
  mutating func start(_ offset: Int, _ bytes: RawSpan) {
    indent(offset)
    let count = min(TextForm.width, bytes.byteCount)
    buffer.hexadecimal(bytes.slice(at: 0, length: count), each: UInt8(ascii: " "))
    buffer.blanks(3 * (TextForm.width - count) + 1)
  }

  /// Ends a line, and writes further lines with the bytes that are left.
  mutating func finish(_ offset: Int, _ bytes: RawSpan) {
    trim()
    buffer.append(UInt8(ascii: "\n"))
    var place = TextForm.width
    while place < bytes.byteCount {
      indent(offset + place)
      buffer.hexadecimal(
        bytes.slice(at: place, length: min(TextForm.width, bytes.byteCount - place)), each: UInt8(ascii: " "))
      trim()
      buffer.append(UInt8(ascii: "\n"))
      place += TextForm.width
    }
  }

  /// Begins a line without bytes, up to the column of names.
  mutating func blank() { buffer.blanks(6 + 2 * depth + 3 * TextForm.width + 1) }

  /// Writes the offset of a line, and the indentation after it.
  mutating func indent(_ offset: Int) {
    if offset > 0xffff {
      buffer.hexadecimal(byte: UInt8(truncatingIfNeeded: offset >> 24))
      buffer.hexadecimal(byte: UInt8(truncatingIfNeeded: offset >> 16))
    }
    buffer.hexadecimal(byte: UInt8(truncatingIfNeeded: offset >> 8))
    buffer.hexadecimal(byte: UInt8(truncatingIfNeeded: offset))
    buffer.blanks(2 + 2 * depth)
  }

  /// Removes the blanks at the end of the line.
  mutating func trim() {
    while buffer.last == UInt8(ascii: " ") { buffer.truncate(to: buffer.count - 1) }
  }

  mutating func name(_ label: Label, pads: Bool = true) {
    let start = buffer.count
    buffer.append(label.word)
    if let number = label.number {
      if !label.word.isEmpty { buffer.append(UInt8(ascii: " ")) }
      buffer.append(UInt8(ascii: "["))
      buffer.decimal(UInt64(number))
      buffer.append(UInt8(ascii: "]"))
    }
    if pads, buffer.count > start { buffer.blanks(max(2, TextForm.nameWidth + 2 - (buffer.count - start))) }
  }

  mutating func show(_ value: inout Value) {
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

  mutating func sentence(_ label: Label) {
    guard hasSentences, !label.summary.isEmpty else { return }
    trim()
    buffer.append("  # " as StaticString)
    buffer.append(label.summary)
  }
}

extension GrowingBytes {
  /// Appends nanoseconds as seconds with nine decimals.
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

  /// Appends text with `_` in place of every byte that is no letter, digit, dash, dot or underscore.
  mutating func identifier(_ bytes: RawSpan) {
    for offset in 0..<bytes.byteCount {
      let byte = bytes.u8(at: offset)
      let isKept =
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
          true
        default: false
        }
      append(isKept ? byte : UInt8(ascii: "_"))
    }
  }
}
