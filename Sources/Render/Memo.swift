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
  /// How the bytes of a hole are written when nothing else is written with them.
  enum Form: UInt8 { case revisit, prefix, ipv4, ipv6, octets }

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
    /// Where the value itself was written, and how.
    var form = Form.revisit
    var inside = (start: 0, end: 0)
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

  /// How far the holes of a message were looked through; `isAlone` where but one of those left may have changed.
  struct Changes {
    let likeness: Likeness
    var word = -1
    var holes: UInt64 = 0
    var isAlone = false
    /// How much was written of what was written before.
    var done = 0

    init(_ likeness: Likeness) { self.likeness = likeness }
  }

  struct Entry {
    var table: Table?
    var payloadLength = 0
    /// Of the names of interfaces, of which some may be in what was written.
    var version = 0
    var outputLength = 0
    /// How many words of bits tell its holes.
    var words = 0
    var surroundings: Walker.Surroundings?
  }

  static let entryCount = 16
  static let payloadLimit = 4096
  static let outputLimit = 8192
  static let holeLimit = 256
  static var holeWords: Int { holeLimit / 64 }
  static let margin = 64
  static var stride: Int { 2 * payloadLimit + outputLimit + margin }

  @unsafe struct Area {
    /// For each entry: the payload; a mask of the bytes that must be the same; what was written.
    let bytes: UnsafeMutableRawPointer
    let entries: UnsafeMutablePointer<Entry>
    let holes: UnsafeMutablePointer<Hole>
    /// For each block of each entry: the holes whose bytes lie in it, a bit each.
    let touching: UnsafeMutablePointer<UInt64>

    init() {
      unsafe bytes = .allocate(byteCount: Memo.entryCount * Memo.stride, alignment: 16)
      unsafe entries = .allocate(capacity: Memo.entryCount)
      unsafe entries.initialize(repeating: Entry(), count: Memo.entryCount)
      unsafe holes = .allocate(capacity: Memo.entryCount * Memo.holeLimit)
      unsafe touching = .allocate(capacity: Memo.entryCount * 64 * Memo.holeWords)
    }
  }

  /// Taken when the first message is kept: most runs meet too few for that.
  var taken: Area?

  /// The holes of the message that is being written.
  var drafts = Slab<Hole>(capacity: 1)
  /// What is known of a table.
  struct Known {
    let table: Table
    let isNested: Bool
    /// Found out when a message is kept.
    var independence: Independence?
    var worth = Worth()
  }

  /// Whether it pays to keep messages of a table.
  struct Worth {
    /// Grows with every message found, and shrinks with every one recorded: where all differ, nothing is kept.
    var credit = 0
    var idle = 0
  }

  /// What is known of the tables met.
  var tables: [Known] = []
  /// That of the messages of `keyTable`.
  var worth = Worth()
  /// Which bytes of a message of this table tell where it would stand.
  var keyTable: Table?
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
  var area: Area { unsafe taken.unsafelyUnwrapped }

  /// Where a message with that payload of at least 16 bytes would stand: alike messages should share a
  /// place, others should not.
  @inline(__always)
  mutating func place(of payload: RawSpan, by table: Table) -> Int {
    if keyTable != table { key(by: table) }
    if keyOffset < 0 { chooseKey(by: table) }
    let mixed =
      (UInt32(truncatingIfNeeded: payload.byteCount) ^ payload.u32(at: keyOffset)) &* 0x9e37_79b1
    return Int(truncatingIfNeeded: mixed >> 28)
  }

  /// Chooses which four bytes of a table's messages tell unlike ones apart: the second four, but where
  /// these are the index of an interface the flags of a link, or the first four of an address.
  @inline(never)
  private mutating func chooseKey(by table: Table) {
    keyOffset = independence(of: table, isNested: false).hasIndex ? max(8, table.headerLength) - 8 : 4
  }

  /// Turns to the messages of another table.
  @inline(never)
  mutating func key(by table: Table) {
    if let keyTable { tables[known(keyTable, isNested: false)].worth = worth }
    worth = tables[known(table, isNested: false)].worth
    keyTable = table
    keyOffset = -1
  }

  /// Where it stands what is known of a table.
  mutating func known(_ table: Table, isNested: Bool) -> Int {
    for index in tables.indices where tables[index].table == table && tables[index].isNested == isNested {
      return index
    }
    tables.append(Known(table: table, isNested: isNested))
    return tables.count - 1
  }

  /// The size of a block is 1 << this: 64 blocks reach over every payload that is kept.
  @inline(__always)
  static func shift(_ payloadLength: Int) -> Int {
    payloadLength <= 512 ? 3 : payloadLength <= 2048 ? 5 : 6
  }

  @inline(__always)
  func base(of index: Int) -> UnsafeMutableRawPointer {
    unsafe area.bytes + index &* Memo.stride
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

  /// The blocks in which two payloads of `count` bytes, 16 at least, differ; nil if they do where they must
  /// not.
  @inline(__always)
  private static func differences(
    _ payload: UnsafeRawPointer, _ known: UnsafeRawPointer, _ count: Int, _ shift: Int
  ) -> UInt64? {
    typealias Words = SIMD2<UInt64>
    var changed: UInt64 = 0
    var offset = 0
    while offset < count {
      // The last words overlap those before.
      let place = min(offset, count &- 16)
      let difference =
        unsafe payload.loadUnaligned(fromByteOffset: place, as: Words.self)
        ^ known.loadUnaligned(fromByteOffset: place, as: Words.self)
      if difference != .zero {
        let mask = unsafe known.loadUnaligned(fromByteOffset: Memo.payloadLimit + place, as: Words.self)
        if difference & mask != .zero { return nil }
        for half in 0..<2 where difference[half] != 0 {
          let first = place &+ 8 &* half
          changed |= 1 &<< UInt64(truncatingIfNeeded: first &>> shift)
          changed |= 1 &<< UInt64(truncatingIfNeeded: (first &+ 7) &>> shift)
        }
      }
      offset &+= 16
    }
    return changed
  }

  @inline(__always)
  subscript(entry: Int) -> UnsafePointer<Entry> { unsafe UnsafePointer(area.entries + entry) }

  /// The holes of an entry that touch what differs: a bit each of 64, from the one numbered 64 × `word` on.
  @inline(__always)
  private func holes(_ likeness: Likeness, _ word: Int) -> UInt64 {
    var holes: UInt64 = 0
    var changed = likeness.changed
    while changed != 0 {
      let place = likeness.entry &* 64 &+ changed.trailingZeroBitCount
      holes |= unsafe area.touching[place &* Memo.holeWords &+ word]
      changed &= changed &- 1
    }
    return holes
  }

  /// The next hole whose bytes are others in `payload`, in the order in which they are written; nil at the end.
  @inline(__always)
  func next(_ changes: inout Changes, _ payload: RawSpan) -> UnsafePointer<Hole>? {
    let entry = changes.likeness.entry
    while true {
      while changes.holes != 0 {
        let index = changes.word &* 64 &+ changes.holes.trailingZeroBitCount
        changes.holes &= changes.holes &- 1
        if changes.isAlone || isChanged(entry, index, payload) { return unsafe hole(entry, index) }
      }
      changes.word &+= 1
      guard unsafe changes.word < self[entry].pointee.words else { return nil }
      changes.holes = holes(changes.likeness, changes.word)
      // Where one alone may have changed it has: another difference would not have been let pass.
      changes.isAlone = changes.holes & (changes.holes &- 1) == 0
    }
  }

  /// What alone has changed, where that is so and can be written by itself: how most messages of a large table
  /// differ. Nil says nothing.
  @inline(__always)
  func onlyChange(_ likeness: Likeness) -> UnsafePointer<Hole>? {
    guard unsafe self[likeness.entry].pointee.words == 1 else { return nil }
    let holes = holes(likeness, 0)
    guard holes != 0, holes & (holes &- 1) == 0 else { return nil }
    let hole = unsafe hole(likeness.entry, holes.trailingZeroBitCount)
    return unsafe hole.pointee.form == .revisit ? nil : hole
  }

  @inline(__always)
  private func hole(_ entry: Int, _ index: Int) -> UnsafePointer<Hole> {
    unsafe UnsafePointer(area.holes + (entry &* Memo.holeLimit &+ index))
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
    let end = offset &+ length
    while offset &+ 4 <= end {
      if unsafe known.loadUnaligned(fromByteOffset: offset, as: UInt32.self) != payload.u32(at: offset) {
        return true
      }
      offset &+= 4
    }
    while offset < end {
      if unsafe known.load(fromByteOffset: offset, as: UInt8.self) != payload.u8(at: offset) { return true }
      offset &+= 1
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
    unsafe UnsafeRawPointer(base(of: entry)) + (2 * Memo.payloadLimit &+ offset)
  }
}
