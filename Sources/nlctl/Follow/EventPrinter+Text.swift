import CommandLine
import NetlinkCore
import NetlinkMirror
import Render
import Rtnetlink
import NetlinkWire

// Text
extension EventPrinter {
  /// A remark of one word.
  mutating func word(_ word: StaticString, _ time: StreamTime) {
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

  mutating func line(_ word: StaticString, _ time: StreamTime) {
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
    _ event: Event, _ message: borrowing Message, _ changed: [ChangedLeaves.Leaf]
  ) {
    line(isDifference ? event.kind.sign : event.kind.word, event.time)
    text.buffer.append(event.type.name)
    text.buffer.append(UInt8(ascii: " "))
    append(event.namespaceID)
    if let cause = event.cause, !isDifference {
      text.buffer.append(UInt8(ascii: "("))
      text.buffer.append(cause)
      text.buffer.append(") " as StaticString)
    }
    text.object(message, by: event.type.table, event.type.layout(of: message), &walker)
    if event.kind == .change { writeText(changed) }
  }

  /// Writes what changed, a line each.
  mutating func writeText(_ changed: [ChangedLeaves.Leaf]) {
    for leaf in changed {
      text.buffer.append("    " as StaticString)
      text.buffer.append(leaf.path.raw)
      text.buffer.append(UInt8(ascii: " "))
      if let old = leaf.old { text.buffer.append(old.raw) }
      text.buffer.append(" -> " as StaticString)
      if let new = leaf.new { text.buffer.append(new.raw) }
      text.buffer.append(UInt8(ascii: "\n"))
    }
  }
}

extension Event.Kind {
  /// As it stands in the difference of two states.
  fileprivate var sign: StaticString {
    switch self {
    case .new, .append: "+"
    case .delete: "-"
    case .change, .replace: "~"
    }
  }
}
