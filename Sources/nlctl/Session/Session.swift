import CommandLine
import NetlinkCore
import NetlinkMirror
import Render
import Rtnetlink
import NetlinkWire

/// One run of a command: its client, the names, and whether what was printed is complete.
struct Session: ~Copyable {
  let invocation: Invocation
  let client: NetlinkClient
  private(set) var interfaces: InterfaceNames
  var walker = Walker()
  /// Names that files of the system give.
  let names = SystemNames(load: SystemNameFiles.names)
  var hasNames = false
  /// The numbers of those names, for the spaces that were loaded.
  var numbers: [SystemName: [[UInt8]: UInt32]]?
  var known = Devices()
  /// Injected faults. In a command that follows changes they apply to notifications, not to dumps.
  private(set) var faults: FaultInjector?
  /// Whether a missing device is no failure, because it may still come.
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
    // A command that follows changes may go from one namespace to another.
    let pool: ChannelPool
    if let kernel = Tapping.replayed {
      pool = ChannelPool(host: kernel)
    } else {
      pool = invocation.isFollowing ? ChannelPool.shared : ChannelPool(isOfOneNamespace: true)
    }
    client = NetlinkClient(options: options, pool: pool, cancellation: cancellation)
  }

  /// Uses devices that are kept up to date elsewhere, in the namespace that they are in.
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
      if let process = Int32(text), process > 0, !Files.exist(namespace.path) {
        namespace = .process(process)
      }
    }
    do {
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

  /// Warns that what was printed is incomplete.
  mutating func incomplete(_ what: String) {
    status = max(status, .incomplete)
    if invocation.quiet { return }
    Diagnostics.complain("\(what) changed while it was read; what is shown may be incomplete")
  }

  /// The same, for the table of one object and family; 0 for all.
  mutating func incomplete(_ object: ObjectName, family: UInt8 = Family.unspecified) {
    incomplete(TableName.of(object, family: family))
  }

  /// Warns that a dump had no witness, and why.
  func noteWitness(_ status: DumpStatus) {
    guard let error = status.witnessError, !invocation.quiet else { return }
    Diagnostics.complain(Words.of(error, "\(subject): changes cannot be watched"))
  }

  /// Reads a whole table before any of it is shown; repeats the dump if it changed meanwhile.
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

  /// Sends one request that changes nothing, and returns the answer.
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
}
