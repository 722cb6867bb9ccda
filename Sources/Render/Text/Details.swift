internal import NetlinkWire

/// The fields that an object's line leaves out, which follow it: a paragraph for each nest.
struct Details: ~Copyable {
  struct Field {
    var paragraph: Int
    var start: Int
    var end: Int
    var isZero: Bool
  }

  struct Paragraph {
    var labelStart: Int
    var labelEnd: Int
    /// Where the label ends without its last word. Counters whose labels are the same up to here are aligned.
    var labelStem: Int
    var isCounter: Bool
  }

  /// The fields, one after another: `key value`.
  var text = GrowingBytes(capacity: 1024)
  private var labels = GrowingBytes(capacity: 256)
  private var fields = Slab<Field>(capacity: 64)
  private var paragraphs = Slab<Paragraph>()

  init() {}

  /// Begins a paragraph for the nest at `path`; returns its number.
  mutating func paragraph(_ path: borrowing GrowingBytes, isCounter: Bool) -> Int {
    let start = labels.count
    labels.append(contentsOf: path)
    var stem = path.count
    while stem > 0, path.raw.u8(at: stem - 1) != UInt8(ascii: ".") { stem -= 1 }
    paragraphs.append(
      Paragraph(
        labelStart: start, labelEnd: labels.count, labelStem: start + stem, isCounter: isCounter))
    return paragraphs.count - 1
  }

  /// Begins a field of a paragraph.
  mutating func begin(in paragraph: Int) {
    fields.append(Field(paragraph: paragraph, start: text.count, end: text.count, isZero: false))
  }

  /// Ends the field.
  mutating func end(isZero: Bool) {
    guard fields.count > 0 else { return }
    fields[fields.count - 1].end = text.count
    fields[fields.count - 1].isZero = isZero
  }

  /// Removes the field that was begun.
  mutating func cancel() {
    guard fields.count > 0 else { return }
    text.truncate(to: fields[fields.count - 1].start)
    fields.truncate(to: fields.count - 1)
  }

  /// Moves everything to `buffer`: each paragraph begins a line, unless `style` keeps the object on one line.
  mutating func write(to buffer: inout GrowingBytes, _ style: TextStyle) {
    // The object's own fields come before its nests, whatever the order of the rows.
    for index in 0..<paragraphs.count where isOwn(index) { write(index...index, to: &buffer, style) }
    var index = 0
    while index < paragraphs.count {
      if isOwn(index) {
        index += 1
        continue
      }
      var last = index
      while last + 1 < paragraphs.count, isSibling(last + 1, of: index) { last += 1 }
      write(index...last, to: &buffer, style)
      index = last + 1
    }
    text.truncate(to: 0)
    labels.truncate(to: 0)
    fields.removeAll()
    paragraphs.removeAll()
  }

  private func isOwn(_ index: Int) -> Bool { paragraphs[index].labelStart == paragraphs[index].labelEnd }

  /// Whether both paragraphs are counters of one nest, so that their columns are aligned.
  private func isSibling(_ one: Int, of other: Int) -> Bool {
    let (one, other) = (paragraphs[one], paragraphs[other])
    guard one.isCounter, other.isCounter else { return false }
    let stem = labels.raw.slice(at: one.labelStart, length: one.labelStem - one.labelStart)
    return stem.equals(
      labels.raw.slice(at: other.labelStart, length: other.labelStem - other.labelStart))
  }

  /// Whether a field is left out: a counter of 0 that is not among the first of its paragraph.
  private func isDull(_ field: Field, place: Int, _ style: TextStyle) -> Bool {
    paragraphs[field.paragraph].isCounter && place >= 4 && field.isZero && !style.hasDetails
  }

  private func write(_ range: ClosedRange<Int>, to buffer: inout GrowingBytes, _ style: TextStyle) {
    var widths: [Int] = []
    var labelWidth = 0
    if range.count > 1, style.isAligned, !style.isOneLine {
      for paragraph in range {
        labelWidth = max(labelWidth, paragraphs[paragraph].labelEnd - paragraphs[paragraph].labelStart)
        var place = 0
        for index in 0..<fields.count where fields[index].paragraph == paragraph {
          let field = fields[index]
          if isDull(field, place: place, style) { continue }
          if place == widths.count { widths.append(0) }
          widths[place] = max(widths[place], field.end - field.start)
          place += 1
        }
      }
    }
    for paragraph in range { write(paragraph, labelWidth, widths, to: &buffer, style) }
  }

  private func write(
    _ number: Int, _ labelWidth: Int, _ widths: [Int], to buffer: inout GrowingBytes, _ style: TextStyle
  ) {
    let paragraph = paragraphs[number]
    var column = 0
    var pad = 0
    if style.isOneLine {
      if buffer.count > 0, buffer.last != 0x20 { buffer.append(UInt8(ascii: " ")) }
    } else {
      if buffer.count > 0, buffer.last == 0x20 { buffer.truncate(to: buffer.count - 1) }
      buffer.append("\n    " as StaticString)
      column = 4
    }
    let length = paragraph.labelEnd - paragraph.labelStart
    if length > 0 {
      buffer.append(labels.raw.slice(at: paragraph.labelStart, length: length))
      buffer.append(UInt8(ascii: ":"))
      column += length + 1
      pad = max(0, labelWidth - length)
    }
    var place = 0
    for index in 0..<fields.count where fields[index].paragraph == number {
      let field = fields[index]
      if isDull(field, place: place, style) { continue }
      let width = field.end - field.start
      if style.width > 0, column + pad + width + 2 > style.width, column > 8 {
        buffer.append("\n        " as StaticString)
        column = 8
      } else if place > 0 || length > 0 {
        for _ in 0..<(style.isAligned ? pad + 2 : 1) { buffer.append(UInt8(ascii: " ")) }
        column += style.isAligned ? pad + 2 : 1
      }
      buffer.append(text.raw.slice(at: field.start, length: width))
      column += width
      pad = place < widths.count ? max(0, widths[place] - width) : 0
      place += 1
    }
  }
}
