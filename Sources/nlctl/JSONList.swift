import CommandLine
import Netlink
import Render
import Rtnl
import Wire

/// Objects as one JSON array, one object a line.
struct JSONList: ~Copyable {
  private var json: JSON<SystemNameFiles>
  private var isEmpty = true

  init(_ session: borrowing Session) {
    json = JSON(interfaces: session.interfaces, system: SystemNameFiles())
    json.isNumeric = session.invocation.numeric
  }

  mutating func begin() throws(Failure) {
    json.buffer.append(UInt8(ascii: "["))
  }

  mutating func add(_ message: borrowing Message, _ type: ObjectType, _ walker: inout Walker) throws(Failure)
  {
    json.buffer.append((isEmpty ? "\n" : ",\n") as StaticString)
    isEmpty = false
    json.object(message, by: type.table, &walker)
    try Output.standard.flush(&json.buffer)
  }

  mutating func end() throws(Failure) {
    json.buffer.append((isEmpty ? "]\n" : "\n]\n") as StaticString)
    try Output.standard.write(&json.buffer)
  }
}
