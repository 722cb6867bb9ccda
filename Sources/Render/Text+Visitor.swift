public import Wire

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// Each value where the layout wants it; `Visitor` says what the calls mean.
extension Text: Visitor {
  @inline(__always)
  public mutating func unsigned(_ row: Row, _ value: UInt64) {
    guard begin(row, value) else { return }
    if ending == .dressed { number(value) } else { buffer.decimal(value) }
    end(isZero: value == 0)
  }

  /// Writes a number as the open cell wants it.
  @inline(never)
  private mutating func number(_ value: UInt64) {
    switch plans[open].item.form {
    case .mark: return
    case .hexadecimal:
      buffer.append("0x" as StaticString)
      buffer.hexadecimal(value)
    default: buffer.decimal(value)
    }
  }

  public mutating func signed(_ row: Row, _ value: Int64) {
    guard begin(row, UInt64(bitPattern: value)) else { return }
    buffer.decimal(value)
    end(isZero: value == 0)
  }

  public mutating func boolean(_ row: Row, _ value: Bool) {
    let word = value ? "on" as StaticString : "off"
    guard begin(row, value ? 1 : 0, word: word) else { return }
    if !isMark { buffer.append(ending == .dressed ? instead ?? word : word) }
    end()
  }

  public mutating func hexadecimal(_ row: Row, _ value: UInt64, prefixed: Bool) {
    guard begin(row, value) else { return }
    if prefixed, value != 0 { buffer.append("0x" as StaticString) }
    buffer.hexadecimal(value)
    end(isZero: value == 0)
  }

  public mutating func hexadecimal(_ row: Row, _ value: UInt64, digits: Int) {
    paddedHexadecimal(row, value, digits: digits, prefixed: true)
  }

  public mutating func ticks(_ row: Row, _ value: UInt64, isText: Bool) {
    guard begin(row, value) else { return }
    if value % 100 == 0 { buffer.decimal(value / 100) } else { buffer.hundredths(value) }
    end(isZero: value == 0)
  }

  public mutating func thousandths(_ row: Row, _ value: UInt64) {
    guard begin(row, value) else { return }
    buffer.thousandths(value)
    end(isZero: value == 0)
  }

  public mutating func paddedHexadecimal(_ row: Row, _ value: UInt64, digits: Int, prefixed: Bool) {
    guard begin(row, value) else { return }
    buffer.hexadecimal(value, digits: digits, prefixed: prefixed)
    end(isZero: value == 0)
  }

  public mutating func guid(_ row: Row, _ value: UInt64) {
    guard begin(row, value) else { return }
    buffer.guid(value)
    end(isZero: value == 0)
  }

