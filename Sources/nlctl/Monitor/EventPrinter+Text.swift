import CommandLine
import Netlink
import Render
import Rtnl
import Wire

// Text
extension EventPrinter {
  /// A remark of one word.
  mutating func word(_ word: String) {
    if isJSON {
      open(word)
      json.buffer.append("}\n" as StaticString)
    } else {
      if hasTime {
        Clock.append(to: &text.buffer)
        text.buffer.append(UInt8(ascii: " "))
      }
      text.buffer.append(word + "\n")
    }
  }

  mutating func line(_ word: String) {
    if hasTime {
      Clock.append(to: &text.buffer)
      text.buffer.append(UInt8(ascii: " "))
    }
    text.buffer.append(word)
    text.buffer.append(UInt8(ascii: " "))
  }

  mutating func writeText(
    _ event: borrowing Event, _ kind: Event.Kind, _ cause: StaticString?, _ message: borrowing Message,
    _ comparison: borrowing Comparison
  ) {
    line(kind.rawValue)
    text.buffer.append("\(event.type.name) " as String)
    if let id = event.origin?.namespaceID { text.buffer.append("nsid \(id) " as String) }
    if let cause { text.buffer.append("(\(cause)) " as String) }
    text.object(message, by: event.type.table, event.type.layout, &walker)
    if kind == .change { writeChanges(comparison.members, "") }
  }

  /// Writes what changed, a line each; of nested objects only the members that did.
  mutating func writeChanges(
    _ members: [(key: [UInt8], old: [UInt8]?, new: [UInt8]?)], _ path: String
  ) {
    for (key, old, new) in members {
      let name = path + String(decoding: key.dropFirst().dropLast(), as: UTF8.self)
      if let old, let new, old.first == UInt8(ascii: "{"), new.first == UInt8(ascii: "{") {
        writeChanges(
          Comparison.differences(Comparison.members(of: old.raw), Comparison.members(of: new.raw)), name + "."
        )
        continue
      }
      text.buffer.append("    \(name) " as String)
      if let old { text.buffer.append(old.raw) }
      text.buffer.append(" -> " as StaticString)
      if let new { text.buffer.append(new.raw) }
      text.buffer.append(UInt8(ascii: "\n"))
    }
  }
}
