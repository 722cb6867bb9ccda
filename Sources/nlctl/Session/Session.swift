import CommandLine
import NetlinkCore
import NetlinkMirror
import Render
import Rtnetlink
import NetlinkWire

/// One run of a command: its client, the names that it uses, and its exit status.
struct Session: ~Copyable {
  let invocation: Invocation
  let client: NetlinkClient
  private(set) var interfaces: InterfaceNames
  var walker = Walker()
  /// The names that files of the system give to numbers.
  let names = SystemNames(load: SystemNameFiles.names)
  /// Whether the names of all devices are known.
  var hasNames = false
  /// The numbers by those names, for the spaces that were used.
  var numbers: [SystemName: [[UInt8]: UInt32]]?
  var known = Devices()
  /// The faults to inject: into notifications if the command follows changes, else into dumps.
  private(set) var faults: FaultInjector?
  /// Whether a missing device is no failure, because it may still come.
  var isPatient = false
  /// The exit status, unless something fails.
  var status = ExitStatus.answered

  /// Enters the network namespace asked for. `cancellation` ends all waits for the kernel, and so does `deadline`;
  /// where it `looksOnce`, it looks at the kernel first however little time there is.
  init(
    _ invocation: Invocation, until cancellation: Cancellation = Cancellation(), deadline: Deadline = .never,
    looksOnce: Bool = false
  ) throws(Failure) {
    self.invocation = invocation
    interfaces = known.interfaces
    if let fields = invocation.needlessFields {
      _ = try FilteredList.paths(fields, invocation.object.type, invocation)
    }
    if let reference = invocation.netns { try Session.enter(reference) }
    var options = NetlinkSocket.Options()
    if let plan = invocation.fault {
      guard let plan = FaultPlan(plan) else { throw Failure("'\(plan)' is not a fault plan", .usage) }
      faults = FaultInjector(plan)
    }
    if !invocation.isFollowing { options.faults = faults }
    options.tap = Tapping.current
    // A command that follows changes may enter other namespaces.
    let pool: ChannelPool
    if let kernel = Tapping.replayed {
      pool = ChannelPool(host: kernel)
    } else {
      pool = invocation.isFollowing ? ChannelPool.shared : ChannelPool(isOfOneNamespace: true)
    }
    let client = NetlinkClient(options: options, pool: pool, cancellation: cancellation, until: deadline)
    self.client = looksOnce && deadline != .never ? client.looking(until: deadline) : client
  }

  /// A session in the current namespace, with devices that are kept up to date elsewhere.
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

  /// Enters the namespace that the command line names.
  private static func enter(_ reference: NamespaceReference) throws(Failure) {
    var (namespace, name): (NetworkNamespace, String)
    switch reference {
    case .path(let path): (namespace, name) = (.path(path), path)
    case .name(let text):
      (namespace, name) = (.name(text), text)
      if let process = Int32(text), process > 0, !Files.exist(namespace.path) {
        namespace = .process(process)
      }
    }
    // A name or path as text shows it, with bytes that are no UTF-8.
    let bytes = NameEscape.bytes(name)
    let isEscaped = bytes != Array(name.utf8) && !Files.exist(namespace.path)
    do {
      if isEscaped {
        let isPath = bytes.contains(UInt8(ascii: "/"))
        return try NetworkNamespace.enter(file: isPath ? bytes : NetworkNamespace.path(ofName: bytes))
      }
      try namespace.enter()
    } catch {
      throw Failure(Words.of(error, "network namespace \(name)"))
    }
  }

  /// The name of the command in messages: its words, and for `get` also what is asked for.
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

  /// Warns that what is shown may be incomplete, because `what` changed meanwhile.
  mutating func incomplete(_ what: String) {
    status = max(status, .incomplete)
    if invocation.quiet { return }
    Diagnostics.complain("\(what) changed while it was read; what is shown may be incomplete")
  }

  /// The same, for the table of an object and family; 0 for all families.
  mutating func incomplete(_ object: ObjectName, family: UInt8 = Family.unspecified) {
    incomplete(TableName.of(object, family: family))
  }

  /// Warns if a dump had no witness.
  func noteWitness(_ status: DumpStatus) {
    guard let error = status.witnessError, !invocation.quiet else { return }
    Diagnostics.complain(Words.of(error, "\(subject): changes cannot be watched"))
  }

  /// Reads a whole table, and reads it again if it changed meanwhile.
  mutating func hold(
    _ request: borrowing Request, _ type: @autoclosure () -> ObjectType
  ) throws(Failure) -> Snapshot {
    note(request, type(), isDump: true)
    do throws(NetlinkError) {
      return try client.heldTable(copy request, type())
    } catch {
      throw Failure(error, subject)
    }
  }

  /// Sends one request that changes nothing, and returns the answer.
  func ask(_ request: Request, _ type: ObjectType, subject: String? = nil) throws(Failure) -> Reply {
    var request = request
    request.isIdempotent = true
    note(request, type, isDump: false)
    do throws(NetlinkError) {
      return try client.transact(request)
    } catch {
      let isAbsence = error.kind == .kernel && error.errno == Errno.noDevice
      throw Failure(error, subject ?? self.subject, isAbsence: isAbsence)
    }
  }

  /// The kind of object that the command is about.
  var object: ObjectName { invocation.object }
}

extension Invocation {
  /// The kind of object that the command is about.
  fileprivate var object: ObjectName {
    switch action {
    case .dump(let object), .wait(let object, _): object
    case .getRoute: .route
    case .getNexthop: .nexthop
    case .getBucket: .bucket
    case .getNeigh: .neigh
    default: .link
    }
  }
}
