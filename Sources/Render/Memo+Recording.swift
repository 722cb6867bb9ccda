internal import Wire

/// How messages are learnt: which bytes of one each value comes from.
extension Memo {
  /// Begins a message that is not known; false when it does not pay to keep it.
  mutating func begin(_ table: Table) -> Bool {
    if keyTable != table { key(by: table) }
    drafts.removeAll()
    if worth.credit > 0 {
      worth.credit -= 1
      return true
    }
    // The first few may be all there are; later it is tried again now and then.
    worth.idle += 1
    if worth.idle == 8 { worth.credit = 256 } else if worth.idle & 1023 == 0 { worth.credit = 32 }
    return false
  }

  /// A value begins, after `written` bytes; `isAlone` if the renderer can write it without the others.
  mutating func begins(
    _ row: Row, _ place: RecordedPlace, written: Int, isAlone: Bool, state: UInt64 = 0
  ) {
    drafts.append(
      Hole(
        row: row, offset: place.offset, length: place.length, start: written,
        isAlone: isAlone && !place.isPart, state: state, table: place.table, isNested: place.isNested,
        isEntered: place.isEntered))
  }

  /// The value that began last was written in `form` from byte `start` to `end`; what is around it would
  /// be the same for any other value.
  mutating func has(_ form: Form, from start: Int, to end: Int) {
    drafts[drafts.count - 1].form = form
    drafts[drafts.count - 1].inside = (start, end)
  }

  /// The value that began last has ended, after `written` bytes.
  mutating func ends(written: Int) {
    drafts[drafts.count - 1].end = written
  }

  /// Keeps what was written for a message: what `buffer` holds from `start` on.
  @inline(never)
  mutating func keep(
    _ payload: RawSpan, by table: Table, _ buffer: borrowing ByteBuffer, from start: Int, version: Int,
    _ surroundings: Walker.Surroundings
  ) {
    let written = buffer.bytes.slice(at: start, length: buffer.count - start)
    guard payload.byteCount >= 16, payload.byteCount <= Memo.payloadLimit,
      written.byteCount <= Memo.outputLimit, drafts.count <= Memo.holeLimit
    else { return }
    if unsafe taken == nil { unsafe taken = Area() }
    let outermost = independence(of: table, isNested: false)
    let index = place(of: payload, by: table)
    let base = unsafe base(of: index)
    let mask = unsafe base + Memo.payloadLimit
    unsafe copy(payload, to: base)
    unsafe mask.initializeMemory(as: UInt8.self, repeating: 0xff, count: payload.byteCount)
    unsafe copy(written, to: mask + Memo.payloadLimit)
    let shift = Memo.shift(payload.byteCount)
    let touching = unsafe area.touching + index * 64 * Memo.holeWords
    unsafe touching.initialize(repeating: 0, count: 64 * Memo.holeWords)
    var kept = 0
    for draft in 0..<drafts.count {
      var hole = drafts[draft]
      guard hole.length > 0, hole.isAlone, !hole.isEntered, !isAroundNest(hole) else { continue }
      if hole.isNested {
        guard hole.offset >= table.headerLength,
          independence(of: hole.table, isNested: true).holds(for: hole.row)
        else { continue }
      } else {
        guard outermost.holds(for: hole.row) else { continue }
        if hole.offset < table.headerLength, !outermost.isFree(hole.offset, hole.length) { continue }
        if let lengthByte = hole.row.lengthOffset, outermost.isFree(lengthByte, 1) {
          (hole.beside, hole.besideLength) = (lengthByte, 1)
          unsafe mask.storeBytes(of: 0, toByteOffset: lengthByte, as: UInt8.self)
        } else if hole.row.companion != 0, let companion = outermostDraft(of: hole.row.companion) {
          hole.companion = hole.row.companion
          (hole.beside, hole.besideLength) = (drafts[companion].offset, drafts[companion].length)
        }
      }
      if hole.hasForm {
        (hole.start, hole.end) = (hole.inside.start, hole.inside.end)
      } else {
        hole.form = .revisit
      }
      let bit = UInt64(1) << UInt64(kept % 64)
      for block in Memo.blocks(hole.offset, hole.length, shift) {
        unsafe touching[block * Memo.holeWords + kept / 64] |= bit
      }
      for block in Memo.blocks(hole.beside, hole.besideLength, shift) {
        unsafe touching[block * Memo.holeWords + kept / 64] |= bit
      }
      unsafe (mask + hole.offset).initializeMemory(as: UInt8.self, repeating: 0, count: hole.length)
      unsafe (area.holes + index * Memo.holeLimit + kept).initialize(to: hole)
      kept += 1
      drafts[draft].isKept = true
    }
    // Bytes that another value comes from too must be the same, and those of what it is shown by.
    for draft in 0..<drafts.count where !drafts[draft].isKept && !drafts[draft].isEntered {
      unsafe freeze(drafts[draft], mask)
      let companion = drafts[draft].row.companion
      if companion != 0, !drafts[draft].isNested, let other = outermostDraft(of: companion) {
        unsafe freeze(drafts[other], mask)
      }
    }
    unsafe area.entries[index] = Entry(
      table: table, payloadLength: payload.byteCount, version: version, outputLength: written.byteCount,
      words: (kept + 63) / 64, surroundings: surroundings)
  }

