import CommandLine
import NetlinkCore
import NetlinkMirror
import Render
import Rtnetlink
import NetlinkWire

/// One run of a command: the way to the kernel, the names, and how far what was printed can be trusted.
struct Session: ~Copyable {
  let invocation: Invocation
  let client: NetlinkClient
  private(set) var interfaces: InterfaceNames
  var walker = Walker()
  /// Names that files of the system give.
  let names = SystemNames(load: SystemNameFiles.names)
  private var hasNames = false
  /// What those names stand for, of the spaces that were asked for.
  private var numbers: [SystemName: [[UInt8]: UInt32]]?
  private(set) var known = Devices()
  /// Faults asked for; of a command that follows changes they strike notifications, not its dumps.
  private(set) var faults: FaultInjector?
  /// Whether a device that is not there is no failure, for it may still come.
  var isPatient = false
  /// What the program will exit with unless something fails.
  var status = ExitStatus.answered

  /// Enters the namespace asked for. `cancellation` ends all waits for the kernel.
  init(_ invocation: Invocation, until cancellation: Cancellation = Cancellation()) throws(Failure) {
    self.invocation = invocation
    interfaces = known.interfaces
    if let reference = invocation.netns { try Session.enter(reference) }
    var options = NetlinkSocket.Options()
    if let plan = invocation.fault {
      guard let plan = FaultPlan(plan) else { throw Failure("'\(plan)' is not a fault plan", .usage) }
      faults = FaultInjector(plan)
    }
    if !invocation.isFollowing { options.faults = faults }
    options.tap = Tapping.current
    // What follows namespaces goes from one to another.
    let pool: ChannelPool
    if let kernel = Tapping.replayed {
      pool = ChannelPool(host: kernel)
    } else {
      pool = invocation.isFollowing ? ChannelPool.shared : ChannelPool(isOfOneNamespace: true)
    }
    client = NetlinkClient(options: options, pool: pool, cancellation: cancellation)
  }

  /// Goes by the devices that somebody else keeps up to date, in the namespace that they are of.
  init(sharing devices: Devices, _ invocation: Invocation) throws(Failure) {
    var invocation = invocation
    invocation.netns = nil
    invocation.fault = nil
    try self.init(invocation)
    known = devices
    interfaces = devices.interfaces
    hasNames = true
    isPatient = true
  }

  private static func enter(_ reference: NamespaceReference) throws(Failure) {
    var (namespace, name): (NetworkNamespace, String)
    switch reference {
    case .path(let path): (namespace, name) = (.path(path), path)
    case .name(let text):
      (namespace, name) = (.name(text), text)
      if let process = Int(text), process > 0, !Files.exist(namespace.path) { namespace = .process(process) }
    }
    do {
      try namespace.enter()
    } catch {
      throw Failure(Words.of(error, "network namespace \(name)"))
    }
  }

  /// What the command is called in messages: its words, and of a `get` what is asked for.
  var subject: String {
    switch invocation.action {
    case .getLink(let name): "link \(name)"
    case .getRoute(let lookup): "\(invocation.path) \(lookup.destination)"
    case .getNexthop(let id): "\(invocation.path) \(id)"
    case .getNeigh(let address, _): "\(invocation.path) \(address)"
    case .getBucket(let id, let index): "\(invocation.path) \(id) index \(index)"
    default: invocation.path
    }
  }

  /// Says that what was printed is known to be incomplete.
  mutating func incomplete(_ what: String) {
    status = max(status, .incomplete)
    if invocation.quiet { return }
    Diagnostics.complain("\(what) changed while it was read; what is shown may be incomplete")
  }

  /// The same of the table of an object's entries of one family; 0 for all.
  mutating func incomplete(_ object: ObjectName, family: UInt8 = Family.unspecified) {
    incomplete(TableName.of(object, family: family))
  }

  /// Says why nobody watched a table while it was dumped.
  func noteWitness(_ status: DumpStatus) {
    guard let error = status.witnessError, !invocation.quiet else { return }
    Diagnostics.complain(Words.of(error, "\(subject): changes cannot be watched"))
  }

  /// Reads a table whole before anything of it is shown; repeats a dump that changed under way.
  mutating func hold(
    _ request: borrowing Request, _ type: @autoclosure () -> ObjectType
  ) throws(Failure) -> Snapshot {
    note(request, type(), isDump: true)
    do throws(NetlinkError) {
      return try client.heldTable(copy request, type())
    } catch {
      throw Failure(Words.of(error, subject))
    }
  }

  /// Asks one question that changes nothing.
  func ask(_ request: Request, _ type: ObjectType, subject: String? = nil) throws(Failure) -> Reply {
    var request = request
    request.isIdempotent = true
    note(request, type, isDump: false)
    do throws(NetlinkError) {
      return try client.transact(request)
    } catch {
      throw Failure(Words.of(error, subject ?? self.subject))
    }
  }

  /// Takes the names of interfaces from held link messages.
  mutating func learn(_ links: borrowing Snapshot) {
    var messages = links.messages
    while let message = messages.next() { learn(message) }
    hasNames = true
  }

