import CommandLine
import Netlink
import Render
import Rtnl
import Wire

/// Prints events: as JSON Lines, or as text.
struct EventPrinter: EventSink, ~Copyable {
  private let options: MonitorOptions
  private let objects: [(object: ObjectName, type: ObjectType)]
  let isJSON: Bool
  let hasTime: Bool
  var json: JSON
  var text: Text
  private var output: JSONOutput
  /// By the id of the namespace.
  private var matches: [Int32?: [Matcher]] = [:]
  /// The keys of the objects that a consumer has, where selectors leave some out.
  private var shown: Set<[UInt8]> = []
  private let hasSelectors: Bool
  private let asksForState: Bool
  /// Groups that were joined for the mirror's sake.
  private let upkeep: [UInt32]
  var walker = Walker()
  var finder = ProcessFinder()
  var clock = Clock.Writer()
  /// What the other namespaces that are followed are called, and where they are.
  var places: [Int32: NamespaceFinder.Place] = [:]
  /// How many events were printed.
  private(set) var count = 0

  /// What is wanted of one kind of object in one namespace. A box, for arrays hold no noncopyable values.
  private final class Matcher {
    let number: UInt16
    var match: Match
    init(_ number: UInt16, _ match: consuming Match) {
      self.number = number
      self.match = match
    }
  }

  /// Prints what happens to objects of the tables `shown`, and what no table knows.
  /// Messages of the groups `upkeep` are for the mirror alone.
  init(
    _ options: MonitorOptions, shown: [Tracked], upkeep: [UInt32], _ session: inout Session
  ) throws(Failure) {
    let invocation = session.invocation
    self.options = options
    self.upkeep = upkeep
    objects = ObjectName.allCases.compactMap { name in
      shown.first { "\($0.type.name)" == name.rawValue }.map { (name, $0.type) }
    }
    hasSelectors = !invocation.selectors.isEmpty || invocation.family != nil
    asksForState = invocation.selectors.contains { $0.name == "nud" }
    isJSON = invocation.isJSON
    output = JSONOutput(invocation)
    hasTime = invocation.timestamp
    json = JSON(interfaces: session.interfaces, system: session.names)
    json.isNumeric = invocation.numeric
    text = Text(interfaces: session.interfaces, system: session.names, style: TextStyle(invocation))
    try devicesChanged(&session, nil)
  }

  var isDone: Bool { options.count.map { count >= $0 } ?? false }
  var deadline: Int? { nil }

  mutating func devicesChanged(_ session: inout Session, _ namespaceID: Int32?) throws(Failure) {
    // Which devices the selectors mean they find out themselves.
    guard matches[namespaceID] == nil else { return }
    var own: [Matcher] = []
    for (object, type) in objects {
      let match = try Selectors(session.invocation, object).match(type, &session)
      own.append(Matcher(type.new, match))
    }
    matches[namespaceID] = own
  }

  mutating func namespace(_ id: Int32, _ place: NamespaceFinder.Place?) {
    places[id] = place
    if place == nil { matches[id] = nil }
  }

  private mutating func isWanted(
    _ message: borrowing Message, _ type: ObjectType, _ namespaceID: Int32?
  ) -> Bool {
    // As a dump does, unless it is asked for: neighbours that need no resolution (NUD_NOARP) are left out.
    if type.new == 28, !asksForState, message.payload.u8(at: 0) != 7, message.payload.u16(at: 8) & 0x40 != 0 {
      return false
    }
    for matcher in matches[namespaceID] ?? [] where matcher.number == type.new {
      return matcher.match.matches(message, by: type.table, &walker)
    }
    return false
  }

  mutating func event(
    _ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message,
    _ comparison: borrowing Comparison, _ session: inout Session
  ) throws(Failure) {
    var event = event
    guard objects.contains(where: { $0.type.new == event.type.new }) else { return }
    if isSelecting(event.type) {
      // A consumer is to have what the selectors leave; a device that is gone has no name to be found by.
      let isWanted = event.kind != .delete && isWanted(message, event.type, event.namespaceID)
      let wasWanted = isWanted ? !shown.insert(key).inserted : shown.remove(key) != nil
      if !isWanted, !wasWanted { return }
      if !isWanted, event.kind != .delete {
        event.kind = .delete
        event.cause = "selector"
      } else if !wasWanted, event.kind == .change {
        event.kind = .new
      }
    }
    if isDone || (event.isInitial && !options.initial) { return }
    count += 1
    if isJSON {
      json.interfaces = session.interfaces
      write(event, key, message, comparison)
    } else {
      text.interfaces = session.interfaces
      writeText(event, message, comparison)
    }
    try flush()
  }

  private func isSelecting(_ type: ObjectType) -> Bool { hasSelectors || type.new == 28 }

  mutating func unknown(
    _ message: borrowing Message, _ origin: Event.Origin, _ namespaceID: Int32?
  ) throws(Failure) {
    // What has lost some of its header no selector can judge.
    let isCut = objects.contains { $0.type.new == message.type & ~1 && !$0.type.isWhole(message) }
    guard isShowingOthers || isCut, !upkeep.contains(origin.group) else { return }
    count += 1
    if isJSON {
      open("message", origin.time)
      write(group: origin.group)
      write(namespaceID)
      json.member("type")
      json.buffer.decimal(UInt64(message.type))
      json.member("hex")
      json.buffer.append(UInt8(ascii: "\""))
      json.buffer.hexadecimal(message.payload)
      json.buffer.append("\"}\n" as StaticString)
    } else {
      line("message", origin.time)
      append(namespaceID)
      text.buffer.append(
        "group \(MulticastGroup.word(of: origin.group).map { "\($0)" } ?? "\(origin.group)") type " as String)
      text.buffer.decimal(UInt64(message.type))
      text.buffer.append(" 0x" as StaticString)
      text.buffer.hexadecimal(message.payload)
      text.buffer.append(UInt8(ascii: "\n"))
    }
    try flush()
  }

  /// Selectors speak of objects, so with them nothing else is shown unless it was asked for.
  private var isShowingOthers: Bool {
    !options.groups.isEmpty || !options.multicastGroups.isEmpty || (options.isEverything && !hasSelectors)
  }

  mutating func remark(_ remark: Remark) throws(Failure) {
    switch remark {
    case .settled: return
    case .idle: return try flush(all: true)
    case .initialEnd:
      guard options.initial else { return }
      word("initial-end")
    case .resyncBegin: word("resync-begin")
    case .resyncEnd: word("resync-end")
    case .lost(let number):
      if isJSON {
        open("lost", Clock.Time())
        if let number {
          json.member("lost")
          json.buffer.decimal(number)
        }
        json.buffer.append("}\n" as StaticString)
      } else {
        line("lost", Clock.Time())
        text.buffer.append("\(number.map { "\($0)" } ?? "an unknown number of") messages\n" as String)
      }
    }
    try flush()
  }

  private mutating func flush(all: Bool = false) throws(Failure) {
    if isJSON {
      if all {
        if json.buffer.count > 0 { try output.write(&json.buffer) }
      } else {
        try output.flush(&json.buffer)
      }
    } else if all {
      if text.buffer.count > 0 { try Output.standard.write(&text.buffer) }
    } else {
      try Output.standard.flush(&text.buffer)
    }
  }
}
