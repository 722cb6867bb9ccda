package import NetlinkWire

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// Bits by their names; `Visitor` says what the calls mean.
extension Text {
  package mutating func systemBits(_ row: Row, _ space: SystemName, _ value: UInt64) {
    guard value != 0, begin(row, value) else { return }
    var isFirst = true
    for bit in 0..<UInt32(64) where value >> UInt64(bit) & 1 == 1 {
      if !isFirst { buffer.append(UInt8(ascii: ",")) }
      isFirst = false
      if style.isNumeric || !system.append(bit, of: space, to: &buffer) { buffer.decimal(UInt64(bit)) }
    }
    end()
  }

  package mutating func interfaceFlags(_ row: Row, _ value: UInt64, _ flags: Flags, lower: UInt32) {
    var isBelowDown = false
    if lower != 0, interfaces.isDown(lower) { isBelowDown = true }
    names(row, value, flags, isBelowDown ? "M-DOWN" : "")
  }

  @inline(__always)
  package mutating func flags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    if value != 0 { names(row, value, flags, "") }
  }

  /// The names of the bits, and one more that follows from elsewhere.
  @inline(never)
  mutating func names(_ row: Row, _ value: UInt64, _ flags: Flags, _ more: StaticString) {
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
  mutating func lock(_ value: UInt64, _ flags: Flags, except: Immortal<Layout.Word>) {
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

  mutating func name(_ name: StaticString, _ start: Int) {
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

  package mutating func keyedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) {
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
  mutating func begin(_ row: Row, named key: StaticString) -> Bool {
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
}
