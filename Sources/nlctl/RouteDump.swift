import CommandLine
import Netlink
import Render
import Rtnl
import Wire

/// `nlctl route dump`: routes are shown as they come, for a full table must not be held.
enum RouteDump {
  static func run(_ session: inout Session, _ type: ObjectType) throws(Failure) {
    try session.learnNames()
    var list = try ObjectList(.route, type, &session)
    let filter = try filter(&session)
    let families = families(session.invocation, filter)
    try list.begin()
    var refusals: [NetlinkError] = []
    for family in families {
      let dump = session.socket.dump(FamilyRequest.routes(family: family, filter.kernel))
      var cursor = dump.makeCursor()
      while let datagram = cursor.nextDatagram() {
        try list.add(Messages(datagram), family: family, &session)
      }
      do {
        if try dump.finish().interrupted { session.incomplete("the table of routes") }
      } catch {
        // ENOENT: no such table in this family. EOPNOTSUPP, EAFNOSUPPORT: no such family.
        guard error.kind == .kernel, [2, 95, 97].contains(error.errno) else {
          try list.end()
          throw Failure(Words.of(error, session.subject, type))
        }
        refusals.append(error)
      }
    }
    try list.end()
    // The main table is there even where nothing has been put in it yet.
    if refusals.count == families.count, filter.isNamed, let error = refusals.first {
      throw Failure(Words.of(error, session.subject, type))
    }
  }

  /// What is left to the kernel, and whether a table was named.
  private struct Filter {
    var kernel = FamilyRequest.RouteFilter()
    var isNamed = false
    var isAll = false
  }

  private static func filter(_ session: inout Session) throws(Failure) -> Filter {
    var filter = Filter()
    filter.kernel.table = 254
    let selectors = session.invocation.selectors
    if selectors.contains(where: { $0.name == "table" }) { filter.kernel.table = 0 }
    for selector in selectors
    where !selector.isNegated && selectors.count(where: { $0.name == selector.name }) == 1 {
      switch (selector.name, selector.value) {
      case ("table", .named(.name("all"))): filter.isAll = true
      case ("table", .named(let table)):
        filter.kernel.table = try session.number(table, .table)
        filter.isNamed = true
      case ("proto", .named(let proto)):
        filter.kernel.protocol = UInt8(truncatingIfNeeded: try session.number(proto, .protocol))
      case ("type", .choice(let word)):
        filter.kernel.type = UInt8(truncatingIfNeeded: types.firstIndex(of: word) ?? 0)
      case ("dev", .pattern(let pattern)):
        if pattern.literal != nil { filter.kernel.device = try session.devices(pattern).first ?? 0 }
      default: continue
      }
    }
    return filter
  }

  /// The kernel's route types, by number.
  private static let types = [
    "unspec", "unicast", "local", "broadcast", "anycast", "multicast", "blackhole", "unreachable", "prohibit",
    "throw", "nat", "xresolve",
  ]

  private static func families(_ invocation: Invocation, _ filter: Filter) -> [UInt8] {
    if let family = invocation.family { return [FamilyRequest.number(of: family)] }
    return filter.isAll ? [2, 10, 28] : [2, 10]
  }
}
