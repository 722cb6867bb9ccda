import CommandLine
import NetlinkCore
import Render
import Rtnetlink
import Select
import NetlinkWire

/// `nlctl link dump --tree`: draws links under the links that they belong to.
enum TreeList {
  /// Shows the links that match.
  static func show(_ links: borrowing Snapshot, _ session: inout Session) throws(Failure) {
    // With `dev`, the devices under the named ones are listed, too.
    let names = session.invocation.selectors.contains { $0.name == "dev" && !$0.isNegated }
    var match = try Selectors(session.invocation, .link, answered: names ? "dev" : nil).match(.link, &session)
    var chosen = try Selectors(session.invocation, .link).match(.link, &session)
    var roots: Set<UInt32> = []
    var tree = LinkTree()
    var messages = links.messages
    var offset = 0
    // Messages with an incomplete header have no place in the tree and come last.
    var others: [UInt8] = []
    while let message = messages.next() {
      let place = offset
      offset += (message.bytes.byteCount + 3) & ~3
      guard message.type == ObjectType.link.new,
        match.matches(message, by: ObjectType.link.table, &session.walker)
      else { continue }
      tree.add(message, at: place)
      if names, ObjectType.link.isWhole(message),
        chosen.matches(message, by: ObjectType.link.table, &session.walker)
      {
        roots.insert(message.payload.u32(at: LinkHeader.index))
      }
      if !ObjectType.link.isWhole(message) { others.append(message.bytes) }
    }
    tree.arrange(only: names ? roots : nil)
    if session.invocation.isJSON {
      // In JSON only the order of the objects follows the tree, which `master` and `link` tell.
      var list = try ObjectList(.link, .link, &session)
      try list.begin()
      for line in tree.lines {
        let node = tree.nodes[line.node]
        try list.add(Messages(links.contents.slice(at: node.offset, length: node.length)), &session)
      }
      try list.add(Messages(others.raw), &session)
      return try list.end()
    }
    var buffer = try drawing(tree, links, &session)
    try Output.standard.write(&buffer)
    if others.isEmpty { return }
    var list = try ObjectList(.link, .link, &session)
    try list.begin()
    try list.add(Messages(others.raw), &session)
    try list.end()
  }

  /// The whole text: drawing, names, and what follows them.
  private static func drawing(
    _ tree: LinkTree, _ links: borrowing Snapshot, _ session: inout Session
  ) throws(Failure) -> GrowingBytes {
    let hasFields = session.invocation.fields != nil
    let foreign = ForeignLinks(hasFields ? [] : tree.nodes.compactMap(\.lowerNamespace), session)
    var relations: [[UInt8]] = []
    for line in tree.lines where !hasFields {
      var relation = GrowingBytes(capacity: 64)
      relate(tree.nodes[line.node], tree, foreign, session, &relation)
      relations.append(relation.raw.array)
    }
    let width = tree.lines.reduce(4) { widest, line in
      max(widest, indent(line) + TreeList.width(session.interfaces.name(of: tree.nodes[line.node].index)))
    }
    let text = try text(tree, links, relations, behind: width + 2, &session)
    return write(tree, text, relations, width, session)
  }

  /// The text after the names: a line for each device, with details on indented lines. Lines are shorter by the `width`
  /// of drawing and name, and by the relations at their end.
  private static func text(
    _ tree: LinkTree, _ links: borrowing Snapshot, _ relations: [[UInt8]], behind width: Int,
    _ session: inout Session
  ) throws(Failure) -> [UInt8] {
    var text = try TextList.writer(.link, session, isAligned: true, indentation: width)
    for (index, line) in tree.lines.enumerated() {
      let node = tree.nodes[line.node]
      text.reserve = 0
      if index < relations.count {
        let relation = relations[index]
        text.reserve = TreeList.width(relation.raw)
      }
      text.object(
        Message(links.contents.slice(at: node.offset, length: node.length)), by: ObjectType.link.table,
        ObjectType.linkLayoutInTree, &session.walker)
    }
    text.finish()
    return text.buffer.raw.array
  }

