internal import Wire

/// What was written for messages before: most messages of a dump are like one before them but for a few
/// bytes, and of those most of the text is known.
///
/// An entry holds a message, what was written for it, and which part of that came from which bytes. A
/// message that differs only in such bytes is written by copying, and by rendering those values alone.
/// Which values stand for themselves the table says (`Independence`), and the renderer for its part.
///
/// A few entries of fixed size, taken when the first is kept. One thread.
@safe
struct Memo: ~Copyable {
  /// The part of what was written that came from certain bytes.
  struct Hole {
    let row: Row
    /// Where the bytes lie in the payload.
    let offset: Int
    let length: Int
    /// Where others lie that the value is shown by, too: how long a prefix is, or a companion.
    var beside = 0
    var besideLength = 0
    /// The attribute that these are, if they are one; else 0.
    var companion: UInt16 = 0
    /// Where what was written of them begins and ends.
    var start: Int
    var end = 0
    /// Whether the renderer can write it alone.
    var isAlone = true
    /// Whether it became a hole.
    var isKept = false
    /// Whatever the renderer has to know again.
    let state: UInt64
    /// The table of the nest around; whether that is within another; whether it is a nest itself, whose
    /// values are known one by one.
    let table: Table
    let isNested: Bool
    let isEntered: Bool
  }

  /// A message known, and where it differs from the one at hand.
  struct Likeness {
    let entry: Int
    /// The blocks of the payload that differ, a bit each.
    let changed: UInt64
  }

  struct Entry {
    var table: Table?
    var payloadLength = 0
    /// Of the names of interfaces, of which some may be in what was written.
    var version = 0
    var outputLength = 0
    var surroundings: Walker.Surroundings?
  }

  private static let entryCount = 16
  private static let payloadLimit = 4096
  private static let outputLimit = 8192
  private static let holeLimit = 256
  private static let margin = 64
  private static var stride: Int { 2 * payloadLimit + outputLimit + margin }

  @unsafe private struct Area {
    /// For each entry: the payload; a mask of the bytes that must be the same; what was written.
    let bytes: UnsafeMutableRawPointer
    let entries: UnsafeMutablePointer<Entry>
    let holes: UnsafeMutablePointer<Hole>
    /// For each block of each entry: the holes whose bytes lie in it, a bit each.
    let touching: UnsafeMutablePointer<SIMD4<UInt64>>

    init() {
      unsafe bytes = .allocate(byteCount: Memo.entryCount * Memo.stride, alignment: 16)
      unsafe entries = .allocate(capacity: Memo.entryCount)
      unsafe entries.initialize(repeating: Entry(), count: Memo.entryCount)
      unsafe holes = .allocate(capacity: Memo.entryCount * Memo.holeLimit)
      unsafe touching = .allocate(capacity: Memo.entryCount * 64)
    }
  }

  /// Taken when the first message is kept: most runs meet too few for that.
  private var taken: Area?

  /// The holes of the message that is being written.
  private var drafts = Slab<Hole>(capacity: 1)
  /// What is known of a table.
  private struct Known {
    let table: Table
    let isNested: Bool
    let independence: Independence
    var worth = Worth()
  }

  /// Whether it pays to keep messages of a table.
  private struct Worth {
    /// Grows with every message found, and shrinks with every one recorded: where all differ, nothing is kept.
    var credit = 0
    var idle = 0
  }

  /// What is known of the tables met.
  private var tables: [Known] = []
  /// That of the messages of `keyTable`.
  private var worth = Worth()
  /// Which bytes of a message of this table tell where it would stand.
  private var keyTable: Table?
  private var keyOffset = 4

  init() {}

  deinit {
    guard let area = unsafe taken else { return }
    unsafe area.bytes.deallocate()
    unsafe area.entries.deallocate()
    unsafe area.holes.deallocate()
    unsafe area.touching.deallocate()
  }

  /// Where it all lies, once a message was kept.
  @inline(__always)
  private var area: Area { unsafe taken.unsafelyUnwrapped }

