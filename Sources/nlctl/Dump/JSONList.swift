import CommandLine
import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// Objects as one JSON array, one object a line.
struct JSONList: ~Copyable {
  private var json: JSON
  private var output: JSONOutput
  private var isEmpty = true

  init(_ session: borrowing Session) {
    json = JSON(interfaces: session.interfaces, system: session.names)
    json.isNumeric = session.invocation.numeric
    output = JSONOutput(session.invocation)
  }

  mutating func begin() throws(Failure) {
    json.buffer.append(UInt8(ascii: "["))
  }

  mutating func add(_ message: borrowing Message, _ type: ObjectType, _ walker: inout Walker) throws(Failure)
  {
    json.buffer.separateLines(isFirst: isEmpty)
    isEmpty = false
    json.object(message, by: type.table, &walker)
    try output.flush(&json.buffer)
  }

  /// Adds a link with its addresses.
  mutating func add(
    _ link: borrowing Message, _ type: ObjectType, _ walker: inout Walker, addresses: AddressIndex,
    of index: UInt32,
    from held: borrowing Snapshot, _ addressType: ObjectType
  ) throws(Failure) {
    json.buffer.separateLines(isFirst: isEmpty)
    isEmpty = false
    json.open()
    json.members(link, by: type.table, &walker)
    json.closeOdd()
    add(addresses, of: index, from: held, addressType, &walker)
    json.close()
    try output.flush(&json.buffer)
  }

  /// Adds the addresses of a link that is not known.
  mutating func add(
    index: UInt32, _ walker: inout Walker, addresses: AddressIndex, from held: borrowing Snapshot,
    _ type: ObjectType
  ) throws(Failure) {
    json.buffer.separateLines(isFirst: isEmpty)
    isEmpty = false
    json.open()
    json.member("ifindex")
    json.buffer.decimal(UInt64(index))
    add(addresses, of: index, from: held, type, &walker)
    json.close()
    try output.flush(&json.buffer)
  }

  private mutating func add(
    _ addresses: AddressIndex, of index: UInt32, from held: borrowing Snapshot, _ type: ObjectType,
    _ walker: inout Walker
  ) {
    json.member("addr_info")
    json.buffer.append(UInt8(ascii: "["))
    var next = addresses.first(of: index) ?? -1
    var isFirst = true
    while next >= 0 {
      let entry = addresses.entry(next)
      if !isFirst { json.buffer.append(UInt8(ascii: ",")) }
      isFirst = false
      json.object(
        Message(held.contents.slice(at: entry.offset, length: entry.length)), by: type.table, &walker)
      next = entry.next
    }
    json.buffer.append(UInt8(ascii: "]"))
  }

  mutating func flush() throws(Failure) { try output.write(&json.buffer) }

  mutating func end() throws(Failure) {
    json.buffer.append((isEmpty ? "]\n" : "\n]\n") as StaticString)
    try output.write(&json.buffer)
  }
}
