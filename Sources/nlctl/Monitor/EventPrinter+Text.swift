import CommandLine
import Netlink
import Render
import Rtnl
import Wire

// Text
extension EventPrinter {
  /// A remark of one word.
  mutating func word(_ word: StaticString) {
    let time = Clock.Time()
    if isJSON {
      open(word, time)
      json.buffer.append("}\n" as StaticString)
    } else {
      if hasTime {
        clock.append(time, to: &text.buffer)
        text.buffer.append(UInt8(ascii: " "))
      }
      text.buffer.append(word)
      text.buffer.append(UInt8(ascii: "\n"))
    }
  }

  mutating func line(_ word: StaticString, _ time: Clock.Time) {
    if hasTime {
      clock.append(time, to: &text.buffer)
      text.buffer.append(UInt8(ascii: " "))
    }
    text.buffer.append(word)
    text.buffer.append(UInt8(ascii: " "))
  }

  mutating func append(_ namespaceID: Int32?) {
    guard let namespaceID else { return }
    if let name = places[namespaceID]?.name {
      text.buffer.append("netns \(name) " as String)
    } else {
      text.buffer.append("nsid \(namespaceID) " as String)
    }
  }

  mutating func writeText(
    _ event: Event, _ message: borrowing Message, _ comparison: borrowing Comparison
  ) {
    line(event.kind.word, event.origin?.time ?? Clock.Time())
    text.buffer.append(event.type.name)
    text.buffer.append(UInt8(ascii: " "))
    append(event.namespaceID)
    if let cause = event.cause {
      text.buffer.append(UInt8(ascii: "("))
      text.buffer.append(cause)
      text.buffer.append(") " as StaticString)
    }
    text.object(message, by: event.type.table, event.type.layout(of: message), &walker)
    if event.kind == .change { writeChanges(comparison.members, "") }
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
