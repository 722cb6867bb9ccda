/// What a dump of routes leaves out; 0 for nothing.
struct RouteFilter {
  var table: UInt32 = 0
  var device: UInt32 = 0
  var `protocol`: UInt8 = 0
  var type: UInt8 = 0

  func lets(_ route: Route4) -> Bool {
    (table == 0 || table == route.table) && (self.protocol == 0 || self.protocol == route.protocol)
      && (type == 0 || type == route.type)
      && (device == 0 || route.hops.contains { $0.device == device })
  }

  func lets(_ route: Route6) -> Bool {
    (table == 0 || table == route.table) && (self.protocol == 0 || self.protocol == route.protocol)
      && (type == 0 || type == route.type)
      && (device == 0 || route.legs.contains { $0.device == device })
  }
}

/// IPv4 routes in a dump: the bucket of tables, a count of tables within, the key of a leaf, and a count
/// within it of what is behind. Nothing is flagged.
struct RouteWalk4: TableWalk {
  private let filter: RouteFilter
  private var bucket: UInt32 = 0
  private var tableCount = 0
  /// How many leaves of the table are behind.
  private var leafCount = 0
  private var key: UInt64 = 0
  private var aliasCount = 0

  init(_ filter: RouteFilter) { self.filter = filter }

  mutating func fill(_ part: inout DumpPart, _ namespace: Namespace) -> Int32 {
    if filter.device != 0, namespace.link(filter.device) == nil { return ErrorCode.noDevice }
    if filter.table != 0 {
      guard namespace.tables4.contains(filter.table) else { return ErrorCode.noEntry }
      _ = fillTable(filter.table, &part, namespace)
      return 0
    }
    var hasDumped = false
    while bucket < 256 {
      let tables = namespace.tables4.filter { $0 & 255 == bucket }
      var count = 0
      for table in tables {
        if count >= tableCount {
          if hasDumped { begin() }
          if !fillTable(table, &part, namespace) {
            tableCount = count
            return 0
          }
          hasDumped = true
        }
        count += 1
      }
      bucket += 1
      tableCount = 0
    }
    return 0
  }

  private mutating func begin() {
    leafCount = 0
    key = 0
    aliasCount = 0
  }

  /// False when the part is full.
  private mutating func fillTable(_ table: UInt32, _ part: inout DumpPart, _ namespace: Namespace) -> Bool {
    // With leaves behind and the first key to look for, the last leaf was that of the highest key.
    if leafCount > 0, key == 0 { return true }
    while true {
      let own = namespace.routes4.filter { $0.table == table }
      guard let leaf = own.first(where: { UInt64($0.key) >= key })?.key else { return true }
      let aliases = own.filter { $0.key == leaf }
      var index = 0
      for route in aliases {
        if index >= aliasCount, filter.lets(route) {
          let isIn = part.add { namespace.write(route, MessageType.newRoute, $0, to: &$1) }
          if !isIn {
            aliasCount = index
            return false
          }
        }
        index += 1
      }
      aliasCount = 0
      leafCount += 1
      key = UInt64(leaf) + 1 > UInt64(UInt32.max) ? 0 : UInt64(leaf) + 1
      if key == 0 { return true }
    }
  }
}

extension Namespace {
  /// What /proc/net/fib_triestat says: how many prefixes each tree has. The main and the local table share
  /// a tree until there is a rule of somebody's own.
  var trieStatistics: [UInt8] {
    var text = "Basic info: size of leaf: 48 bytes, size of tnode: 40 bytes.\n"
    let isShared = !hasOwnRules
    for table in tables4 {
      let own = routes4.filter {
        $0.table == table || (isShared && sharesTree(table) && sharesTree($0.table))
      }
      let name = [RouteNumber.main: "Main", RouteNumber.local: "Local"][table] ?? "Id \(table)"
      text += "\(name):\n\tAver depth:     1.00\n\tMax depth:      1\n"
      text += "\tLeaves:         \(Set(own.map(\.key)).count)\n\tPrefixes:       \(own.count)\n"
      // Two trees of the same shape cannot be told from one that is shared; here no two are of the same shape.
      let shape = isShared && sharesTree(table) ? 0 : table
      text += "\tInternal nodes: 1\n\t  1: 1\n\tPointers: 2\nNull ptrs: \(shape)\nTotal size: 1  kB\n"
    }
    return Array(text.utf8)
  }

  private func sharesTree(_ table: UInt32) -> Bool { table == RouteNumber.main || table == RouteNumber.local }
}
