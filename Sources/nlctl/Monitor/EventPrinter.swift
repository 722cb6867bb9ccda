import CommandLine
import Netlink
import Render
import Rtnl
import Wire

/// Prints events: as JSON Lines, or as text.
struct EventPrinter: EventSink, ~Copyable {
  private let options: MonitorOptions
  private let objects: [(object: ObjectName, type: ObjectType)]
  private let isJSON: Bool
  private let hasTime: Bool
  private let interfaces: InterfaceNames
  private var json: JSON
  private var text: Text
  private var matches: [Matcher] = []
  private var walker = Walker()
  private var finder = ProcessFinder()
  /// How many events were printed.
  private(set) var count = 0
  private(set) var repeats = 0

  /// A box, for arrays hold no noncopyable values.
  private final class Matcher {
    let number: UInt16
    var match: Match
    init(_ number: UInt16, _ match: consuming Match) {
      self.number = number
      self.match = match
    }
  }

  init(_ options: MonitorOptions, _ session: inout Session) throws(Failure) {
    let invocation = session.invocation
    self.options = options
    let names = options.objects.isEmpty ? ObjectName.allCases : options.objects
    objects = names.compactMap { name in ObjectType.named(name.rawValue).map { (name, $0) } }
    isJSON = invocation.json
    hasTime = invocation.timestamp
    interfaces = session.interfaces
    json = JSON(interfaces: session.interfaces, system: session.names)
    json.isNumeric = invocation.numeric
    var style = TextStyle()
    style.isColored = Color.isWanted(invocation.color, on: .standard)
    style.isNumeric = invocation.numeric
    style.isOneLine = invocation.oneline
    style.hasDetails = invocation.details > 0
    style.hasCounters = invocation.stats > 0
    style.width = Output.standard.columns ?? 0
    text = Text(interfaces: session.interfaces, system: session.names, style: style)
    try devicesChanged(&session)
  }

  var isDone: Bool { options.count.map { count >= $0 } ?? false }
  var deadline: Int? { nil }

  mutating func devicesChanged(_ session: inout Session) throws(Failure) {
    // The criteria hold indexes, looked up by name.
    guard matches.isEmpty || session.invocation.selectors.contains(where: { EventPrinter.isDevice($0) })
    else { return }
    matches = []
    for (object, type) in objects {
      matches.append(Matcher(type.new, try Selectors(session.invocation, object).match(type, &session)))
    }
  }

  private static func isDevice(_ selector: Selector) -> Bool {
    if case .pattern = selector.value { return ["dev", "master", "vrf"].contains(selector.name) }
    return false
  }

  private mutating func isWanted(_ message: borrowing Message, _ type: ObjectType) -> Bool {
    guard let matcher = matches.first(where: { $0.number == type.new }) else { return false }
    return matcher.match.matches(message, by: type.table, &walker)
  }

  mutating func event(
    _ event: borrowing Event, _ message: borrowing Message, old: borrowing Message,
    _ comparison: borrowing Comparison, _ session: inout Session
  ) throws(Failure) {
    if event.isInitial, !options.initial { return }
    var kind = event.kind
    var cause = event.cause
    let isWanted = isWanted(message, event.type)
    if kind == .change {
      // What the selectors leave is what a consumer is to have.
      let wasWanted = self.isWanted(old, event.type)
      if !isWanted, !wasWanted { return }
      if !wasWanted { kind = .new }
      if !isWanted {
        kind = .delete
        cause = "selector"
      }
    } else if !isWanted {
      return
    }
    count += 1
    if isJSON {
      write(event, kind, cause, message, comparison)
    } else {
      writeText(event, kind, cause, message, comparison)
    }
    try flush()
  }

  mutating func unknown(_ message: borrowing Message, _ origin: Event.Origin) throws(Failure) {
    guard session(shows: origin.group) else { return }
    count += 1
    if isJSON {
      open("message")
      write(origin)
      json.member("type")
      json.buffer.decimal(UInt64(message.type))
      json.member("hex")
      json.buffer.append(UInt8(ascii: "\""))
      json.buffer.hexadecimal(message.payload)
      json.buffer.append("\"}\n" as StaticString)
    } else {
      line("message")
      text.buffer.append(
        "group \(MulticastGroup.name(of: origin.group) ?? "\(origin.group)") type " as String)
      text.buffer.decimal(UInt64(message.type))
      text.buffer.append(" 0x" as StaticString)
      text.buffer.hexadecimal(message.payload)
      text.buffer.append(UInt8(ascii: "\n"))
    }
    try flush()
  }

  /// Selectors speak of objects, so with them nothing else is shown.
  private func session(shows group: UInt32) -> Bool { options.objects.isEmpty }

