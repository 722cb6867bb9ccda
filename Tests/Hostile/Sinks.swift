import NetlinkCore
import Render
import Select
import Rtnetlink
import NetlinkWire

/// Everything that a message is written by, and what must be true of all that is written.
package final class Sinks {
  private var walker = Walker()
  private var json: JSON
  private var texts: [TextBox]
  private let objects: [(type: ObjectType, sinks: ObjectSinks)]
  private var key: [UInt8] = []

  /// A writer of text in one style.
  private final class TextBox {
    var text: Text
    let isAligned: Bool

    init(_ style: TextStyle) {
      text = Text(interfaces: Sinks.interfaces, system: Sinks.names, style: style)
      isAligned = style.isAligned
    }
  }

  /// What depends on the kind of object.
  private final class ObjectSinks {
    var columns: Text
    var filtered: FilteredJSON
    var match: Match

    init(_ type: ObjectType) {
      let paths = FieldList(type.table).fields.map(\.path)
      let some = paths.enumerated().filter { $0.offset % 5 == 0 }.compactMap {
        FieldPath($0.element, in: type.table)
      }
      columns = Text(fields: Array(some.prefix(40)), interfaces: Sinks.interfaces, system: Sinks.names)
      filtered = FilteredJSON(JSON(interfaces: Sinks.interfaces, system: Sinks.names), fields: some)
      let tests: [Match.Test] = [
        .present, .bits(0x11), .masked(0xff, value: 3), .range(1, 1500), .interfaces([1, 2, 3]),
        .word(Array("up".utf8)), .text { $0.count > 3 }, .within([10, 0, 0, 0], length: 8),
        .inside([0x20, 1, 0xd, 0xb8] + [UInt8](repeating: 0, count: 12), length: 32),
        .contains([10, 0, 0, 1], length: 32), .exactly([10, 0, 0, 0], length: 8), .label(100),
        .octets([2, 0, 0, 0, 0, 1]), .selects([10, 0, 0, 0], length: 8, lengthAt: 1),
      ]
      match = Match(
        paths.enumerated().filter { $0.offset % 3 == 0 }.prefix(60).map { offset, path in
          Match.Criterion(
            type.table.rows(at: path.split(separator: ".").map(String.init)[...]),
            [(tests[offset % tests.count], offset % 2 == 0), (tests[(offset + 5) % tests.count], false)])
        })
    }
  }

  fileprivate static let interfaces: InterfaceNames = {
    let names = InterfaceNames()
    for (index, name) in [(1, "lo"), (2, "eth0"), (3, "e\u{1b}v")] as [(UInt32, String)] {
      let bytes = Array(name.utf8)
      names.set(index, name: bytes.raw, flags: 1, type: 1)
    }
    return names
  }()

  fileprivate static let names = SystemNames { space in
    let names: [(UInt32, String)] = space == .table ? [(254, "main")] : [(0, "zero"), (3, "three")]
    return names.map { (number: $0.0, name: Array($0.1.utf8)) }
  }

  /// The renderers of every kind of object.
  package init() {
    json = JSON(interfaces: Sinks.interfaces, system: Sinks.names)
    var styles = [TextStyle(), TextStyle(), TextStyle(), TextStyle()]
    for index in 1..<4 {
      styles[index].hasDetails = true
      styles[index].hasCounters = true
    }
    styles[2].isAligned = true
    styles[2].isColored = true
    styles[2].width = 80
    styles[3].isOneLine = true
    styles[3].isNumeric = true
    texts = styles.map(TextBox.init)
    objects = (ObjectType.all + ObjectType.others + [.linkPart]).map { ($0, ObjectSinks($0)) }
  }

  /// Writes one message in every way; what is wrong with it, or nil.
  package func feed(_ bytes: RawSpan, mustHold: String) -> String? {
    let message = Message(bytes)
    let type = ObjectType.of(message) ?? ObjectType.other(of: message.type) ?? .link
    guard let sinks = objects.first(where: { $0.type.name.equals(type.name) })?.sinks else {
      return "no sinks"
    }
    json.buffer.truncate(to: 0)
    json.object(message, by: type.table, &walker)
    if let complaint = JSONCheck.complaint(json.buffer.raw) { return "JSON: \(complaint)" }
    if !mustHold.isEmpty {
      let text = String(decoding: json.buffer.raw.array, as: UTF8.self)
      if !text.utf8.contains(mustHold.utf8) { return "not visible: \(mustHold)" }
    }
    walker.skipsVolatile = true
    json.buffer.truncate(to: 0)
    json.object(message, by: type.table, &walker)
    walker.skipsVolatile = false
    if let complaint = JSONCheck.complaint(json.buffer.raw) { return "steady JSON: \(complaint)" }
    sinks.filtered.buffer.truncate(to: 0)
    let isSomething = sinks.filtered.object(message, by: type.table, &walker)
    if isSomething, let complaint = JSONCheck.complaint(sinks.filtered.buffer.raw) {
      return "some keys: \(complaint)"
    }
    if sinks.filtered.buffer.raw.array.count == 2 { return "some keys: an empty object" }
    for box in texts {
      box.text.object(message, by: type.table, type.layout(of: message), &walker)
      if box.isAligned { box.text.finish() }
      if let complaint = lineComplaint(box.text.buffer.raw, mayEscape: box.isAligned) { return complaint }
      box.text.buffer.truncate(to: 0)
    }
    sinks.columns.object(message, by: type.table, type.layout(of: message), &walker)
    if let complaint = lineComplaint(sinks.columns.buffer.raw, mayEscape: false) {
      return "table: \(complaint)"
    }
    sinks.columns.buffer.truncate(to: 0)
    _ = sinks.match.matches(message, by: type.table, &walker)
    key.removeAll(keepingCapacity: true)
    type.appendKey(of: message, to: &key)
    if key.isEmpty { return "no key" }
    if type.new == ObjectType.link.new {
      var tree = LinkTree()
      tree.add(message, at: 0)
      tree.arrange()
    }
    return nil
  }

  /// A line ends, and nothing in it moves the cursor.
  private func lineComplaint(_ text: RawSpan, mayEscape: Bool) -> String? {
    guard text.byteCount > 0, text.u8(at: text.byteCount - 1) == 10 else { return "text: no line" }
    for offset in 0..<text.byteCount {
      let byte = text.u8(at: offset)
      if byte < 0x20, byte != 10, byte != 9, !(mayEscape && byte == 0x1b) {
        return "text: a control character"
      }
      if byte == 0x7f { return "text: DEL" }
      // A colour and its end with nothing between.
      if byte == 0x1b, offset + 6 < text.byteCount, text.u8(at: offset + 4) == 0x6d,
        text.u8(at: offset + 5) == 0x1b
      {
        return "text: an empty colour"
      }
    }
    return nil
  }
}

extension String.UTF8View {
  fileprivate func contains(_ other: String.UTF8View) -> Bool {
    let (all, some) = (Array(self), Array(other))
    guard let first = some.first, all.count >= some.count else { return some.isEmpty }
    for start in 0...(all.count - some.count) where all[start] == first {
      if all[start..<start + some.count].elementsEqual(some) { return true }
    }
    return false
  }
}
