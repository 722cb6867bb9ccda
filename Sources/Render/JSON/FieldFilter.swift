internal import NetlinkWire

/// Which fields of an object are wanted: a tree of the keys asked for, and the place in it that a walk has reached.
struct FieldFilter: ~Copyable {
  struct Node {
    var key: StaticString = ""
    /// The key of the number beside a name, or of a flag, if that was asked for instead of the row's own key.
    var alias: StaticString = ""
    /// Whether everything within is wanted.
    var isWhole = false
    var child = -1
    var sibling = -1
  }

  /// How much of the current nest is wanted.
  enum Extent { case all, some, none }

  struct Level {
    var node: Int
    var extent: Extent
    /// Where the output of the nest begins, and the writer's `first` at that place.
    var start = 0
    var first = 0
  }

  private var nodes = Slab<Node>()
  private var levels = Slab<Level>()
  private(set) var level = Level(node: 0, extent: .some)

  init(_ fields: [FieldPath]) {
    nodes.append(Node())
    for field in fields {
      var node = 0
      for (index, step) in field.steps.enumerated() {
        node = child(of: node, step, isLast: index == field.steps.count - 1)
      }
      if let length = field.length { _ = child(of: 0, length, isLast: true) }
    }
  }

  /// The node of `step` within `node`, made where there is none.
  private mutating func child(of node: Int, _ step: FieldPath.Step, isLast: Bool) -> Int {
    var next = nodes[node].child
    while next >= 0 {
      if nodes[next].key.equals(step.key), nodes[next].alias.equals(step.alias) { break }
      next = nodes[next].sibling
    }
    if next < 0 {
      next = nodes.count
      nodes.append(Node(key: step.key, alias: step.alias, sibling: nodes[node].child))
      nodes[node].child = next
    }
    if isLast { nodes[next].isWhole = true }
    return next
  }

  /// Begins an object that stands alone.
  mutating func reset() {
    levels.removeAll()
    level = Level(node: 0, extent: .some)
  }

  /// The node of `key` in the current nest; −1 if the key is not wanted.
  private func find(_ key: StaticString, alias: StaticString) -> Int {
    var next = nodes[level.node].child
    while next >= 0 {
      if nodes[next].key.equals(key), nodes[next].alias.equals(alias) { return next }
      next = nodes[next].sibling
    }
    return -1
  }

  /// Whether the value of `row` is wanted. The members of an array are wanted if the array is.
  func wants(_ row: Row) -> Bool {
    switch level.extent {
    case .all: true
    case .none: false
    case .some: row.key.isEmpty || find(row.key, alias: "") >= 0
    }
  }

  /// Whether the number beside the name of `row`, or one of its flags, is wanted.
  func wants(_ row: Row, alias: StaticString) -> Bool {
    switch level.extent {
    case .all: true
    case .none: false
    case .some: find(row.key, alias: alias) >= 0
    }
  }

  /// Whether anything of the current nest is wanted.
  var isWanted: Bool { level.extent != .none }

  /// Enters the nest of `row`, whose output begins at `start`; returns whether anything in it is wanted.
  mutating func enter(_ row: Row, at start: Int, first: Int) -> Bool {
    levels.append(level)
    if level.extent == .some, !row.key.isEmpty {
      let node = find(row.key, alias: "")
      if node < 0 {
        level.extent = .none
      } else {
        level = Level(node: node, extent: nodes[node].isWhole ? .all : .some)
      }
    }
    level.start = start
    level.first = first
    return isWanted
  }

  /// Leaves the row entered last.
  mutating func leave() {
    guard levels.count > 0 else { return }
    level = levels[levels.count - 1]
    levels.truncate(to: levels.count - 1)
  }
}
