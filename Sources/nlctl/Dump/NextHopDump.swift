import CommandLine
import NetlinkCore
import Rtnetlink
import NetlinkWire

/// `nlctl nexthop dump` and `nlctl nexthop get`: with the counters of groups, where the kernel has any.
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

  /// The same question, for the counters of software and hardware too. The kernel's `NHA_OP_FLAGS`,
  /// since 6.9; kernels before refuse the question.
  private static func withCounters(_ request: Request) -> Request {
    var request = request
    request.appendAttribute(
      NextHopAttribute.wanted, u32: NextHopWanted.statistics | NextHopWanted.hardwareStatistics)
    return request
  }
}

extension Session {
  /// Reads a table whole, as `hold` does; asks `simpler` where the kernel refuses `request` for what it
  /// does not know.
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
