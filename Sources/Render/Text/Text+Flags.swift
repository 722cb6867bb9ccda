package import NetlinkWire

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// Flags by their names; `Visitor` says what the calls mean.
extension Text {
  package mutating func systemBits(_ row: Row, _ space: SystemName, _ value: UInt64) {
    if value == 0 { return nothing(row) }
    guard begin(row, value) else { return }
    var isFirst = true
    for bit in 0..<UInt32(64) where value >> UInt64(bit) & 1 == 1 {
      if !isFirst { buffer.append(UInt8(ascii: ",")) }
      isFirst = false
      if style.isNumeric || !system.append(bit, of: space, to: &buffer) { buffer.decimal(UInt64(bit)) }
    }
    end()
  }

  package mutating func interfaceFlags(_ row: Row, _ value: UInt64, _ flags: Flags, lower: UInt32) {
    var more: StaticString = ""
    if lower != 0, interfaces.isDown(lower) { more = "M-DOWN" }
    names(row, value, flags, more)
  }

  @inline(__always)
  package mutating func flags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    if value != 0 { names(row, value, flags, "") } else if style.hasEverything { nothing(row) }
  }

  /// Writes the names of the bits that are set, and the name `more` unless it is empty.
  @inline(never)
  mutating func names(_ row: Row, _ value: UInt64, _ flags: Flags, _ more: StaticString) {
    let cell = plans.cell(of: row, in: frame.plan)
    if cell >= 0, plans[cell].isLock {
      if lock(value, flags, except: plans[cell].item.words) || !style.hasDetails { return }
      beginDetail(row)
      _ = list(value, flags, more)
      return end()
    }
    guard begin(row, value) else { return }
    let isDressed = ending == .dressed
    let (isWhole, isEmpty) = list(value, flags, more)
    if isEmpty { cancel() } else { end() }
    // If the line has only some of the names, the details have all.
    guard isDressed, !isWhole, style.hasDetails else { return }
    beginDetail(row)
    _ = list(value, flags, more)
    end()
  }

  /// Writes the names in the open cell; returns whether each was written as it is, and whether none was written.
  private mutating func list(
    _ value: UInt64, _ flags: Flags, _ more: StaticString
  ) -> (isWhole: Bool, isEmpty: Bool) {
    let start = buffer.count
    var isWhole = true
    var last = -1
    if ending == .dressed, plans[open].isLast {
      for index in 0..<flags.entries.count where value & flags.entries[index].mask != 0 { last = index }
    }
    for index in 0..<flags.entries.count {
      guard value & flags.entries[index].mask == flags.entries[index].value else { continue }
      let word = flags.entries[index].name
      if word.isEmpty { continue }
      if last > index {
        isWhole = false
        continue
      }
      if !name(word, start) { isWhole = false }
    }
    if !more.isEmpty, !name(more, start) { isWhole = false }
    let rest = value & ~flags.known
    if rest != 0 {
      if ending == .dressed, plans[open].item.isOnlyWords {
        isWhole = false
      } else {
        if buffer.count > start { buffer.append(UInt8(ascii: ",")) }
        buffer.append("0x" as StaticString)
        buffer.hexadecimal(rest)
      }
    }
    return (isWhole, buffer.count == start)
  }

  /// Writes an empty list, which is shown only with `hasEverything`.
  @inline(never)
  mutating func nothing(_ row: Row) {
    guard style.hasEverything, !row.key.isEmpty, isWanted(row) else { return }
    beginDetail(row)
    buffer.append("none" as StaticString)
    end()
  }

  /// Inserts `lock` before the values of the rows that `flags` names, except for the names in `except`.
  ///
  /// Returns whether the line now tells all that `flags` says.
  mutating func lock(_ value: UInt64, _ flags: Flags, except: Immortal<Layout.Word>) -> Bool {
    let lock: StaticString = "lock "
    var isWhole = value & ~flags.known == 0
    for index in 0..<flags.entries.count where value & flags.entries[index].mask != 0 {
      let name = flags.entries[index].name
      if (0..<except.count).contains(where: { except[$0].fits(name) }) {
        isWhole = false
        continue
      }
      var isFound = false
      defer { if !isFound { isWhole = false } }
      let cell = plans.cell(named: name, in: frame.plan)
      for place in 0..<pieces.count where pieces[place].cell == cell {
        isFound = true
        let offset = pieces[place].start + plans[cell].phrase.length
        scratch.truncate(to: 0)
        scratch.append(contentsOf: buffer, offset..<buffer.count)
        buffer.truncate(to: offset)
        buffer.append(lock)
        buffer.append(contentsOf: scratch)
        for later in place + 1..<max(place + 1, pieces.count) {
          pieces[later].start += lock.utf8CodeUnitCount
        }
      }
    }
    return isWhole
  }

  /// Writes one name of several, or the layout's word for it; returns whether the name itself was written.
  mutating func name(_ name: StaticString, _ start: Int) -> Bool {
    var written = name
    var separator = UInt8(ascii: ",")
    var role = Layout.Role.plain
    if ending == .dressed {
      let item = plans[open].item
      separator = item.separator
      var isKnown = false
      for index in 0..<item.words.count where item.words[index].fits(name) {
        written = item.words[index].to
        role = item.words[index].role
        isKnown = true
      }
      if written.isEmpty || (item.isOnlyWords && !isKnown) { return false }
    }
    if buffer.count > start { buffer.append(separator) }
    if role == .plain || !style.isColored {
      buffer.append(written)
    } else {
      buffer.begin(role)
      buffer.append(written)
      buffer.endRole()
    }
    return written.equals(name)
  }

  package mutating func keyedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    if value == 0, !flags.isZeroNamed { return }
    flags.forEachName(in: value) { name in
      guard begin(row, named: name) else { return }
      if !isMark { buffer.append("on" as StaticString) }
      end()
    }
    let rest = value & ~flags.known
    if rest != 0, !row.key.isEmpty { hexadecimal(row, rest, prefixed: true) }
  }

  /// Begins a value under a key that is not the row's own; false if it is not shown.
  mutating func begin(_ row: Row, named key: StaticString) -> Bool {
    let cell = plans.cell(named: key, in: frame.plan)
    if cell >= 0 {
      lead(cell)
      return true
    }
    guard style.hasMore, isWanted(row) else { return false }
    beginDetail(row, key: key)
    return true
  }
}
