import CommandLine
import NetlinkCore
import NetlinkMirror
import Render
import Rtnetlink
import NetlinkWire

/// `nlctl route dump`. IPv4 routes are shown as they come, so that a full table is not held in memory. A dump of another
/// family may skip or repeat entries, so it is held, and read again if need be, unless it is too large.
enum RouteDump {
  /// The most bytes of messages that are held.
  private static let heldLimit = 64 << 20

  static func run(_ session: inout Session, _ type: ObjectType) throws(Failure) {
    try session.learnNames()
    var list = try ObjectList(.route, type, &session)
    let filter = try filter(&session)
    let families = families(session)
    try list.begin()
    var refusals: [NetlinkError] = []
    for family in families {
      let request = RouteRequest.all(family: family, filter.kernel)
      let check = HeaderCheck(family: family, isMain: filter.isMain, isCached: filter.kernel.isCached)
      session.note(request, type, isDump: true)
      guard let refusal = try show(request, family, check, &list, &session, type) else { continue }
      guard isAbsence(refusal) else {
        // What was shown is a document that has to be closed.
        if list.hasBegun { try list.end() }
        throw Failure(Words.of(refusal, session.subject))
      }
      refusals.append(refusal)
    }
    // The main table exists even if it has never had a route; the kernel then answers that there is none.
    if refusals.count == families.count, filter.isNamed, let error = refusals.first {
      throw Failure(Words.of(error, session.subject), isAbsence: true)
    }
    try list.end()
  }

  /// Shows the routes of one family; returns the kernel's refusal, if there was one.
  private static func show(
    _ request: Request, _ family: UInt8, _ check: HeaderCheck, _ list: inout ObjectList,
    _ session: inout Session, _ type: ObjectType
  ) throws(Failure) -> NetlinkError? {
    let held: Snapshot?
    do throws(NetlinkError) {
      let isHeld = family != Family.inet || check.isCached == true
      held = isHeld ? try session.client.heldTable(request, limit: heldLimit, type) : nil
    } catch {
      return error
    }
    if let held {
      session.noteWitness(held.status)
      try list.add(held.messages, &session, check: check)
      if !held.status.isCertain { session.incomplete(.route, family: family) }
      return nil
    }
    var datagrams = 0
    let ended = try session.client.streamRoutes(request, family) { datagram throws(Failure) in
      // If there is more than one datagram, the first is written at once, so that the user sees that the dump has begun.
      datagrams += 1
      if datagrams == 2 { try list.flush() }
      // The kernel fills every datagram but the last.
      let isLikelyLast = datagram.byteCount < 16 << 10
      try list.add(Messages(datagram), &session, check: check)
      if datagrams == 1, !isLikelyLast { try list.flush() }
    }
    switch ended {
    case .success(let status):
      session.noteWitness(status)
      if !status.isCertain { session.incomplete(.route, family: family) }
      return nil
    case .failure(let error): return error
    }
  }

  /// Whether the kernel says that it has no such table in this family, or no such family.
  private static func isAbsence(_ error: NetlinkError) -> Bool {
    let errnos = [Errno.noEntry, Errno.notSupported, Errno.familyNotSupported]
    return error.kind == .kernel && errnos.contains(error.errno)
  }

  /// The filters of the kernel, and what follows from the selector `table`.
  struct Filter {
    var kernel = RouteRequest.Filter()
    /// Whether one table was asked for.
    var isNamed = false
    /// Whether no table was asked for, so that only routes of the table main are shown.
    var isMain = false
  }

  /// The filter for the selectors.
  static func filter(_ session: inout Session) throws(Failure) -> Filter {
    var filter = Filter()
    let invocation = session.invocation
    let named = { (value: SelectorValue) -> NameOrNumber? in
      if case .named(let name) = value { name } else { nil }
    }
    filter.kernel.isCached = invocation.asks("cached")
    if invocation.isOfMainTable {
      filter.isMain = true
      filter.kernel.table = RouteTableNumber.main
    } else if let table = invocation.only("table", named) {
      filter.isNamed = table != .name("all")
      if filter.isNamed { filter.kernel.table = try session.number(table, .table) }
    }
    if let proto = invocation.only("proto", named) {
      filter.kernel.protocol = UInt8(truncatingIfNeeded: try session.number(proto, .protocol))
    }
    let types = ObjectType.route.namedValues(of: "type")
    let type = invocation.only("type") { value -> UInt64? in
      guard case .choice(let word) = value else { return nil }
      return types.first { $0.name == word }?.value
    }
    filter.kernel.type = UInt8(truncatingIfNeeded: type ?? 0)
    filter.kernel.device = try session.only("dev") ?? 0
    return filter
  }

  /// The families whose routes are shown.
  static func families(_ session: borrowing Session) -> [UInt8] {
    if let family = session.invocation.family { return [family.number] }
    // A kernel without MPLS would answer with the routes of all other families.
    let hasLabels = session.client.host.contents(of: Tracked.mplsFile) != nil
    return [Family.inet, Family.inet6] + (hasLabels ? [Family.mpls] : [])
  }
}
