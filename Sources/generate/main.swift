import CommandLine
import NetlinkMirror
import Render
import Rtnetlink
import NetlinkWire

// Prints what is generated from the tables; `make generate` puts it into files.
// A template comes on standard input, so nothing here opens a file.

/// The template of a manual page.
func template() -> String {
  var text = ""
  while let line = readLine(strippingNewline: false) { text += line }
  return text
}

/// The keys of an object's JSON, for the manual page.
func keys(_ object: String) -> [ManualKey] {
  guard let type = ObjectType.named(object) else { return [] }
  return FieldList(type.table).fields.map {
    ManualKey(
      key: $0.path, type: "\($0.type.word)", kernelName: "\($0.kernelName)", sentence: "\($0.summary)")
  }
}

/// The schemas of what is more than one object, or none that has a table.
let states = StateSchema(
  objects: ObjectName.followed.map(\.rawValue),
  tables: Tracked.allCases.map { "\($0.name)" })

/// The JSON Schema of that name.
func schema(_ object: String) -> String? {
  if object == "snapshot" { return states.snapshot }
  if object == "diff" { return states.difference }
  if object == "event" { return states.event }
  if object == "netns" { return states.namespace }
  guard let type = ObjectType.named(object) else { return nil }
  var buffer = GrowingBytes()
  Schema(type.table, name: type.name, summary: type.summary, version: Version.number, in: type.holder)
    .write(to: &buffer)
  return String(decoding: buffer.raw.array, as: UTF8.self)
}

/// What `nlctl fields` prints into a pipe: columns with tabs between them.
func fields(_ object: String) -> String? {
  guard let type = ObjectType.named(object) else { return nil }
  var buffer = GrowingBytes()
  FieldList(type.table).write(to: &buffer)
  return String(decoding: buffer.raw.array, as: UTF8.self)
}

let words = Array(Swift.CommandLine.arguments.dropFirst())
let second = words.count > 1 ? words[1] : ""
switch words.first {
case "man": print(try Manual.page(template(), keys: keys), terminator: "")
case "completions": print(Shell(rawValue: second)?.completions ?? "", terminator: "")
case "schema": print(schema(second) ?? "", terminator: "")
case "fields": print(fields(second) ?? "", terminator: "")
default:
  print("usage: generate man <TEMPLATE | generate completions SHELL | generate schema|fields OBJECT")
}
