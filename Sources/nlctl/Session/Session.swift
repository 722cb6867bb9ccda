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
  var hasNames = false
  /// What those names stand for, of the spaces that were asked for.
  var numbers: [SystemName: [[UInt8]: UInt32]]?
  var known = Devices()
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
