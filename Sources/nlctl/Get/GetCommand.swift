import CommandLine
import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// `nlctl OBJECT get`: shows one object, in JSON as an array of one.
enum GetCommand {
  /// Shows a device, by its name, an alternative name, or its index.
  static func link(_ invocation: Invocation, _ name: String) throws(Failure) -> ExitStatus {
    var session = try Session(invocation)
    try session.learnNames()
    guard let index = try session.device(named: name) else {
      throw Failure.noDevice(name)
    }
    return try show(LinkRequest.one(index), .link, &session)
  }

  /// Shows a next hop object.
  static func nextHop(_ invocation: Invocation, _ id: UInt32) throws(Failure) -> ExitStatus {
    var session = try Session(invocation)
    try session.learnNames()
    return try show(try NextHopDump.get(id, &session), .nexthop, &session)
  }

  /// Shows a bucket of a group.
  static func bucket(_ invocation: Invocation, _ index: UInt16, of group: UInt32) throws(Failure)
    -> ExitStatus
  {
    var session = try Session(invocation)
    try session.learnNames()
    return try show(BucketRequest.one(index, of: group), .bucket, &session)
  }

  /// Shows a neighbour, by its address and its device.
  static func neighbour(_ invocation: Invocation, _ text: String, on name: String) throws(Failure)
    -> ExitStatus
  {
    var session = try Session(invocation)
    try session.learnNames()
    guard let device = try session.device(named: name) else { throw Failure.noDevice(name) }
    let isBridge = invocation.family == .bridge
    if let address = IPAddress(text[...])?.bytes, !isBridge {
      let family = address.count == 4 ? Family.inet : Family.inet6
      return try show(NeighbourRequest.one(family: family, address, device: device), .neigh, &session)
    }
    guard isBridge, let octets = HardwareAddress(text[...])?.bytes else {
      throw Failure(
        "\(session.subject): neighbours are asked for by IP address", .usage,
        hint: "Try 'nlctl -f bridge neigh get \(text) dev \(name)'.")
    }
    return try show(try station(octets, device, &session), .neigh, &session)
  }

  /// An entry of a forwarding database, the first that there is of these: in that of the bridge whose port the device is;
  /// in that of the device, if it is a bridge; in the device's own.
  private static func station(
    _ octets: [UInt8], _ device: UInt32, _ session: inout Session
  ) throws(Failure) -> Reply {
    let requests = [
      NeighbourRequest.one(family: Family.bridge, octets, device: device),
      NeighbourRequest.station(octets, master: device),
      NeighbourRequest.one(family: Family.bridge, octets, device: device, flags: NeighbourFlag.own),
    ]
    var refusal: NetlinkError?
    for var request in requests {
      request.isIdempotent = true
      session.note(request, .neigh, isDump: false)
      do throws(NetlinkError) {
        return try session.client.transact(request)
      } catch {
        // A database that exists and lacks the entry says more than a device without one.
        if refusal?.errno != Errno.noEntry { refusal = error }
        if !error.isAbsenceOfStation { break }
      }
    }
    throw Failure(refusal.map { Words.of($0, session.subject) })
  }

  /// Shows the route of a packet.
  static func route(_ invocation: Invocation, _ lookup: RouteLookup) throws(Failure) -> ExitStatus {
    var session = try Session(invocation)
    try session.learnNames()
    return try show(try RouteLookupRequest.get(lookup, invocation.family, &session), .route, &session)
  }

  private static func show(_ request: Request, _ type: ObjectType, _ session: inout Session) throws(Failure)
    -> ExitStatus
  {
    try show(try session.ask(request, type), type, &session)
  }

  private static func show(_ reply: Reply, _ type: ObjectType, _ session: inout Session) throws(Failure)
    -> ExitStatus
  {
    var list = try ObjectList(session.object, type, &session)
    try list.begin()
    try list.add(reply.messages, &session)
    try list.end()
    return session.status
  }
}

extension NetlinkError {
  /// Whether the kernel says that a forwarding database lacks an entry, or that a device has no such database.
  fileprivate var isAbsenceOfStation: Bool {
    kind == .kernel && (errno == Errno.noEntry || errno == Errno.invalid || errno == Errno.notSupported)
  }
}