  /// Puts together drawing, names, text and relations.
  private static func write(
    _ tree: LinkTree, _ text: [UInt8], _ relations: [[UInt8]], _ width: Int, _ session: borrowing Session
  ) -> GrowingBytes {
    let hasFields = session.invocation.fields != nil
    let isColored = Color.isWanted(session.invocation.color, on: .standard)
    var buffer = GrowingBytes(capacity: text.count * 2)
    var starts: [Int] = []
    var number = hasFields ? -1 : 0
    for row in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
      if hasFields || row.first != 0x20 { starts.append(buffer.count) }
      // In columns the first line is the headings; else an indented line belongs to the line before.
      if number < 0 {
        buffer.append("NAME")
        buffer.blanks(width - 2)
      } else if hasFields || row.first != 0x20 {
        let line = tree.lines[min(number, tree.lines.count - 1)]
        let name = session.interfaces.name(of: tree.nodes[line.node].index)
        draw(line, to: &buffer)
        if isColored { buffer.begin(.name) }
        buffer.printable(name)
        if isColored { buffer.endRole() }
        buffer.blanks(width - indent(line) - TreeList.width(name) + 2)
      } else {
        drawBeside(tree.lines[max(0, number - 1)], tree, to: &buffer)
      }
      buffer.append(contentsOf: Array(row))
      if !hasFields, row.first != 0x20 {
        buffer.append(contentsOf: relations[min(number, relations.count - 1)])
      }
      if hasFields || row.first != 0x20 { number += 1 }
      buffer.append(UInt8(ascii: "\n"))
    }
    Output.tell(lineStarts: starts)
    return buffer
  }

  /// Writes the relations that the drawing does not show: a master or a device below elsewhere, or the other end.
  private static func relate(
    _ node: LinkTree.Node, _ tree: LinkTree, _ foreign: ForeignLinks, _ session: borrowing Session,
    _ buffer: inout GrowingBytes
  ) {
    let parent = node.parent < 0 ? 0 : tree.nodes[node.parent].index
    if node.master != 0, node.master != parent, node.master != node.index {
      buffer.append("  master " as StaticString)
      write(node.master, session, &buffer)
    }
    if let id = node.lowerNamespace {
      buffer.append((node.lower == 0 ? "  through " : node.isPair ? "  peer " : "  on ") as StaticString)
      foreign.write(node.lower, in: id, to: &buffer)
    } else if node.lower != 0, node.lower != parent || node.isPair, !node.isToldByKind {
      buffer.append((node.isPair ? "  peer " : "  on ") as StaticString)
      write(node.lower, session, &buffer)
    }
  }

  private static func write(_ index: UInt32, _ session: borrowing Session, _ buffer: inout GrowingBytes) {
    let name = session.interfaces.name(of: index)
    if name.byteCount == 0 { buffer.append("if\(index)") } else { buffer.printable(name) }
  }

  /// The number of levels that are drawn; deeper devices stand at the last one.
  private static let deepest = 16

  private static func indent(_ line: LinkTree.Line) -> Int { 3 * min(line.depth, deepest) }

  /// Draws the branch to a device.
  private static func draw(_ line: LinkTree.Line, to buffer: inout GrowingBytes) {
    let depth = min(line.depth, deepest)
    guard depth > 0 else { return }
    for level in 1..<depth { bar(line.bars >> UInt32(level) & 1 == 1, to: &buffer) }
    buffer.append((line.isLast ? "└─ " : "├─ ") as StaticString)
  }

  /// Draws the branches beside the further lines of a device.
  private static func drawBeside(_ line: LinkTree.Line, _ tree: LinkTree, to buffer: inout GrowingBytes) {
    let depth = min(line.depth, deepest)
    if depth > 0 {
      for level in 1..<depth { bar(line.bars >> UInt32(level) & 1 == 1, to: &buffer) }
      bar(!line.isLast, to: &buffer)
    }
    bar(tree.nodes[line.node].hasChildren, to: &buffer)
  }

  private static func bar(_ isThere: Bool, to buffer: inout GrowingBytes) {
    buffer.append((isThere ? "│  " : "   ") as StaticString)
  }

  /// How many columns of a terminal a name takes.
  private static func width(_ name: RawSpan) -> Int {
    var buffer = GrowingBytes(capacity: 64)
    buffer.printable(name)
    return buffer.cells(0..<buffer.count)
  }
}
