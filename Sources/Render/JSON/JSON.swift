package import NetlinkWire

/// Writes messages as JSON objects, by the contract of the project's `nlctl-json(5)`.
///
/// Writes directly into one buffer, without an allocation for each message. One thread.
package struct JSON: ~Copyable {
  /// The output that was not written yet.
  package var buffer = GrowingBytes(capacity: 64 << 10)
  /// Names of the interfaces of the messages' namespace.
  package var interfaces: InterfaceNames
  /// Returns the name of the namespace with an id; called when an id is shown.
  package var namespaceName: ((Int32) -> [UInt8]?)?
  /// Whether numbers are written instead of names: `--numeric`.
  package var isNumeric = false { didSet { ready.forget() } }

  /// The members that each listed object begins with, without a comma behind them; empty for none.
  package var lead = GrowingBytes(capacity: 64)

  let system: SystemNames
  var keys = RowWords(.own)
  let ready = Members()
  var numberKeys = RowWords(.number)
  var odd = GrowingBytes(capacity: 512)
  /// The texts of the array that is being written, in hexadecimal and quoted.
  var elements = GrowingBytes(capacity: 64)
  /// Whether one of them is not UTF-8.
  var hasOddElement = false
  /// 1 if the next member has no comma before it, else 0.
  var first = 1
  /// For each object around: where its output begins, and the value of `first` at that place.
  var starts: InlineArray<16, (count: Int, first: Int)> = .init(repeating: (0, 1))
  var depth = 0
  static var limit: Int { 16 }

  /// A writer that takes names from `interfaces` and `system`.
  package init(interfaces: InterfaceNames, system: SystemNames) {
    self.interfaces = interfaces
    self.system = system
  }

  /// Writes one message as an object.
  package mutating func object(_ message: borrowing Message, by table: Table, _ walker: inout Walker) {
    open()
    members(message, by: table, &walker)
    close()
  }

  /// Writes one message as an object of the list that the command prints.
  package mutating func listed(_ message: borrowing Message, by table: Table, _ walker: inout Walker) {
    openListed()
    members(message, by: table, &walker)
    close()
  }

  /// Writes the members of the object that one message is.
  package mutating func members(_ message: borrowing Message, by table: Table, _ walker: inout Walker) {
    walker.walk(message, by: table, &self)
  }

  /// Begins an object for which no key is to be written: in an array, or after its key.
  package mutating func open() {
    buffer.append(UInt8(ascii: "{"))
    first = 1
  }

  /// Begins an object of the list that the command prints.
  @inline(__always)
  package mutating func openListed() {
    open()
    if lead.count > 0 { writeLead() }
  }

  @inline(never)
  private mutating func writeLead() {
    buffer.append(contentsOf: lead, 0..<lead.count)
    first = 0
  }

  /// Writes `_unparsed` if there are bytes that were not understood.
  package mutating func closeOdd() {
    if odd.count > 0 { writeOdd() }
  }

  /// Ends the object, with `_unparsed` if there are bytes that were not understood.
  package mutating func close() {
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
  package mutating func member(_ key: StaticString) {
    if first == 0 { buffer.append(UInt8(ascii: ",")) }
    buffer.append(UInt8(ascii: "\""))
    buffer.append(key)
    buffer.append("\":" as StaticString)
    first = 0
  }

  /// Writes the row's key, or in an array only the comma, and reserves 64 bytes for the value.
  @inline(__always)
  mutating func key(_ row: Row) {
    keys.write(row, skip: first, to: &buffer)
    first = 0
  }

  @inline(__always)
  mutating func quote() { buffer.append(UInt8(ascii: "\"")) }

  /// Writes a quote; the caller has reserved it.
  @inline(__always)
  mutating func putQuote() { buffer.put(UInt8(ascii: "\"")) }

  /// Writes a number under the row's `numberKey`, where it has one.
  @inline(__always)
  mutating func number(_ row: Row, _ value: UInt32) {
    guard numberKeys.writeIfAny(row, skip: first, to: &buffer) else { return }
    first = 0
    buffer.put(decimal: UInt64(value))
  }

  /// The same for a number that may be negative.
  mutating func number(_ row: Row, signed value: Int32) {
    guard numberKeys.writeIfAny(row, skip: first, to: &buffer) else { return }
    first = 0
    buffer.decimal(Int64(value))
  }
}
