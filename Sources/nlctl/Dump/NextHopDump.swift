import CommandLine
import NetlinkCore
import Rtnetlink
import NetlinkWire

/// `nlctl nexthop dump` and `nlctl nexthop get`, with the counters of groups if the kernel has any.
enum NextHopDump {
  static func run(_ session: inout Session, _ type: ObjectType, _ request: Request, family: UInt8)
    throws(Failure)
  {
    try HeldDump.run(&session, .nexthop, type, [(withCounters(request), family)], orElse: request)
  }

  /// Asks for one next hop.
  static func get(_ id: UInt32, _ session: inout Session) throws(Failure) -> Reply {
    var request = NextHopRequest.one(id)
    request.isIdempotent = true
    let first = withCounters(request)
    session.note(first, .nexthop, isDump: false)
    do throws(NetlinkError) {
      return try session.client.transact(first, orElse: request)
    } catch {
      throw Failure(Words.of(error, session.subject))
    }
  }

  /// The same request, which also asks for the counters of software and hardware. The kernel's `NHA_OP_FLAGS`; kernels
  /// before 6.9 refuse it.
  private static func withCounters(_ request: Request) -> Request {
    var request = request
    request.appendAttribute(
      NextHopAttribute.wanted, u32: NextHopWanted.statistics | NextHopWanted.hardwareStatistics)
    return request
  }
}

extension Session {
  /// Reads a whole table, as `hold` does. If the kernel refuses `request` because it does not know what it asks for,
  /// `simpler` is sent instead.
  mutating func hold(_ request: Request, orElse simpler: Request?, _ type: ObjectType) throws(Failure)
    -> Snapshot
  {
    guard let simpler else { return try hold(request, type) }
    note(request, type, isDump: true)
    do throws(NetlinkError) {
      return try client.snapshot(request, orElse: simpler)
    } catch {
      throw Failure(Words.of(error, subject))
    }
  }
}
