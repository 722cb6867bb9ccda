internal import NetlinkCore
internal import NetlinkWire

extension Explainer {
  /// Explains an attribute that no table has, by its flags and by what its bytes may be.
  mutating func bare<F: Form & ~Copyable>(
    _ header: RawSpan, _ payload: RawSpan, _ number: UInt16, _ marks: Marks, _ label: Label, _ offset: Int,
    _ depth: Int, _ form: inout F
  ) {
    let isNested = marks.contains(.nested)
    let isGuessed = !isNested && Explainer.parses(payload, from: 0)
    form.open(
      offset, header, length: payload.byteCount + 4, type: number, label,
      isGuessed ? marks.union(.guessed) : marks)
    if isNested || isGuessed, depth + 1 < Path.limit {
      attributes(payload, from: 0, marks.intersection(.unknown), depth + 1, offset + 4, &form)
    } else {
      value.clear()
      likely(payload, isSwapped: marks.contains(.networkOrder))
      form.content(offset + 4, payload, &value)
    }
    form.close()
  }

  /// Explains the content of an attribute for which no table is selected.
  mutating func guess<F: Form & ~Copyable>(_ payload: RawSpan, _ depth: Int, _ base: Int, _ form: inout F) {
    if Explainer.parses(payload, from: 0) { return attributes(payload, from: 0, [], depth, base, &form) }
    value.clear()
    likely(payload, isSwapped: false)
    form.content(base, payload, &value)
  }

  /// Explains a message without a table: a header of `headerLength` bytes, then attributes. If the length is nil, the
  /// header is the shortest one after which attributes fill the rest.
  mutating func structure<F: Form & ~Copyable>(
    _ payload: RawSpan, headerLength: Int?, _ base: Int, _ form: inout F
  ) {
    var length = headerLength ?? payload.byteCount
    if headerLength == nil {
      // Headers are short, and multiples of four.
      for candidate in stride(from: 0, through: min(128, payload.byteCount), by: 4)
      where Explainer.parses(payload, from: candidate) {
        length = candidate
        break
      }
    }
    length = min(length, payload.byteCount)
    if length > 0 {
      value.clear()
      form.field(
        base, payload.slice(at: 0, length: length),
        Label(headerLength == nil ? "header, by its length" : "header"), &value)
    }
    attributes(payload, from: length, [], 0, base, &form)
  }

  /// Explains attributes that no table has, from `start` of the nest at `base`.
  mutating func attributes<F: Form & ~Copyable>(
    _ nest: RawSpan, from start: Int, _ marks: Marks, _ depth: Int, _ base: Int, _ form: inout F
  ) {
    var offset = start
    while nest.byteCount - offset >= 4 {
      let length = Int(nest.u16(at: offset))
      guard length >= 4, length <= nest.byteCount - offset else { break }
      let type = nest.u16(at: offset + 2)
      let number = type & AttributeFlag.numberMask
      bare(
        nest.slice(at: offset, length: 4), nest.slice(at: offset + 4, length: length - 4), number,
        marks.union(Marks(attributeType: type)), Label("", Int(number)), base + offset, depth, &form)
      offset = form.padding(behind: offset, length, in: nest, base)
    }
    rest(nest, from: offset, base, &form)
  }

  /// Whether attributes fill all bytes from `start` on, so that these are probably attributes.
  static func parses(_ bytes: RawSpan, from start: Int) -> Bool {
    guard bytes.byteCount - start >= 8 else { return false }
    var offset = start
    while bytes.byteCount - offset >= 4 {
      let length = Int(bytes.u16(at: offset))
      let type = bytes.u16(at: offset + 2) & AttributeFlag.numberMask
      guard length >= 4, length <= bytes.byteCount - offset, type > 0, type < 512 else { return false }
      let following = min(bytes.byteCount, offset + (length + 3) & ~3)
      for place in offset + length..<following where bytes.u8(at: place) != 0 { return false }
      offset = following
    }
    return offset == bytes.byteCount
  }

  /// Makes the value that the bytes probably are: text that ends in NUL, or an integer.
  private mutating func likely(_ bytes: RawSpan, isSwapped: Bool) {
    if Explainer.isText(bytes) {
      value.text(.element, bytes.untilNUL)
    } else if let number = isSwapped ? bytes.unsignedBE : bytes.unsigned {
      value.integer(number)
    }
  }

  /// Whether the bytes are at least two printable characters and a NUL.
  private static func isText(_ bytes: RawSpan) -> Bool {
    guard bytes.byteCount >= 3, bytes.u8(at: bytes.byteCount - 1) == 0 else { return false }
    for offset in 0..<bytes.byteCount - 1 {
      let byte = bytes.u8(at: offset)
      if byte < 0x20 || byte > 0x7e { return false }
    }
    return true
  }

  /// How many of these bytes belong to the message that they begin with: its length with padding, or all bytes if its
  /// length cannot be right.
  static func frame(_ bytes: RawSpan) -> Int {
    guard bytes.byteCount >= Message.headerLength else { return bytes.byteCount }
    let length = UInt64(bytes.u32(at: 0))
    guard length >= 16, length <= UInt64(bytes.byteCount) else { return bytes.byteCount }
    return min(bytes.byteCount, (Int(length) + 3) & ~3)
  }
}
