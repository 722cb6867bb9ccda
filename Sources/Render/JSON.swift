public import Wire

/// Writes messages as JSON objects, by the contract of the project's `nlctl-json(5)`.
///
/// Straight into one buffer: nothing in between, no allocation a message. One thread.
public struct JSON: ~Copyable {
  /// What was written and not yet taken away.
  public var buffer = ByteBuffer(capacity: 64 << 10)
  /// Names of the interfaces of the messages' namespace.
  public var interfaces: InterfaceNames
  /// Whether names are left as numbers.
  public var isNumeric = false

  let system: SystemNames
  var keys = RowWords(before: ",\"", after: "\":")
  var odd = ByteBuffer(capacity: 512)
  /// 1 where no comma comes before the next member, else 0.
  var first = 1
  /// Where the objects around began, and `first` there.
  var starts: InlineArray<16, (count: Int, first: Int)> = .init(repeating: (0, 1))
  var depth = 0
  static var limit: Int { 16 }
  var memo = Memo()
  /// Whether the memo hears of values, and where in the buffer the object's members begin.
  public private(set) var isRecording = false
  private var membersStart = 0

  /// A writer that takes names from `interfaces` and `system`.
  public init(interfaces: InterfaceNames, system: SystemNames) {
    self.interfaces = interfaces
    self.system = system
  }

  /// Writes one message as an object.
  public mutating func object(_ message: borrowing Message, by table: Table, _ walker: inout Walker) {
    open()
    members(message, by: table, &walker)
    close()
  }

  /// Writes the members of the object that one message is.
  public mutating func members(_ message: borrowing Message, by table: Table, _ walker: inout Walker) {
    if walker.skipsVolatile { return walker.walk(message, by: table, &self) }
    let version = interfaces.version
    guard let known = memo.find(message.payload, by: table, version: version) else {
      return anew(message, by: table, version, &walker)
    }
    if !buffer.append(memo, known, of: message.payload) {
      return repeated(known, message, by: table, &walker)
    }
    first = 0
  }

  /// Writes a message that is like none before, and keeps it for those to come.
  @inline(never)
  private mutating func anew(
    _ message: borrowing Message, by table: Table, _ version: Int, _ walker: inout Walker
  ) {
    membersStart = buffer.count
    isRecording = memo.begin(table)
    let isKept = isRecording
    walker.walk(message, by: table, &self)
    isRecording = false
    guard isKept, odd.count == 0, first == 0 else { return }
    memo.keep(
      message.payload, by: table, buffer, from: membersStart, version: version, walker.surroundings)
  }

  /// Writes a message that is like one before.
  @inline(never)
  private mutating func repeated(
    _ known: Memo.Likeness, _ message: borrowing Message, by table: Table, _ walker: inout Walker
  ) {
    let entry = unsafe memo[known.entry]
    let start = buffer.count
    var isEntered = false
    var changes = Memo.Changes(known)
    while let hole = unsafe buffer.append(memo, &changes, of: message.payload) {
      if !isEntered, let surroundings = unsafe entry.pointee.surroundings {
        walker.enter(message, by: table, surroundings)
      }
      isEntered = true
      unsafe revisit(hole, message, by: table, &walker)
    }
    if odd.count > 0 {  // which is told with the nests around
      odd.truncate(to: 0)
      buffer.truncate(to: start)
      first = 1
      return walker.walk(message, by: table, &self)
    }
    first = 0
  }

  /// Writes the value of one row anew, with its key.
  @inline(never)
  private mutating func revisit(
    _ hole: UnsafePointer<Memo.Hole>, _ message: borrowing Message, by table: Table, _ walker: inout Walker
  ) {
    first = unsafe Int(truncatingIfNeeded: hole.pointee.state)
    if unsafe hole.pointee.companion != 0 {
      unsafe walker.place(
        hole.pointee.companion, at: hole.pointee.beside, length: hole.pointee.besideLength)
    }
    unsafe walker.revisit(
      hole.pointee.row, at: hole.pointee.offset, length: hole.pointee.length, of: message, by: table, &self)
  }

  /// Notes how the value that is being written stands from byte `start` on.
  @inline(__always)
  mutating func has(_ form: Memo.Form, from start: Int) {
    if isRecording { memo.has(form, from: start - membersStart, to: buffer.count - membersStart) }
  }

  /// It does, for links say much in nests.
  public var recordsNests: Bool { true }

  /// Hears where the next value begins.
  public mutating func begins(_ row: Row, _ place: RecordedPlace) {
    // What comes first has no comma before it; if it were silent, the next would have none.
    memo.begins(
      row, place, written: buffer.count - membersStart, isAlone: first == 0 || row.shape.isPlain,
      state: UInt64(first))
  }

  /// Hears where it ends.
  public mutating func ends(_ row: Row) {
    memo.ends(written: buffer.count - membersStart)
  }

  /// Begins an object that stands alone, in an array or after a key already written.
  public mutating func open() {
    buffer.append(UInt8(ascii: "{"))
    first = 1
  }

  /// Writes `_unparsed` where bytes were not understood so far.
  public mutating func closeOdd() {
    if odd.count > 0 { writeOdd() }
  }

  /// Ends the object, with `_unparsed` where bytes were not understood.
  public mutating func close() {
    closeOdd()
    buffer.append(UInt8(ascii: "}"))
    first = 0
  }

  @inline(never)
  mutating func writeOdd() {
    member("_unparsed")
    buffer.append(UInt8(ascii: "["))
    buffer.append(contentsOf: odd)
    buffer.append(UInt8(ascii: "]"))
    odd.truncate(to: 0)
  }

  /// Writes `"key":`, with the comma before it.
  public mutating func member(_ key: StaticString) {
    if first == 0 { buffer.append(UInt8(ascii: ",")) }
    buffer.append(UInt8(ascii: "\""))
    buffer.append(key)
    buffer.append("\":" as StaticString)
    first = 0
  }

  /// Writes the row's key, or the comma of an array's member.
  @inline(__always)
  mutating func key(_ row: Row) {
    if row.key.isEmpty {
      if first == 0 { buffer.append(UInt8(ascii: ",")) }
    } else {
      keys.write(row, skip: first, to: &buffer)
    }
    first = 0
  }

  @inline(__always)
  mutating func quote() { buffer.append(UInt8(ascii: "\"")) }

  /// Writes a number under the row's `numberKey`, where it has one.
  @inline(__always)
  mutating func number(_ row: Row, _ value: UInt32) {
    let key = row.numberKey
    if key.isEmpty { return }
    member(key)
    buffer.decimal(UInt64(value))
  }
}
