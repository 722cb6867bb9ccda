import CommandLine
import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// `nlctl link get`, `nlctl route get`, `nlctl nexthop get`, `nlctl bucket get`: one request, an array of one object.
enum GetCommand {
  /// A device: by its name or an alternative one, else by its index.
  static func link(_ invocation: Invocation, _ name: String) throws(Failure) -> ExitStatus {
    var session = try Session(invocation)
    try session.learnNames()
    guard let index = try session.device(named: name) else {
      throw Failure("link \(name): no such device (ENODEV)")
    }
    return try show(LinkRequest.one(index), .link, &session)
  }

  /// A next hop object, by its number.
  static func nextHop(_ invocation: Invocation, _ id: UInt32) throws(Failure) -> ExitStatus {
    var session = try Session(invocation)
    try session.learnNames()
    return try show(try NextHopDump.get(id, &session), .nexthop, &session)
  }

  /// A bucket of a resilient group of next hops.
  static func bucket(_ invocation: Invocation, _ index: UInt16, of group: UInt32) throws(Failure)
    -> ExitStatus
  {
    var session = try Session(invocation)
    try session.learnNames()
    return try show(BucketRequest.one(index, of: group), .bucket, &session)
  }

  /// The route that a packet would take.
  static func route(_ invocation: Invocation, _ lookup: RouteLookup) throws(Failure) -> ExitStatus {
    var session = try Session(invocation)
    try session.learnNames()
    guard let type = ObjectType.named("route") else { throw Failure("routes are not known") }
    return try show(try RouteLookupRequest.get(lookup, invocation.family, &session), type, &session)
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
