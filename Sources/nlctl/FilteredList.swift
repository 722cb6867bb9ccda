import CommandLine
import Netlink
import Render
import Rtnl
import Wire

/// Objects as a JSON array with only the fields asked for.
struct FilteredList: ~Copyable {
  private var writer: FilteredJSON
  private var output: JSONOutput
  private var isEmpty = true

  init(_ fields: [String], _ type: ObjectType, _ session: borrowing Session) throws(Failure) {
    var json = JSON(interfaces: session.interfaces, system: session.names)
    json.isNumeric = session.invocation.numeric
    writer = FilteredJSON(json, fields: try FilteredList.paths(fields, type, session.invocation))
    output = JSONOutput(session.invocation)
  }

  /// The fields as paths; a name that is none is a usage error.
  static func paths(_ fields: [String], _ type: ObjectType, _ invocation: Invocation) throws(Failure)
    -> [FieldPath]
  {
    var paths: [FieldPath] = []
    for field in fields {
      guard let path = FieldPath(field, in: type.table, under: "addr_info") else {
        let names = FieldList(type.table).fields.map { $0.path }
        throw Failure(
          "unknown field '\(field)'\(Suggestion.clause(field, among: names))\nTry 'nlctl fields \(type.name)'.",
          .usage)
      }
      paths.append(path)
    }
    return paths
  }

  mutating func begin() throws(Failure) { writer.buffer.append(UInt8(ascii: "[")) }

  mutating func add(_ message: borrowing Message, _ type: ObjectType, _ walker: inout Walker) throws(Failure)
  {
    writer.buffer.append((isEmpty ? "\n" : ",\n") as StaticString)
    isEmpty = false
    writer.object(message, by: type.table, &walker)
    try output.flush(&writer.buffer)
  }

  mutating func end() throws(Failure) {
    writer.buffer.append((isEmpty ? "]\n" : "\n]\n") as StaticString)
    try output.write(&writer.buffer)
  }
}