  // MARK: Recording

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
    let touching = unsafe area.touching + index * 64
    unsafe touching.initialize(repeating: SIMD4(), count: 64)
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
      let bit = UInt64(1) << UInt64(kept % 64)
      for block in Memo.blocks(hole.offset, hole.length, shift) { unsafe touching[block][kept / 64] |= bit }
      for block in Memo.blocks(hole.beside, hole.besideLength, shift) {
        unsafe touching[block][kept / 64] |= bit
      }
      unsafe (mask + hole.offset).initializeMemory(as: UInt8.self, repeating: 0, count: hole.length)
      unsafe (area.holes + index * Memo.holeLimit + kept).initialize(to: hole)
      kept += 1
      drafts[draft].isKept = true
    }
    // Bytes that another value comes from too must be the same.
    for draft in 0..<drafts.count where !drafts[draft].isKept && !drafts[draft].isEntered {
      let (offset, length) = (drafts[draft].offset, drafts[draft].length)
      unsafe (mask + offset).initializeMemory(as: UInt8.self, repeating: 0xff, count: length)
    }
    unsafe area.entries[index] = Entry(
      table: table, payloadLength: payload.byteCount, version: version, outputLength: written.byteCount,
      surroundings: surroundings)
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

  private mutating func independence(of table: Table, isNested: Bool) -> Independence {
    for known in tables where known.table == table && known.isNested == isNested {
      return known.independence
    }
    let independence = Independence(table, isNested: isNested)
    tables.append(Known(table: table, isNested: isNested, independence: independence))
    return independence
  }

  // MARK: Looking up

  /// Where a message with that payload of at least 16 bytes would stand: alike messages should share a
  /// place, others should not.
  @inline(__always)
  private mutating func place(of payload: RawSpan, by table: Table) -> Int {
    if keyTable != table { key(by: table) }
    let mixed =
      (UInt32(truncatingIfNeeded: payload.byteCount) ^ payload.u32(at: keyOffset)) &* 0x9e37_79b1
    return Int(truncatingIfNeeded: mixed >> 28)
  }

  /// Chooses which four bytes of a table's messages tell unlike ones apart: the second four, but where
  /// these are the index of an interface the flags of a link, or the first four of an address.
  @inline(never)
  private mutating func key(by table: Table) {
    for index in tables.indices where !tables[index].isNested {
      if tables[index].table == keyTable { tables[index].worth = worth }
    }
    worth = Worth()
    for known in tables where known.table == table && !known.isNested { worth = known.worth }
    keyTable = table
    keyOffset = independence(of: table, isNested: false).hasIndex ? max(8, table.headerLength) - 8 : 4
  }

  /// The size of a block is 1 << this: 64 blocks reach over every payload that is kept.
  @inline(__always)
  private static func shift(_ payloadLength: Int) -> Int {
    payloadLength <= 512 ? 3 : payloadLength <= 2048 ? 5 : 6
  }

  @inline(__always)
  private func base(of index: Int) -> UnsafeMutableRawPointer {
    unsafe area.bytes + index * Memo.stride
  }

  /// The entry that a message is like, but for what is in its holes; nil when there is none.
  @inline(__always)
  mutating func find(_ payload: RawSpan, by table: Table, version: Int) -> Likeness? {
    let count = payload.byteCount
    guard count >= 16, let area = unsafe taken else { return nil }
    let index = place(of: payload, by: table)
    let entry = unsafe area.entries + index
    guard unsafe entry.pointee.payloadLength == count, unsafe entry.pointee.version == version,
      unsafe entry.pointee.table == table
    else { return nil }
    let known = unsafe UnsafeRawPointer(base(of: index))
    let shift = Memo.shift(count)
    let changed = unsafe payload.withUnsafeBytes { bytes in
      unsafe Memo.differences(bytes.baseAddress.unsafelyUnwrapped, known, count, shift)
    }
    guard let changed else { return nil }
    worth.credit = min(worth.credit + 2, 512)
    return Likeness(entry: index, changed: changed)
  }

  /// The blocks in which two payloads of `count` bytes, 8 at least, differ; nil if they do where they must
  /// not.
  @inline(__always)
  private static func differences(
    _ payload: UnsafeRawPointer, _ known: UnsafeRawPointer, _ count: Int, _ shift: Int
  ) -> UInt64? {
    var changed: UInt64 = 0
    var offset = 0
    while offset < count {
      // The last word overlaps the one before.
      let place = offset &+ 8 <= count ? offset : count &- 8
      let difference =
        unsafe payload.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        ^ known.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      if difference != 0 {
        let mask = unsafe known.loadUnaligned(fromByteOffset: Memo.payloadLimit + place, as: UInt64.self)
        if difference & mask != 0 { return nil }
        changed |= 1 &<< UInt64(truncatingIfNeeded: place &>> shift)
        changed |= 1 &<< UInt64(truncatingIfNeeded: offset &>> shift)
      }
      offset &+= 8
    }
    return changed
  }

  @inline(__always)
  subscript(entry: Int) -> UnsafePointer<Entry> { unsafe UnsafePointer(area.entries + entry) }

  /// The holes of an entry that touch what differs, a bit each.
  @inline(__always)
  func holes(_ likeness: Likeness) -> SIMD4<UInt64> {
    var holes = SIMD4<UInt64>()
    var changed = likeness.changed
    while changed != 0 {
      holes |= unsafe area.touching[likeness.entry &* 64 &+ changed.trailingZeroBitCount]
      changed &= changed &- 1
    }
    return holes
  }

  /// Takes the next of `holes` whose bytes are others in `payload`; −1 when there is none left.
  @inline(__always)
  func nextHole(_ holes: inout SIMD4<UInt64>, of entry: Int, _ payload: RawSpan) -> Int {
    for word in 0..<4 {
      while holes[word] != 0 {
        let index = word &* 64 &+ holes[word].trailingZeroBitCount
        holes[word] &= holes[word] &- 1
        if isChanged(entry, index, payload) { return index }
      }
    }
    return -1
  }

  @inline(__always)
  func hole(_ entry: Int, _ index: Int) -> UnsafePointer<Hole> {
    unsafe UnsafePointer(area.holes + entry * Memo.holeLimit + index)
  }

  @inline(__always)
  private func isChanged(_ entry: Int, _ index: Int, _ payload: RawSpan) -> Bool {
    let hole = unsafe area.holes + entry * Memo.holeLimit + index
    let known = unsafe UnsafeRawPointer(base(of: entry))
    if unsafe hole.pointee.besideLength > 0,
      unsafe differs(known, payload, hole.pointee.beside, hole.pointee.besideLength)
    {
      return true
    }
    return unsafe differs(known, payload, hole.pointee.offset, hole.pointee.length)
  }

  @inline(__always)
  private func differs(_ known: UnsafeRawPointer, _ payload: RawSpan, _ offset: Int, _ length: Int) -> Bool {
    var offset = offset
    let end = offset + length
    while offset + 4 <= end {
      if unsafe known.loadUnaligned(fromByteOffset: offset, as: UInt32.self) != payload.u32(at: offset) {
        return true
      }
      offset += 4
    }
    while offset < end {
      if unsafe known.load(fromByteOffset: offset, as: UInt8.self) != payload.u8(at: offset) { return true }
      offset += 1
    }
    return false
  }

  /// The first byte that was written; 0 when there is none.
  func firstByte(_ entry: Int) -> UInt8 {
    unsafe area.entries[entry].outputLength > 0 ? output(entry, from: 0).load(as: UInt8.self) : 0
  }

  /// What was written from `offset` on, with room to read beyond its end.
  @inline(__always)
  func output(_ entry: Int, from offset: Int) -> UnsafeRawPointer {
    unsafe UnsafeRawPointer(base(of: entry)) + 2 * Memo.payloadLimit + offset
  }
}