  mutating func remark(_ remark: Remark) throws(Failure) {
    switch remark {
    case .idle: return try flush(all: true)
    case .initialEnd:
      guard options.initial else { return }
      word("initial-end")
    case .resyncBegin: word("resync-begin")
    case .resyncEnd: word("resync-end")
    case .lost(let number):
      if isJSON {
        open("lost")
        if let number {
          json.member("lost")
          json.buffer.decimal(number)
        }
        json.buffer.append("}\n" as StaticString)
      } else {
        line("lost")
        text.buffer.append("\(number.map { "\($0)" } ?? "an unknown number of") messages\n" as String)
      }
    }
    try flush()
  }

  private mutating func flush(all: Bool = false) throws(Failure) {
    if isJSON {
      if all {
        if json.buffer.count > 0 { try Output.standard.write(&json.buffer) }
      } else {
        try Output.standard.flush(&json.buffer)
      }
    } else if all {
      if text.buffer.count > 0 { try Output.standard.write(&text.buffer) }
    } else {
      try Output.standard.flush(&text.buffer)
    }
  }
}

// JSON
extension EventPrinter {
  private mutating func open(_ word: String) {
    json.open()
    json.member("time")
    json.buffer.append(UInt8(ascii: "\""))
    Clock.append(to: &json.buffer)
    json.buffer.append(UInt8(ascii: "\""))
    json.member("event")
    quoted(word)
  }

  private mutating func quoted(_ word: String) {
    json.buffer.append(UInt8(ascii: "\""))
    json.buffer.append(word)
    json.buffer.append(UInt8(ascii: "\""))
  }

  private mutating func quoted(_ bytes: [UInt8]) {
    json.buffer.append(UInt8(ascii: "\""))
    _ = json.buffer.json(bytes.raw)
    json.buffer.append(UInt8(ascii: "\""))
  }

  private mutating func write(_ origin: Event.Origin) {
    if let name = MulticastGroup.name(of: origin.group) {
      json.member("group")
      quoted(name)
    }
    if origin.group != 0 {
      json.member("group_id")
      json.buffer.decimal(UInt64(origin.group))
    }
    if let id = origin.namespaceID {
      json.member("nsid")
      json.buffer.decimal(Int64(id))
    }
  }

  private mutating func write(
    _ event: borrowing Event, _ kind: Event.Kind, _ cause: StaticString?, _ message: borrowing Message,
    _ comparison: borrowing Comparison
  ) {
    open(kind.rawValue)
    json.member("object")
    quoted("\(event.type.name)")
    json.member("key")
    quoted(event.key)
    if event.isInitial {
      json.member("initial")
      json.buffer.append("true" as StaticString)
    }
    if let origin = event.origin {
      write(origin)
      json.member("seq")
      json.buffer.decimal(UInt64(origin.sequence))
      json.member("portid")
      json.buffer.decimal(UInt64(origin.portID))
      writeBy(origin.portID)
    }
    if let cause {
      json.member("synthesized")
      json.buffer.append("true" as StaticString)
      json.member("cause")
      quoted("\(cause)")
    }
    if kind == .change { writeChanged(comparison) }
    json.member(event.type.name)
    json.object(message, by: event.type.table, &walker)
    json.buffer.append("}\n" as StaticString)
  }

  private mutating func writeBy(_ portID: UInt32) {
    if portID == 0 {
      json.member("by")
      json.buffer.append("{\"kernel\":true}" as StaticString)
    } else if let process = finder.process(of: portID) {
      json.member("by")
      json.buffer.append("{\"pid\":" as StaticString)
      json.buffer.decimal(UInt64(process.process))
      json.buffer.append(",\"comm\":" as StaticString)
      quoted(process.name)
      json.buffer.append(UInt8(ascii: "}"))
    }
  }

  private mutating func writeChanged(_ comparison: borrowing Comparison) {
    json.member("changed")
    json.open()
    for (key, old, new) in comparison.members {
      if json.buffer.last != UInt8(ascii: "{") { json.buffer.append(UInt8(ascii: ",")) }
      append(key)
      json.buffer.append(":{" as StaticString)
      if let old {
        json.buffer.append("\"old\":" as StaticString)
        append(old)
      }
      if let new {
        json.buffer.append((old == nil ? "\"new\":" : ",\"new\":") as StaticString)
        append(new)
      }
      json.buffer.append(UInt8(ascii: "}"))
    }
    json.close()
  }

  private mutating func append(_ bytes: [UInt8]) {
    json.buffer.append(bytes.raw)
  }
}

// Text
extension EventPrinter {
  /// A remark of one word.
  private mutating func word(_ word: String) {
    if isJSON {
      open(word)
      json.buffer.append("}\n" as StaticString)
    } else {
      line(word)
      text.buffer.append(UInt8(ascii: "\n"))
    }
  }

  private mutating func line(_ word: String) {
    if hasTime {
      Clock.append(to: &text.buffer)
      text.buffer.append(UInt8(ascii: " "))
    }
    text.buffer.append(word)
    text.buffer.append(UInt8(ascii: " "))
  }

  private mutating func writeText(
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
  private mutating func writeChanges(
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
