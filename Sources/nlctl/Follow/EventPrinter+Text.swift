import CommandLine
import NetlinkCore
import NetlinkMirror
import Render
import Rtnetlink
import NetlinkWire

// Events as text.
extension EventPrinter {
  /// Prints an event that is only a word.
  mutating func word(_ word: StaticString, _ time: StreamTime) {
    if isJSON {
      open(word, time)
      json.buffer.append("}\n" as StaticString)
    } else {
      begin(time)
      text.buffer.append(word)
      text.buffer.append(UInt8(ascii: "\n"))
    }
  }

  /// Begins a line, with the time if it was asked for.
  private mutating func begin(_ time: StreamTime) {
    guard hasTime else { return }
    clock.append(time, to: &text.buffer)
    text.buffer.append(UInt8(ascii: " "))
  }

  /// Begins a line with the word of an event.
  mutating func line(_ word: StaticString, _ time: StreamTime) {
    begin(time)
    if text.style.isColored, let role = EventPrinter.role(of: word) {
      text.buffer.begin(role)
      text.buffer.append(word)
      text.buffer.endRole()
    } else {
      text.buffer.append(word)
    }
    text.buffer.append(UInt8(ascii: " "))
  }

  /// The role that gives the word its colour; nil for none.
  private static func role(of word: StaticString) -> Layout.Role? {
    switch "\(word)" {
    case "new", "append": .good
    case "delete", "lost": .bad
    default: nil
    }
  }

  /// Writes the namespace of an event, unless it is the program's own.
  mutating func append(_ namespaceID: Int32?) {
    guard let namespaceID else { return }
    if let name = places[namespaceID]?.name {
      text.buffer.append("netns " as StaticString)
      text.buffer.printable(name.raw)
      text.buffer.append(UInt8(ascii: " "))
    } else {
      text.buffer.append("nsid \(namespaceID) " as String)
    }
  }

  /// Writes an event of an object.
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
    let start = text.buffer.count
    text.object(message, by: event.type.table, event.type.layout(of: message), &walker)
    let changes = event.kind == .change ? ChangedWords.phrases(changed) : []
    let details = text.buffer.removeDetails(from: start)
    if text.style.isOneLine, !changes.isEmpty {
      text.buffer.append(" (" as StaticString)
      for (index, change) in changes.enumerated() {
        if index > 0 { text.buffer.append("; " as StaticString) }
        text.buffer.printable(change.raw)
      }
      text.buffer.append(UInt8(ascii: ")"))
    }
    if let origin = event.origin { writeBy(text: origin.portID, event) }
    text.buffer.append(UInt8(ascii: "\n"))
    text.buffer.append(details.raw)
    if text.style.isOneLine { return }
    for change in changes {
      text.buffer.append("    " as StaticString)
      text.buffer.printable(change.raw)
      text.buffer.append(UInt8(ascii: "\n"))
    }
  }

  /// Writes which process caused a notification, if that is known: ` by ip[1234]`.
  private mutating func writeBy(text portID: UInt32, _ event: Event) {
    guard portID != 0, event.namespaceID == nil, let owner = owners.owner(of: portID, at: event.time) else {
      return
    }
    text.buffer.append(" by " as StaticString)
    text.buffer.printable(owner.name.raw)
    text.buffer.append(UInt8(ascii: "["))
    text.buffer.decimal(UInt64(owner.process))
    text.buffer.append(UInt8(ascii: "]"))
  }
}

extension Event.Kind {
  /// The sign of the event in a difference of two states.
  fileprivate var sign: StaticString {
    switch self {
    case .new, .append: "+"
    case .delete: "-"
    case .change, .replace: "~"
    }
  }
}

extension GrowingBytes {
  /// Removes everything after the first line that begins at `start`, and its line end. Returns the further
  /// lines, which are there only with details.
  fileprivate mutating func removeDetails(from start: Int) -> [UInt8] {
    let end = endOfLine(from: start)
    let details = end + 1 < count ? raw.slice(at: end + 1, length: count - end - 1).array : []
    truncate(to: end)
    return details
  }

  /// Where the line that begins at `start` ends.
  private func endOfLine(from start: Int) -> Int {
    let bytes = raw
    var end = start
    while end < bytes.byteCount, bytes.u8(at: end) != UInt8(ascii: "\n") { end += 1 }
    return end
  }
}
