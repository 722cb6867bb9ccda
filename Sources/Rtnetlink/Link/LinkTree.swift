package import NetlinkWire

/// The tree of devices: each under its master, else under its lower device.
///
/// Each device has one place in the tree; its line tells other relations. Takes time in proportion to the
/// number of devices, whatever the kernel says of them: a ring, which tunnels can form, is cut at one of
/// its members, and a device whose parent is not among the links stands at the outermost level.
package struct LinkTree {
  /// A device.
  package struct Node {
    package let index: UInt32
    /// Where its message lies among all messages.
    package let offset: Int
    /// The length of its message.
    package let length: Int
    /// The device that it is a port of; 0 for none.
    package let master: UInt32
    /// The device below, or the other end of a pair; 0 for none.
    package let lower: UInt32
    /// Whether only IFLA_INFO_DATA tells the device below, and not IFLA_LINK.
    package let isToldByKind: Bool
    /// The namespace of the device below or of the peer, where it is another; nil for the device's own.
    package let lowerNamespace: Int32?
    package let isPair: Bool
    /// Its place among the nodes; −1 at the outermost level.
    package fileprivate(set) var parent = -1
    /// Whether `prune` left it out.
    fileprivate var isLeftOut = false
    fileprivate var firstChild = -1
    fileprivate var lastChild = -1
    /// The next one under the same parent; −1 after the last.
    fileprivate var next = -1

    /// Whether it has others under it.
    package var hasChildren: Bool { firstChild >= 0 }
  }

  /// A line of the drawing.
  package struct Line {
    package let node: Int
    package let depth: Int
    /// A bit for each level around it, from 1: set where a vertical line continues past this one.
    package let bars: UInt32
    /// Whether it is the last one under its parent.
    package let isLast: Bool
  }

  package private(set) var nodes: [Node] = []
  /// The lines of the drawing, from the top.
  package private(set) var lines: [Line] = []

  /// No devices yet.
  package init() {}

  /// Adds the device of a link message, which lies at `offset` among all messages. A message with an incomplete header
  /// is ignored.
  package mutating func add(_ message: borrowing Message, at offset: Int) {
    if ObjectType.link.isWhole(message) { nodes.append(LinkTree.node(message, at: offset)) }
  }

  /// Arranges the devices that were added; to be called once. With `chosen`, only the devices of these indexes and
  /// those under them.
  package mutating func arrange(only chosen: Set<UInt32>? = nil) {
    findParents()
    cutRings()
    if let chosen { prune(chosen) }
    listChildren()
    draw()
  }

  private static func node(_ message: borrowing Message, at offset: Int) -> Node {
    let relations = LinkRelations(message)
    var below = relations.lower
    var belowByKind: UInt64?
    switch LinkKind.lower(of: relations.kind) {
    case .link: break
    case .data(let number):
      belowByKind = relations.info.attribute(LinkAttribute.infoData).attribute(number).unsigned
      if relations.isUnderItself { below = nil }
    case .untold: if relations.isUnderItself { below = nil }
    }
    return Node(
      index: relations.index, offset: offset, length: message.bytes.byteCount,
      master: UInt32(truncatingIfNeeded: relations.master ?? 0),
      lower: UInt32(truncatingIfNeeded: below ?? belowByKind ?? 0), isToldByKind: below == nil,
      lowerNamespace: relations.lowerNamespace.map { Int32(truncatingIfNeeded: $0) },
      isPair: LinkKind.isPair(relations.kind))
  }

  /// Finds the parent of each device.
  private mutating func findParents() {
    var places: [UInt32: Int] = [:]
    for place in nodes.indices { places[nodes[place].index] = place }
    for place in nodes.indices {
      let node = nodes[place]
      var parent = node.master == 0 ? nil : places[node.master]
      if parent == nil, !node.isPair, node.lowerNamespace == nil, node.lower != 0 {
        parent = places[node.lower]
      }
      if let parent, parent != place { nodes[place].parent = parent }
    }
  }

  /// Follows each chain of parents once; where one comes back to itself it ends.
  private mutating func cutRings() {
    var marks = [UInt8](repeating: 0, count: nodes.count)  // 1 in the chain at hand, 2 followed
    var chain: [Int] = []
    for start in nodes.indices where marks[start] == 0 {
      var place = start
      while place >= 0, marks[place] == 0 {
        marks[place] = 1
        chain.append(place)
        place = nodes[place].parent
      }
      if place >= 0, marks[place] == 1 { nodes[place].parent = -1 }
      for place in chain { marks[place] = 2 }
      chain.removeAll(keepingCapacity: true)
    }
  }

  /// Leaves out devices that are neither chosen nor under a chosen one.
  private mutating func prune(_ chosen: Set<UInt32>) {
    // 1 kept, 2 left out; each chain of parents is followed once.
    var marks = [UInt8](repeating: 0, count: nodes.count)
    for start in nodes.indices where marks[start] == 0 {
      var chain: [Int] = []
      var place = start
      while place >= 0, marks[place] == 0, !chosen.contains(nodes[place].index) {
        chain.append(place)
        place = nodes[place].parent
      }
      let isKept = place >= 0 && marks[place] != 2
      if isKept, marks[place] == 0 { marks[place] = 1 }
      for place in chain { marks[place] = isKept ? 1 : 2 }
    }
    for place in nodes.indices {
      nodes[place].isLeftOut = marks[place] == 2
      let parent = nodes[place].parent
      if parent >= 0, marks[parent] == 2 { nodes[place].parent = -1 }
    }
  }

  /// Lists the children of each device in the order of the dump.
  private mutating func listChildren() {
    for place in nodes.indices where !nodes[place].isLeftOut {
      let parent = nodes[place].parent
      if parent < 0 { continue }
      let last = nodes[parent].lastChild
      if last >= 0 { nodes[last].next = place } else { nodes[parent].firstChild = place }
      nodes[parent].lastChild = place
    }
  }

  /// Makes the lines, each device before those under it.
  private mutating func draw() {
    for root in nodes.indices where nodes[root].parent < 0 && !nodes[root].isLeftOut {
      var stack = [Line(node: root, depth: 0, bars: 0, isLast: true)]
      while let line = stack.popLast() {
        lines.append(line)
        let first = nodes[line.node].firstChild
        // The next device under the same parent comes after those under this one.
        if line.depth > 0, nodes[line.node].next >= 0 {
          let next = nodes[line.node].next
          stack.append(
            Line(node: next, depth: line.depth, bars: line.bars, isLast: nodes[next].next < 0))
        }
        if first < 0 { continue }
        let bar: UInt32 = line.isLast || line.depth == 0 || line.depth > 31 ? 0 : 1 << UInt32(line.depth)
        stack.append(
          Line(
            node: first, depth: line.depth + 1, bars: line.bars | bar, isLast: nodes[first].next < 0))
      }
    }
  }
}
