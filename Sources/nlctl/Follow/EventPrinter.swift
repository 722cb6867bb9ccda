import CommandLine
import NetlinkCore
import NetlinkMirror
import Render
import Select
import Rtnetlink
import NetlinkWire

/// Prints events: as JSON Lines, or as text.
struct EventPrinter: EventSink, ~Copyable {
  let options: MonitorOptions
  private let objects: [(object: ObjectName, type: ObjectType)]
  let isJSON: Bool
  let hasTime: Bool
  var json: JSON
  var text: Text
  var jsonOutput: JSONOutput
  let output: Output
  private let invocation: Invocation
  private var leaves: ChangedLeaves
  private let namespaceNames: LazyNamespaceNames?
  /// The devices and selectors of each namespace, by its id.
  private var scopes: [Int32?: Scope] = [:]
  /// The keys of the objects that match, if there are selectors.
  private var shown: Set<[UInt8]> = []
  private let hasSelectors: Bool
  /// Whether the events are the differences between two states, which are printed with a sign.
  let isDifference: Bool
  /// How many events were printed when the initial state was complete; nil before that.
  var countAtBegin: Int?
  /// What objects have to say besides the selectors, as in a dump.
  private let check: HeaderCheck
  /// Groups that were joined only for the mirror.
  private let upkeep: [UInt32]
  var walker = Walker()
  /// Finds the process of a port id.
  var owners: Owners
  var clock = Clock.Writer()
  /// The names and places of the other namespaces that are followed.
  var places: [Int32: NamespacePlace] = [:]
  /// How many events were printed.
  private(set) var count = 0
  /// The error after which nothing more is printed.
  var failure: Failure?

  /// A printer of events of the tables `shown`, and of messages of no table. Messages of the groups `upkeep` are not
  /// printed, because only the mirror needs them. `interrupt` ends waiting for a reader. Namespaces have the names of
  /// now or `names`; those of a state of another time or machine, which is not `isOfNow`, have none.
  init(
    _ options: MonitorOptions, shown: [Tracked], upkeep: [UInt32], until interrupt: Interrupt,
    owners: Owners = Owners(), names: LazyNamespaceNames? = nil, isDifference: Bool = false,
    isOfNow: Bool = true, _ session: inout Session
  ) throws(Failure) {
    let invocation = session.invocation
    self.invocation = invocation
    let names = names ?? (isOfNow ? session.namespaceNames : nil)
    let namespaceName: ((Int32) -> [UInt8]?)? = names.map { names in { names[$0] } }
    namespaceNames = names
    leaves = ChangedLeaves(session, namespaceName)
    self.options = options
    self.upkeep = upkeep
    self.owners = owners
    objects = ObjectName.allCases.compactMap { name in
      shown.first { "\($0.type.name)" == name.rawValue }.map { (name, $0.type) }
    }
    hasSelectors = !isDifference && (!invocation.selectors.isEmpty || invocation.family != nil)
    self.isDifference = isDifference
    check = HeaderCheck(leavesOutNoARP: invocation.leavesOutNoARP)
    isJSON = invocation.isJSON
    output = Output.standard(until: interrupt)
    jsonOutput = JSONOutput(invocation, to: output)
    hasTime = invocation.timestamp
    json = session.json
    json.namespaceName = namespaceName
    text = Text(interfaces: session.interfaces, system: session.names, style: TextStyle(invocation))
    text.namespaceName = namespaceName
  }

  /// A printer of the differences between two states of these tables, of which the later one may be that of now.
  init(difference tables: [Tracked], isOfNow: Bool, _ session: inout Session) throws(Failure) {
    try self.init(
      MonitorOptions(), shown: tables, upkeep: [], until: Interrupt(session.invocation),
      isDifference: true, isOfNow: isOfNow, &session)
  }

  var isDone: Bool { failure != nil || options.count.map { count >= $0 } ?? false }
  var deadline: Int? { nil }

