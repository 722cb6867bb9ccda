import CommandLine
import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// Writes objects as one JSON array, one object a line.
struct JSONList: LinkWriter, ~Copyable {
  private var json: JSON
  private var output: JSONOutput
  private var isEmpty = true

  init(_ session: borrowing Session) {
    json = session.json
    output = JSONOutput(session.invocation)
  }

  mutating func begin() throws(Failure) {
    json.buffer.append(UInt8(ascii: "["))
  }

  mutating func add(_ message: borrowing Message, _ type: ObjectType, _ walker: inout Walker) throws(Failure)
  {
    json.buffer.separateLines(isFirst: isEmpty)
    isEmpty = false
    json.listed(message, by: type.table, &walker)
    try output.flush(&json.buffer)
  }

  mutating func add(
    link: borrowing Message, _ addresses: AddressIndex, of index: UInt32, from held: borrowing Snapshot,
    _ type: ObjectType, _ walker: inout Walker
  ) throws(Failure) {
    json.buffer.separateLines(isFirst: isEmpty)
    isEmpty = false
    json.openListed()
    json.members(link, by: ObjectType.link.table, &walker)
    json.closeOdd()
    add(addresses, of: index, from: held, type, &walker)
    json.close()
    try output.flush(&json.buffer)
  }

  mutating func add(
    unknown index: UInt32, _ addresses: AddressIndex, from held: borrowing Snapshot, _ type: ObjectType,
    _ walker: inout Walker
  ) throws(Failure) {
    json.buffer.separateLines(isFirst: isEmpty)
    isEmpty = false
    json.openListed()
    json.member("ifindex")
    json.buffer.decimal(UInt64(index))
    add(addresses, of: index, from: held, type, &walker)
    json.close()
    try output.flush(&json.buffer)
  }

  /// Adds the addresses of a link.
  private mutating func add(
    _ addresses: AddressIndex, of index: UInt32, from held: borrowing Snapshot, _ type: ObjectType,
    _ walker: inout Walker
  ) {
    json.member("addr_info")
    json.buffer.append(UInt8(ascii: "["))
    var isFirst = true
    addresses.forEach(of: index, in: held) { message in
      if !isFirst { json.buffer.append(UInt8(ascii: ",")) }
      isFirst = false
      json.object(message, by: type.table, &walker)
    }
    json.buffer.append(UInt8(ascii: "]"))
  }

  mutating func flush() throws(Failure) { try output.write(&json.buffer) }

  mutating func end() throws(Failure) {
    json.buffer.endLines(isEmpty: isEmpty)
    try output.write(&json.buffer)
  }
}
