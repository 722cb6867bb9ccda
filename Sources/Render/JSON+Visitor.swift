public import Wire

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// Each value as a member of the object around it; `Visitor` says what the calls mean.
extension JSON: Visitor {
  @inline(__always)
  public mutating func unsigned(_ row: Row, _ value: UInt64) {
    key(row)
    buffer.put(decimal: value)
  }

  public mutating func signed(_ row: Row, _ value: Int64) {
    key(row)
    buffer.decimal(value)
  }

  public mutating func seconds(_ row: Row, _ hundredths: UInt64) {
    key(row)
    buffer.decimal(hundredths / 100)
    let rest = hundredths % 100
    if rest == 0 { return }
    buffer.append(UInt8(ascii: "."))
    buffer.decimal(rest / 10)
    if rest % 10 != 0 { buffer.decimal(rest % 10) }
  }

  public mutating func boolean(_ row: Row, _ value: Bool) {
    key(row)
    buffer.append(value ? "true" as StaticString : "false")
  }

  public mutating func hexadecimal(_ row: Row, _ value: UInt64, prefixed: Bool) {
    key(row)
    quote()
    if prefixed, value != 0 { buffer.append("0x" as StaticString) }
    buffer.hexadecimal(value)
    quote()
  }

  public mutating func hexadecimal(_ row: Row, _ value: UInt64, digits: Int) {
    key(row)
    buffer.append("\"0x" as StaticString)
    var zeros = digits - 1
    while zeros > 0, value >> UInt64(4 * zeros) == 0 {
      buffer.append(UInt8(ascii: "0"))
      zeros -= 1
    }
    buffer.hexadecimal(value)
    quote()
  }

  public mutating func ticks(_ row: Row, _ value: UInt64, isText: Bool) {
    key(row)
    if isText { quote() }
    buffer.hundredths(value)
    if isText { quote() }
  }

  public mutating func thousandths(_ row: Row, _ value: UInt64) {
    key(row)
    quote()
    buffer.thousandths(value)
    quote()
  }

  public mutating func paddedHexadecimal(_ row: Row, _ value: UInt64, digits: Int, prefixed: Bool) {
    key(row)
    quote()
    buffer.hexadecimal(value, digits: digits, prefixed: prefixed)
    quote()
  }

  public mutating func guid(_ row: Row, _ value: UInt64) {
    key(row)
    quote()
    buffer.guid(value)
    quote()
  }