  mutating func follows(_ namespaceID: Int32?, _ devices: Devices?, _ place: NamespacePlace?) {
    if let namespaceID { places[namespaceID] = place }
    guard let devices else {
      // The names go with the devices.
      scopes[namespaceID] = nil
      json.interfaces = .none
      text.interfaces = .none
      leaves.forgetNames()
      return
    }
    let scope = Scope(devices)
    do throws(Failure) {
      // The selectors use the devices of the mirror.
      var session = try Session(sharing: devices, invocation)
      for (object, type) in objects {
        let match = try Selectors(invocation, object).match(type, &session)
        scope.matches.append((type.new, MatchBox(match)))
      }
    } catch {
      failure = error
    }
    scopes[namespaceID] = scope
  }

  private mutating func isWanted(
    _ message: borrowing Message, _ type: ObjectType, _ namespaceID: Int32?
  ) -> Bool {
    guard check.passes(message, type) else { return false }
    let box = scopes[namespaceID]?.matches.first { $0.number == type.new }?.match
    return box?.match.matches(message, by: type.table, &walker) ?? false
  }

  mutating func event(
    _ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message
  ) {
    var event = event
    guard objects.contains(where: { $0.type.new == event.type.new }) else { return }
    if isSelecting(event.type) {
      // Readers must be told when an object no longer matches. A deleted device can no longer be matched by name.
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
    namespaceNames?.holder = event.namespaceID
    guard let interfaces = scopes[event.namespaceID]?.devices.interfaces else { return }
    // When a snapshot was made, the ids may have been those of other namespaces.
    let isFromSnapshot = isDifference || (options.baseline != nil && countAtBegin == nil)
    namespaceNames?.isPast = isFromSnapshot
    let changed = event.kind == .change ? leaves.between(old, message, event, interfaces) : []
    namespaceNames?.isPast = isFromSnapshot && event.kind == .delete
    // The mirror tells of every object that names a changed device; not each shows what changed, such as a port
    // of a bridge that went up.
    if event.former != nil, event.kind == .change, changed.isEmpty { return }
    count += 1
    if isJSON {
      json.interfaces = interfaces
      write(event, key, message, changed)
    } else {
      text.interfaces = interfaces
      writeText(event, message, changed)
    }
    flush()
  }

  /// Whether events of objects are printed, and not only messages.
  var hasObjects: Bool { !objects.isEmpty }

  /// The names of the interfaces of a namespace.
  func interfaces(of namespaceID: Int32?) -> InterfaceNames? { scopes[namespaceID]?.devices.interfaces }

  /// Whether only some of these objects are printed.
  private func isSelecting(_ type: ObjectType) -> Bool {
    hasSelectors || (type.new == RTM.newNeighbour && !isDifference)
  }

  /// Prints a message that no table of the mirror is about, if such messages are wanted.
  mutating func unknown(
    _ message: borrowing Message, _ origin: Event.Origin, _ namespaceID: Int32?, at time: StreamTime
  ) {
    // A message with an incomplete header cannot be matched.
    let isCut = objects.contains { $0.type.new == message.type & ~1 && !$0.type.isWhole(message) }
    guard isShowingOthers || isCut, !upkeep.contains(origin.group) else { return }
    count += 1
    namespaceNames?.holder = namespaceID
    // In another protocol the numbers of messages have other meanings.
    let isRoute = MonitorCommand.isRoute(options.netlinkProtocol)
    if isRoute, let type = ObjectType.other(of: message.type) ?? ObjectType.of(message), type.isWhole(message)
    {
      tell(message, type, origin, namespaceID, at: time)
      return flush()
    }
    tellBytes(message, origin, namespaceID, at: time)
    flush()
  }

  /// Whether messages of no table are printed. With selectors, these must have been asked for.
  private var isShowingOthers: Bool {
    !options.groups.isEmpty || !options.multicastGroups.isEmpty || (options.isEverything && !hasSelectors)
  }
}
