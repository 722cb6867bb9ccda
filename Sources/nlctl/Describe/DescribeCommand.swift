import CommandLine
import Render
import Rtnetlink
import NetlinkWire

/// `nlctl fields OBJECT` and `nlctl schema OBJECT`: describe the fields of an object.
enum DescribeCommand {
  /// Prints every field: its path, type, the kernel's name and one sentence.
  static func fields(_ invocation: Invocation, _ object: ObjectName) throws(Failure) -> ExitStatus {
    let fields = FieldList(object.type.table)
    var buffer = GrowingBytes(capacity: 64 << 10)
    if invocation.isJSON {
      fields.writeJSON(to: &buffer)
      return try write(&buffer, invocation)
    }
    let isColored = Color.isWanted(invocation.color, on: .standard)
    if Output.standard.isTerminal {
      fields.writeColumns(to: &buffer, width: Output.standard.columns ?? 80, isColored: isColored)
    } else {
      fields.write(to: &buffer, isColored: isColored)
    }
    try Output.standard.write(&buffer)
    return .answered
  }

  /// Prints the JSON Schema of one object of a dump.
  static func schema(_ invocation: Invocation, _ object: ObjectName) throws(Failure) -> ExitStatus {
    let type = object.type
    var buffer = GrowingBytes(capacity: 64 << 10)
    Schema(type.table, name: type.name, summary: type.summary, version: Version.number, in: type.holder)
      .write(to: &buffer)
    return try write(&buffer, invocation)
  }

  private static func write(_ buffer: inout GrowingBytes, _ invocation: Invocation) throws(Failure)
    -> ExitStatus
  {
    var output = JSONOutput(invocation)
    try output.write(&buffer)
    return .answered
  }
}