  /// Takes the names of an interface from a link message.
  func learn(_ message: borrowing Message) { known.learn(message) }

  /// The alternative names of all interfaces that are known.
  var alternativeNames: [[UInt8]] { known.alternativeNames }

  /// Asks for the name of one interface; one that is gone has none.
  mutating func learnName(of index: UInt32) {
    guard let reply = try? ask(LinkRequest.one(index), .link) else { return }
    var messages = reply.messages
    while let message = messages.next() { learn(message) }
  }

  /// Asks for the names of all interfaces, once, without their counters.
  mutating func learnNames() throws(Failure) {
    if hasNames { return }
    let links = try hold(LinkRequest.names(), .link)
    learn(links)
  }

  /// The index of the interface of that name or alternative name. That none has it is a failure, or nil
  /// where it may still come.
  mutating func device(_ name: String) throws(Failure) -> UInt32? {
    // Names are unique, alternative ones among them.
    let bytes = Array(name.utf8)
    if !hasNames, let index = known.index(of: bytes) { return index }
    try learnNames()
    if let index = known.index(of: bytes) { return index }
    if isPatient { return nil }
    throw Failure("link \(name): no such device (ENODEV)", hint: hint(onDevice: name))
  }

  /// The indexes of the interfaces of which a name or alternative name matches one of the patterns.
  mutating func devices(_ patterns: [NamePattern]) throws(Failure) -> Set<UInt32> {
    var found: Set<UInt32> = []
    var globs = NamePatterns()
    for pattern in patterns {
      guard let literal = pattern.literal else {
        globs.add(pattern)
        continue
      }
      if let index = try device(literal) { found.insert(index) }
    }
    if globs.isEmpty { return found }
    try learnNames()
    for index in known.all where known.has(index, name: globs.matches) { found.insert(index) }
    return found
  }

  /// Whether a device is a VRF.
  func isVRF(_ index: UInt32) -> Bool { known.isVRF(index) }

  /// The VRFs among the devices that `patterns` mean. A literal name of what is none is a failure.
  mutating func vrfs(_ patterns: [NamePattern]) throws(Failure) -> Set<UInt32> {
    for literal in patterns.compactMap(\.literal) {
      if let index = try device(literal), !known.isVRF(index), !isPatient {
        throw Failure("link \(literal): not a VRF")
      }
    }
    return try devices(patterns).filter { known.isVRF($0) }
  }

  /// The ports of the devices that `patterns` mean.
  mutating func ports(of patterns: [NamePattern]) throws(Failure) -> Set<UInt32> {
    let found = try devices(patterns)
    try learnNames()
    return Set(known.ports.filter { found.contains($0.master) }.map { $0.port })
  }

  /// The index of the only device that a selector asks for literally; nil for several, a glob or none.
  mutating func only(_ name: String) throws(Failure) -> UInt32? {
    guard let literal = literal(name) else { return nil }
    return try device(literal)
  }

  /// The one name asked for by the selector `name`; nil when there is none, or it is a pattern.
  func literal(_ name: String) -> String? {
    invocation.only(name, { if case .pattern(let pattern) = $0 { pattern.literal } else { nil } })
  }

  /// The index of the device of that name, an alternative name, or index; nil when there is none.
  mutating func device(named name: String) throws(Failure) -> UInt32? {
    try learnNames()
    if let index = known.index(of: Array(name.utf8)) { return index }
    guard let index = UInt32(name) else { return nil }
    return known.has(index) ? index : nil
  }

  /// What kind of object the command is about.
  var object: ObjectName {
    switch invocation.action {
    case .dump(let object), .wait(let object, _): object
    case .getRoute: .route
    case .getNexthop: .nexthop
    case .getBucket: .bucket
    case .getNeigh: .neigh
    default: .link
    }
  }

  /// The number of a name of the system's files. A name that is in none is a failure.
  mutating func number(_ value: NameOrNumber, _ space: SystemName) throws(Failure) -> UInt32 {
    switch value {
    case .number(let number): return number
    case .name(let name):
      if numbers == nil { numbers = [:] }
      if numbers?[space] == nil { numbers?[space] = names.numbers(in: space) }
      guard let number = numbers?[space]?[Array(name.utf8)] else {
        let names = SystemNameFiles.names(of: space).map { String(decoding: $0.name, as: UTF8.self) }
        throw Failure(
          "\(subject): no \(space.word) has the name '\(name)'" + Suggestion.clause(name, among: names))
      }
      return number
    }
  }
}

extension SystemName {
  /// What one of its numbers is called in messages.
  fileprivate var word: String {
    switch self {
    case .table: "table"
    case .protocol: "protocol"
    case .scope: "scope"
    case .realm: "realm"
    case .dsfield: "type of service"
    case .dscp: "code point"
    case .group: "group"
    case .addressProtocol: "address protocol"
    case .protoDownReason: "reason"
    case .internetProtocol: "protocol above IP"
    case .user: "user"
    case .userGroup: "user group"
    }
  }
}