  public mutating func joinedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    key(row)
    quote()
    buffer.names(of: value, flags)
    quote()
  }

  public mutating func text(_ row: Row, _ bytes: RawSpan) {
    key(row)
    quote()
    let isUTF8 = buffer.json(bytes)
    quote()
    if !isUTF8, !row.key.isEmpty {
      buffer.append(",\"" as StaticString)
      buffer.append(row.key)
      buffer.append("_hex\":\"" as StaticString)
      buffer.hexadecimal(bytes)
      quote()
    }
  }

  @inline(__always)
  public mutating func word(_ row: Row, _ word: StaticString) {
    key(row)
    putQuote()
    buffer.append(word)
    quote()
  }

  @inline(__always)
  public mutating func named(_ row: Row, _ value: UInt64, _ names: Names) {
    let tag = Members.tag(row, UInt32(truncatingIfNeeded: value))
    if value >> 32 == 0, ready.write(tag, skip: first, to: &buffer) {
      first = 0
    } else {
      newNamed(row, value, names)
    }
  }

  @inline(never)
  private mutating func newNamed(_ row: Row, _ value: UInt64, _ names: Names) {
    guard let name = names.name(of: value) else { return unnamed(row, value) }
    let (start, hasComma) = (buffer.count, first == 0)
    word(row, name)
    if value >> 32 == 0 {
      let tag = Members.tag(row, UInt32(truncatingIfNeeded: value))
      ready.keep(tag, hasComma: hasComma, buffer, from: start)
    }
  }

  public mutating func unnamed(_ row: Row, _ value: UInt64) {
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

  public mutating func binary(_ row: Row, _ bytes: RawSpan) {
    key(row)
    quote()
    buffer.hexadecimal(bytes)
    quote()
  }

  @inline(__always)
  public mutating func ipv4(_ row: Row, _ bytes: RawSpan) {
    key(row)
    putQuote()
    buffer.ipv4(bytes)
    putQuote()
  }

  public mutating func ipv6(_ row: Row, _ bytes: RawSpan) {
    key(row)
    quote()
    buffer.ipv6(bytes)
    quote()
  }

  public mutating func group(_ row: Row, _ bytes: RawSpan) {
    member(row.numberKey)
    quote()
    if bytes.byteCount == 4 { buffer.ipv4(bytes) } else { buffer.ipv6(bytes) }
    quote()
  }

  public mutating func octets(_ row: Row, _ bytes: RawSpan) {
    key(row)
    quote()
    buffer.octets(bytes)
    quote()
  }

  public mutating func neighbour(_ row: Row, _ bytes: RawSpan, on index: UInt32) {
    switch (interfaces.type(of: index), bytes.byteCount) {
    case (768, 4), (776, 4), (778, 4): ipv4(row, bytes)  // ARPHRD_TUNNEL, SIT, IPGRE
    case (769, 16), (823, 16): ipv6(row, bytes)  // ARPHRD_TUNNEL6, IP6GRE
    default: octets(row, bytes)
    }
  }

  public mutating func locator(_ row: Row, _ bytes: RawSpan) {
    key(row)
    quote()
    for group in 0..<4 {
      if group > 0 { buffer.append(UInt8(ascii: ":")) }
      buffer.hexadecimal(UInt64(bytes.u16(at: group * 2).bigEndian))
    }
    quote()
  }

  public mutating func bridgeID(_ row: Row, _ bytes: RawSpan) {
    key(row)
    quote()
    buffer.bridgeID(bytes)
    quote()
  }

  @inline(__always)
  public mutating func prefix(_ row: Row, _ address: RawSpan, length: Int, host: Int) {
    key(row)
    putQuote()
    buffer.prefix(address, length: length, host: host)
    quote()
  }

  public mutating func labels(_ row: Row, _ bytes: RawSpan) {
    key(row)
    quote()
    buffer.labels(bytes)
    quote()
  }

  @inline(__always)
  public mutating func interface(_ row: Row, _ index: UInt32) {
    let name = interfaces.find(index)
    if name.isPlain {
      key(row)
      putQuote()
      buffer.append(cell: name.cell, length: name.length)
      putQuote()
    } else if name.length > 0 {
      escapedName(row, name.bytes)
    }
    number(row, index)
  }

  /// Writes a name in which something has to be escaped.
  @inline(never)
  private mutating func escapedName(_ row: Row, _ name: RawSpan) {
    key(row)
    quote()
    let isUTF8 = buffer.json(name)
    quote()
    if !isUTF8 { hexadecimalName(row, name) }
  }

  @inline(never)
  mutating func hexadecimalName(_ row: Row, _ name: RawSpan) {
    if row.key.isEmpty { return }
    buffer.append(",\"" as StaticString)
    buffer.append(row.key)
    buffer.append("_hex\":\"" as StaticString)
    buffer.hexadecimal(name)
    quote()
  }

  public mutating func foreignInterface(_ row: Row, _ index: UInt32) {
    if index == 0 {
      key(row)
      buffer.append("null" as StaticString)
    } else {
      number(row, index)
    }
  }

  @inline(__always)
  public mutating func system(_ row: Row, _ space: SystemName, _ value: UInt32) {
    if ready.write(Members.tag(row, value), skip: first, to: &buffer) {
      first = 0
    } else {
      newSystem(row, space, value)
    }
  }

  @inline(never)
  private mutating func newSystem(_ row: Row, _ space: SystemName, _ value: UInt32) {
    let (start, hasComma) = (buffer.count, first == 0)
    defer { ready.keep(Members.tag(row, value), hasComma: hasComma, buffer, from: start) }
    key(row)
    putQuote()
    if isNumeric || !system.append(value, of: space, to: &buffer) { nameless(value, space) }
    quote()
    number(row, value)
  }

  /// Writes a number that no file names: as `ip` does.
  @inline(never)
  mutating func nameless(_ value: UInt32, _ space: SystemName) {
    switch space {
    case .dsfield:
      buffer.append("0x" as StaticString)
      if value < 16 { buffer.append(UInt8(ascii: "0")) }
      buffer.hexadecimal(UInt64(value))
    case .internetProtocol:
      buffer.append("ipproto-" as StaticString)
      buffer.decimal(UInt64(value))
    default: buffer.decimal(UInt64(value))
    }
  }

  public mutating func account(_ row: Row, _ space: SystemName, _ value: UInt32) {
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

  public mutating func interfaceFlags(_ row: Row, _ value: UInt64, _ flags: Flags, lower: UInt32) {
    beginArray(row)
    names(value, flags)
    if lower != 0, let flags = interfaces.flags(of: lower), flags & 1 == 0 { word(.element, "M-DOWN") }
    endArray(row)
  }

  @inline(__always)
  public mutating func flags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    key(row)
    buffer.put(UInt8(ascii: "["))
    if value == 0 { return buffer.put(UInt8(ascii: "]")) }
    first = 1
    names(value, flags)
    endArray(row)
  }

  @inline(never)
  mutating func names(_ value: UInt64, _ flags: Flags) {
    for index in 0..<flags.entries.count {
      let entry = flags.entries[index]
      if value & entry.mask == entry.value, !entry.name.isEmpty { word(.element, entry.name) }
    }
    let rest = value & ~flags.known
    if rest != 0 { hexadecimal(.element, rest, prefixed: false) }
  }

  public mutating func systemBits(_ row: Row, _ space: SystemName, _ value: UInt64) {
    beginArray(row)
    for bit in 0..<UInt32(64) where value >> UInt64(bit) & 1 == 1 {
      key(.element)
      quote()
      if isNumeric || !system.append(bit, of: space, to: &buffer) { buffer.decimal(UInt64(bit)) }
      quote()
    }
    endArray(row)
  }

  public mutating func keyedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    for index in 0..<flags.entries.count {
      let entry = flags.entries[index]
      guard value & entry.mask == entry.value, !entry.name.isEmpty else { continue }
      member(entry.name)
      buffer.append("true" as StaticString)
    }
    let rest = value & ~flags.known
    if rest != 0, !row.key.isEmpty { hexadecimal(row, rest, prefixed: false) }
  }

  public mutating func beginObject(_ row: Row) {
    if depth < JSON.limit { starts[depth] = (buffer.count, first) }
    depth += 1
    key(row)
    buffer.append(UInt8(ascii: "{"))
    first = 1
  }

  /// Ends an object; one that nothing was said of is taken back, key and all.
  public mutating func endObject(_ row: Row) {
    depth -= 1
    if first == 1, depth >= 0, depth < JSON.limit {
      buffer.truncate(to: starts[depth].count)
      first = starts[depth].first
      return
    }
    buffer.append(UInt8(ascii: "}"))
    first = 0
  }

  public mutating func beginArray(_ row: Row) {
    key(row)
    buffer.append(UInt8(ascii: "["))
    first = 1
  }

  public mutating func endArray(_ row: Row) {
    buffer.append(UInt8(ascii: "]"))
    first = 0
  }

  @inline(never)
  public mutating func unparsed(_ path: Path, type: UInt16, _ why: Oddity, _ bytes: RawSpan) {
    odd.append(odd.count == 0 ? "{\"path\":[" as StaticString : ",{\"path\":[")
    for index in 0..<path.depth {
      odd.append(index == 0 ? "\"" as StaticString : ",\"")
      odd.append(path[index].kernelName)
      odd.append(UInt8(ascii: "\""))
    }
    odd.append("],\"type\":" as StaticString)
    odd.decimal(UInt64(type))
    odd.append(",\"why\":\"" as StaticString)
    odd.append(why.word)
    odd.append("\",\"hex\":\"" as StaticString)
    odd.hexadecimal(bytes)
    odd.append("\"}" as StaticString)
  }
}
