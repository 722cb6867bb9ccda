package import NetlinkWire

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// Values with names: those of the tables, of interfaces, of files of the system; `Visitor` says what the calls mean.
extension JSON {
  @inline(__always)
  package mutating func word(_ row: Row, _ word: StaticString) {
    key(row)
    putQuote()
    buffer.append(word)
    quote()
  }

  @inline(__always)
  package mutating func named(_ row: Row, _ value: UInt64, _ names: Names) {
    let tag = Members.tag(row, UInt32(truncatingIfNeeded: value))
    if value >> 32 == 0, ready.write(tag, skip: first, to: &buffer) {
      first = 0
    } else {
      newNamed(row, value, names)
    }
  }

  @inline(never)
  mutating func newNamed(_ row: Row, _ value: UInt64, _ names: Names) {
    guard let name = names.name(of: value) else { return unnamed(row, value) }
    let (start, hasComma) = (buffer.count, first == 0)
    if isNumeric, names.isNumbered { numbered(row, value) } else { word(row, name) }
    if value >> 32 == 0 {
      let tag = Members.tag(row, UInt32(truncatingIfNeeded: value))
      ready.keep(tag, hasComma: hasComma, buffer, from: start)
    }
  }

  /// Writes the number of a value that has a name, for `--numeric`; as text, because names are text.
  private mutating func numbered(_ row: Row, _ value: UInt64) {
    key(row)
    quote()
    buffer.decimal(value)
    quote()
  }

  package mutating func unnamed(_ row: Row, _ value: UInt64) {
    if row.key.isEmpty {
      key(row)
      buffer.decimal(value)
      return
    }
    if first == 0 { buffer.append(UInt8(ascii: ",")) }
    quote()
    buffer.append(row.key)
    buffer.append("_index\":" as StaticString)
    buffer.decimal(value)
    first = 0
  }

  @inline(__always)
  package mutating func interface(_ row: Row, _ index: UInt32) {
    let name = interfaces.find(index)
    if name.isPlain {
      key(row)
      putQuote()
      buffer.put(cell: name.cell, length: name.length)
      putQuote()
    } else if name.length > 0 {
      text(row, name.bytes)
    }
    number(row, index)
  }

  /// Writes the name of an interface without its number.
  mutating func name(_ row: Row, _ index: UInt32) {
    let name = interfaces.name(of: index)
    if name.byteCount > 0 { text(row, name) }
  }

  package mutating func foreignInterface(_ row: Row, _ index: UInt32) {
    if index == 0 {
      key(row)
      buffer.append("null" as StaticString)
    } else {
      number(row, index)
    }
  }

  package mutating func namespaceID(_ row: Row, _ id: Int32) {
    name(row, ofNamespace: id)
    number(row, signed: id)
  }

  /// Writes the name of a namespace, if it has one, without its id.
  mutating func name(_ row: Row, ofNamespace id: Int32) {
    guard let name = namespaceName?(id) else { return }
    var copy = GrowingBytes(capacity: name.count)
    for byte in name { copy.append(byte) }
    text(row, copy.raw)
  }

  @inline(__always)
  package mutating func system(_ row: Row, _ space: SystemName, _ value: UInt32) {
    if ready.write(Members.tag(row, value), skip: first, to: &buffer) {
      first = 0
    } else {
      newSystem(row, space, value)
    }
  }

  @inline(never)
  mutating func newSystem(_ row: Row, _ space: SystemName, _ value: UInt32) {
    let (start, hasComma) = (buffer.count, first == 0)
    defer { ready.keep(Members.tag(row, value), hasComma: hasComma, buffer, from: start) }
    name(row, space, value)
    number(row, value)
  }

  /// Writes the name that a file of the system gives, without the number.
  mutating func name(_ row: Row, _ space: SystemName, _ value: UInt32) {
    key(row)
    putQuote()
    if isNumeric || !system.append(value, of: space, to: &buffer) { nameless(value, space) }
    quote()
  }

  /// Writes a number that no file names, as `ip` does.
  @inline(never)
  mutating func nameless(_ value: UInt32, _ space: SystemName) {
    switch space {
    case .dsfield:
      buffer.append("0x" as StaticString)
      if value < 16 { buffer.append(UInt8(ascii: "0")) }
      buffer.hexadecimal(UInt64(value))
    case .addressProtocol where value != 0:
      buffer.append("0x" as StaticString)
      buffer.hexadecimal(UInt64(value))
    case .internetProtocol:
      buffer.append("ipproto-" as StaticString)
      buffer.decimal(UInt64(value))
    default: buffer.decimal(UInt64(value))
    }
  }

  package mutating func account(_ row: Row, _ space: SystemName, _ value: UInt32) {
    key(row)
    let start = buffer.count
    quote()
    if !isNumeric, system.append(value, of: space, to: &buffer) {
      quote()
    } else {
      buffer.truncate(to: start)
      buffer.decimal(UInt64(value))
    }
    number(row, value)
  }
}