  public mutating func joinedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    guard begin(row, value) else { return }
    buffer.names(of: value, flags)
    end(isZero: value == 0)
  }

  public mutating func text(_ row: Row, _ bytes: RawSpan) {
    let cell = plans.cell(of: row, in: frame.plan)
    if cell >= 0, plans[cell].test == .unlikeDevice,
      bytes.equals(interfaces.name(of: device))
    {
      return
    }
    guard begin(row) else { return }
    if bytes.byteCount == 0 { buffer.append("\"\"" as StaticString) }
    buffer.printable(bytes)
    end()
  }

  @inline(__always)
  public mutating func word(_ row: Row, _ word: StaticString) {
    guard begin(row, word: word) else { return }
    if ending == .dressed { return wordInstead(word) }
    buffer.append(word)
    end()
  }

  @inline(__always)
  public mutating func named(_ row: Row, _ value: UInt64, _ names: Names) {
    let tag = Refusals.tag(row, value, in: frame.plan)
    if refusals.contains(tag) { return }
    guard let name = names.name(of: value) else { return unnamed(row, value) }
    guard begin(row, word: name) else {
      if !refusals.excludes(tag) { refuse(row, tag, .max, name) }
      return
    }
    if ending == .dressed { return wordInstead(name) }
    buffer.append(name)
    end()
  }

  /// Notes that a value is not shown, if that depends on nothing else.
  @inline(never)
  private mutating func refuse(_ row: Row, _ tag: UInt64, _ number: UInt64, _ word: StaticString) {
    if style.hasMore || tag == 0 { return }
    let first = plans.cell(of: row, in: frame.plan)
    refusals.note(tag, isRefused: plans.refuse(first, number, word))
  }

  @inline(never)
  private mutating func wordInstead(_ word: StaticString) {
    if !isMark { buffer.append(instead ?? word) }
    end()
  }

  public mutating func unnamed(_ row: Row, _ value: UInt64) {
    guard begin(row, value) else { return }
    if !isMark { buffer.decimal(value) }
    end()
  }

  public mutating func binary(_ row: Row, _ bytes: RawSpan) {
    guard begin(row) else { return }
    var isBare = false
    if ending == .dressed, case .bareOctets = plans[open].item.form { isBare = true }
    if !isBare { buffer.append("0x" as StaticString) }
    buffer.hexadecimal(bytes)
    end()
  }

  @inline(__always)
  public mutating func ipv4(_ row: Row, _ bytes: RawSpan) {
    guard begin(row) else { return }
    buffer.ipv4(bytes)
    end()
  }

  public mutating func ipv6(_ row: Row, _ bytes: RawSpan) {
    guard begin(row) else { return }
    buffer.ipv6(bytes)
    end()
  }

  public mutating func group(_ row: Row, _ bytes: RawSpan) {
    guard begin(row, named: row.numberKey) else { return }
    if bytes.byteCount == 4 { buffer.ipv4(bytes) } else { buffer.ipv6(bytes) }
    end()
  }

  public mutating func octets(_ row: Row, _ bytes: RawSpan) {
    guard begin(row) else { return }
    buffer.octets(bytes)
    end()
  }

  public mutating func neighbour(_ row: Row, _ bytes: RawSpan, on index: UInt32) {
    switch (interfaces.type(of: index), bytes.byteCount) {
    case (768, 4), (776, 4), (778, 4): ipv4(row, bytes)  // ARPHRD_TUNNEL, SIT, IPGRE
    case (769, 16), (823, 16): ipv6(row, bytes)  // ARPHRD_TUNNEL6, IP6GRE
    default: octets(row, bytes)
    }
  }

  public mutating func locator(_ row: Row, _ bytes: RawSpan) {
    guard begin(row) else { return }
    for group in 0..<4 {
      if group > 0 { buffer.append(UInt8(ascii: ":")) }
      buffer.hexadecimal(UInt64(bytes.u16(at: group * 2).bigEndian))
    }
    end()
  }

  public mutating func bridgeID(_ row: Row, _ bytes: RawSpan) {
    guard begin(row) else { return }
    buffer.bridgeID(bytes)
    end()
  }

  @inline(__always)
  public mutating func prefix(_ row: Row, _ address: RawSpan, length: Int, host: Int) {
    guard begin(row, UInt64(length)) else { return }
    if host == 128, length == 0, address.byteCount == 0 { noteDefault() }
    buffer.prefix(address, length: length, host: host)
    end()
  }

  private mutating func noteDefault() {
    guard ending == .blank || ending == .dressed, plans[open].isDestination else { return }
    bareDefault = buffer.count
    bareDefaultHiders = plans[open].hiders
  }

  public mutating func labels(_ row: Row, _ bytes: RawSpan) {
    guard begin(row) else { return }
    buffer.labels(bytes)
    end()
  }

  @inline(__always)
  public mutating func interface(_ row: Row, _ index: UInt32) {
    if device == 0 { device = index }
    guard begin(row, UInt64(index)) else { return }
    let name = interfaces.find(index)
    if name.isPlain, !isNumber {
      buffer.append(cell: name.cell, length: name.length)
    } else if name.length == 0 || isNumber {
      unnamedInterface(index)
    } else {
      buffer.printable(name.bytes)
    }
    end()
    if columns != nil { again(row, index) }
  }

  @inline(never)
  private mutating func unnamedInterface(_ index: UInt32) {
    if !isNumber { buffer.append("if" as StaticString) }
    buffer.decimal(UInt64(index))
  }

  public mutating func foreignInterface(_ row: Row, _ index: UInt32) {
    guard index != 0, begin(row, UInt64(index)) else { return }
    unnamedInterface(index)
    end()
    if columns != nil { again(row, index) }
  }

  @inline(__always)
  public mutating func system(_ row: Row, _ space: SystemName, _ value: UInt32) {
    let tag = Refusals.tag(row, UInt64(value), in: frame.plan)
    if refusals.contains(tag) { return }
    guard begin(row, UInt64(value)) else {
      if !refusals.excludes(tag) { refuse(row, tag, UInt64(value), "") }
      return
    }
    if isNumber || style.isNumeric || !system.append(value, of: space, to: &buffer) {
      // Hands and `ip` alike read these in hexadecimal.
      if space == .dsfield, !isNumber {
        buffer.append("0x" as StaticString)
        buffer.hexadecimal(UInt64(value))
      } else {
        buffer.decimal(UInt64(value))
      }
    }
    end()
    if columns != nil { again(row, value) }
  }

  public mutating func systemBits(_ row: Row, _ space: SystemName, _ value: UInt64) {
    guard value != 0, begin(row, value) else { return }
    var isFirst = true
    for bit in 0..<UInt32(64) where value >> UInt64(bit) & 1 == 1 {
      if !isFirst { buffer.append(UInt8(ascii: ",")) }
      isFirst = false
      if style.isNumeric || !system.append(bit, of: space, to: &buffer) { buffer.decimal(UInt64(bit)) }
    }
    end()
  }

  public mutating func interfaceFlags(_ row: Row, _ value: UInt64, _ flags: Flags, lower: UInt32) {
    var isBelowDown = false
    if lower != 0, let below = interfaces.flags(of: lower), below & 1 == 0 { isBelowDown = true }
    names(row, value, flags, isBelowDown ? "M-DOWN" : "")
  }

  @inline(__always)
  public mutating func flags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    if value != 0 { names(row, value, flags, "") }
  }

  /// The names of the bits, and one more that follows from elsewhere.
  @inline(never)
  private mutating func names(_ row: Row, _ value: UInt64, _ flags: Flags, _ more: StaticString) {
    let cell = plans.cell(of: row, in: frame.plan)
    if cell >= 0, case .locks = plans[cell].item.form {
      return lock(value, flags, except: plans[cell].item.words)
    }
    guard begin(row, value) else { return }
    let start = buffer.count
    for index in 0..<flags.entries.count {
      let entry = flags.entries[index]
      if value & entry.mask == entry.value, !entry.name.isEmpty { name(entry.name, start) }
    }
    if !more.isEmpty { name(more, start) }
    let rest = value & ~flags.known
    if rest != 0, ending != .dressed || !plans[open].item.isOnlyWords {
      if buffer.count > start { buffer.append(UInt8(ascii: ",")) }
      buffer.append("0x" as StaticString)
      buffer.hexadecimal(rest)
    }
    if buffer.count == start { cancel() } else { end() }
  }

  /// Puts `lock` before the values of the rows that `flags` names, but for those in `except`.
  private mutating func lock(_ value: UInt64, _ flags: Flags, except: Immortal<Layout.Word>) {
    for index in 0..<flags.entries.count where value & flags.entries[index].mask != 0 {
      let name = flags.entries[index].name
      if (0..<except.count).contains(where: { except[$0].fits(name) }) { continue }
      let cell = plans.cell(named: flags.entries[index].name, in: frame.plan)
      for place in 0..<pieces.count where pieces[place].cell == cell && cell >= 0 {
        let offset = pieces[place].start + plans[cell].phrase.length
        scratch.truncate(to: 0)
        scratch.append(contentsOf: buffer, offset..<buffer.count)
        buffer.truncate(to: offset)
        buffer.append("lock " as StaticString)
        buffer.append(contentsOf: scratch)
        for later in place + 1..<max(place + 1, pieces.count) { pieces[later].start += 5 }
      }
    }
  }

  private mutating func name(_ name: StaticString, _ start: Int) {
    var written = name
    var separator = UInt8(ascii: ",")
    if ending == .dressed {
      let item = plans[open].item
      separator = item.separator
      var isKnown = false
      for index in 0..<item.words.count where item.words[index].fits(name) {
        written = item.words[index].to
        isKnown = true
      }
      if written.isEmpty || (item.isOnlyWords && !isKnown) { return }
    }
    if buffer.count > start { buffer.append(separator) }
    buffer.append(written)
  }

  public mutating func keyedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    for index in 0..<flags.entries.count {
      let entry = flags.entries[index]
      guard value & entry.mask == entry.value, !entry.name.isEmpty else { continue }
      guard begin(row, named: entry.name) else { continue }
      if !isMark { buffer.append("on" as StaticString) }
      end()
    }
    let rest = value & ~flags.known
    if rest != 0, !row.key.isEmpty { hexadecimal(row, rest, prefixed: true) }
  }

  /// The same as `begin`, for a key that is not the row's own.
  private mutating func begin(_ row: Row, named key: StaticString) -> Bool {
    let cell = plans.cell(named: key, in: frame.plan)
    if cell >= 0 {
      instead = nil
      write(cell, row)
      return true
    }
    guard style.hasMore, isWanted(row) else { return false }
    beginDetail(row, key: key)
    return true
  }

  /// Whether the open cell wants the number rather than its name.
  private var isNumber: Bool {
    ending == .dressed && plans[open].isNumber
  }

  /// Shows the value once more: a table may have a column for the name and one for the number.
  @inline(never)
  private mutating func again(_ row: Row, _ value: UInt32) {
    guard ending == .dressed || ending == .blank else { return }
    let next = plans[open].next
    guard next >= 0 else { return }
    instead = nil
    write(next, row)
    if isNumber {
      buffer.decimal(UInt64(value))
    } else {
      let name = interfaces.name(of: value)
      if case .system(let space) = row.shape, system.append(value, of: space, to: &buffer) {
      } else if name.byteCount > 0 {
        buffer.printable(name)
      } else {
        buffer.decimal(UInt64(value))
      }
    }
    end()
  }
}