  private func freeze(_ hole: Hole, _ mask: UnsafeMutableRawPointer) {
    unsafe (mask + hole.offset).initializeMemory(as: UInt8.self, repeating: 0xff, count: hole.length)
  }

  private func copy(_ bytes: RawSpan, to place: UnsafeMutableRawPointer) {
    unsafe bytes.withUnsafeBytes { source in
      if let start = source.baseAddress { unsafe place.copyMemory(from: start, byteCount: source.count) }
    }
  }

  /// The blocks of a payload that these bytes lie in.
  private static func blocks(_ offset: Int, _ length: Int, _ shift: Int) -> Range<Int> {
    length == 0 ? 0..<0 : offset >> shift..<(offset + length - 1) >> shift + 1
  }

  /// Whether all of a nest lies in the bytes of this value, which are then another view of it.
  private func isAroundNest(_ hole: Hole) -> Bool {
    for index in 0..<drafts.count where drafts[index].isEntered {
      let nest = drafts[index]
      if hole.offset <= nest.offset, hole.offset + hole.length >= nest.offset + nest.length { return true }
    }
    return false
  }

  /// The outermost value of the attribute `number`.
  private func outermostDraft(of number: UInt16) -> Int? {
    for index in 0..<drafts.count where !drafts[index].isNested && drafts[index].row.number == number {
      return drafts[index].length > 0 ? index : nil
    }
    return nil
  }

  mutating func independence(of table: Table, isNested: Bool) -> Independence {
    let index = known(table, isNested: isNested)
    if let independence = tables[index].independence { return independence }
    let independence = Independence(table, isNested: isNested)
    tables[index].independence = independence
    return independence
  }
}

extension Memo.Hole {
  /// Whether its bytes can be written as `form` says: whatever they are, the row's shape would.
  fileprivate var hasForm: Bool {
    guard row.companion == 0 else { return false }
    switch (form, row.shape) {
    case (.prefix, .prefix): return besideLength == 1
    case (.ipv4, .address), (.ipv4, .ipv4), (.ipv4, .ip): return length == 4
    case (.ipv6, .address), (.ipv6, .ipv6), (.ipv6, .ip): return length == 16
    case (.octets, .address), (.octets, .mac): return true
    default: return false
    }
  }
}

extension ByteBuffer {
  /// Writes what was written for a message before, but for the one value that has changed; false, and nothing
  /// done, where there are more, or it cannot be written by itself.
  @inline(__always)
  mutating func append(_ memo: borrowing Memo, _ known: Memo.Likeness, of payload: RawSpan) -> Bool {
    guard let hole = unsafe memo.onlyChange(known) else { return false }
    let output = unsafe memo.output(known.entry, from: 0)
    let (start, end) = unsafe (hole.pointee.start, hole.pointee.end)
    unsafe append(from: output, length: start)
    unsafe write(hole, of: payload)
    unsafe append(from: output + end, length: memo[known.entry].pointee.outputLength &- end)
    return true
  }

  /// Writes what was written for a message before, with what has changed, as far as a value that the renderer
  /// must write itself; nil once all is written.
  @inline(__always)
  mutating func append(
    _ memo: borrowing Memo, _ changes: inout Memo.Changes, of payload: RawSpan
  ) -> UnsafePointer<Memo.Hole>? {
    let entry = changes.likeness.entry
    while let hole = unsafe memo.next(&changes, payload) {
      unsafe append(from: memo.output(entry, from: changes.done), length: hole.pointee.start - changes.done)
      changes.done = unsafe hole.pointee.end
      if unsafe hole.pointee.form == .revisit { return unsafe hole }
      unsafe write(hole, of: payload)
    }
    unsafe append(
      from: memo.output(entry, from: changes.done), length: memo[entry].pointee.outputLength - changes.done)
    return nil
  }

  /// Writes what is in `hole`, which has a form, of `payload`.
  @inline(__always)
  mutating func write(_ hole: UnsafePointer<Memo.Hole>, of payload: RawSpan) {
    let bytes = unsafe payload.slice(at: hole.pointee.offset, length: hole.pointee.length)
    switch unsafe hole.pointee.form {
    case .prefix:
      let length = unsafe Int(payload.u8(at: hole.pointee.beside))
      prefix(bytes, length: length, host: bytes.byteCount &* 8)
    case .ipv4: ipv4(bytes)
    case .ipv6: ipv6(bytes)
    case .octets: octets(bytes)
    case .revisit: return
    }
  }
}
