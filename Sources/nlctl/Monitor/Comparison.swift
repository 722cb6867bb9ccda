import CommandLine
import Netlink
import Render
import Rtnl
import Wire

/// Two states of an object side by side, as JSON without what changes by itself.
struct Comparison: ~Copyable {
  private var old: JSON
  private var new: JSON
  private var walker = Walker()

  init(_ session: borrowing Session) {
    old = JSON(interfaces: session.interfaces, system: session.names)
    new = JSON(interfaces: session.interfaces, system: session.names)
    old.isNumeric = session.invocation.numeric
    new.isNumeric = session.invocation.numeric
    walker.skipsVolatile = true
  }

  /// Whether the two differ; what in stands there until the next call.
  mutating func differ(_ one: borrowing Message, _ other: borrowing Message, _ type: ObjectType) -> Bool {
    if one.payload.equals(other.payload) { return false }
    old.buffer.truncate(to: 0)
    new.buffer.truncate(to: 0)
    old.object(one, by: type.table, &walker)
    new.object(other, by: type.table, &walker)
    return !old.buffer.bytes.equals(new.buffer.bytes)
  }

  /// Renders what an object is now, under the names of now, for `differs`.
  mutating func remember(_ message: borrowing Message, _ type: ObjectType) {
    old.buffer.truncate(to: 0)
    old.object(message, by: type.table, &walker)
  }

  /// What was remembered, to be given back later.
  var remembered: [UInt8] { old.buffer.bytes.array }

  /// Whether an object reads otherwise than it did when it was remembered.
  mutating func differs(_ remembered: [UInt8], _ message: borrowing Message, _ type: ObjectType) -> Bool {
    old.buffer.truncate(to: 0)
    old.buffer.append(remembered.raw)
    new.buffer.truncate(to: 0)
    new.object(message, by: type.table, &walker)
    return !old.buffer.bytes.equals(new.buffer.bytes)
  }

  /// The members that differ: key, old value, new value; nil where there is none.
  var members: [(key: [UInt8], old: [UInt8]?, new: [UInt8]?)] {
    Comparison.differences(
      Comparison.members(of: old.buffer.bytes), Comparison.members(of: new.buffer.bytes))
  }

  /// What two objects do not have in common.
  static func differences(
    _ before: [(key: [UInt8], value: [UInt8])], _ after: [(key: [UInt8], value: [UInt8])]
  ) -> [(key: [UInt8], old: [UInt8]?, new: [UInt8]?)] {
    var differing: [(key: [UInt8], old: [UInt8]?, new: [UInt8]?)] = []
    for (key, value) in before {
      let other = after.first { $0.key == key }?.value
      if other != value { differing.append((key, value, other)) }
    }
    for (key, value) in after where !before.contains(where: { $0.key == key }) {
      differing.append((key, nil, value))
    }
    return differing
  }

  /// The members of an object that a renderer wrote, as they stand.
  static func members(of object: RawSpan) -> [(key: [UInt8], value: [UInt8])] {
    var members: [(key: [UInt8], value: [UInt8])] = []
    var offset = 1
    while offset < object.byteCount - 1 {
      let keyStart = offset
      offset = end(of: object, from: offset, isKey: true)
      let key = object.slice(at: keyStart, length: offset - keyStart).array
      let valueStart = min(offset + 1, object.byteCount)
      offset = end(of: object, from: valueStart, isKey: false)
      members.append((key, object.slice(at: valueStart, length: offset - valueStart).array))
      offset += 1
    }
    return members
  }

  /// Where a key or a value ends.
  private static func end(of object: RawSpan, from start: Int, isKey: Bool) -> Int {
    var offset = start
    var depth = 0
    var isText = false
    while offset < object.byteCount {
      let byte = object.u8(at: offset)
      if isText {
        if byte == UInt8(ascii: "\\") { offset += 1 }
        if byte == UInt8(ascii: "\"") { isText = false }
      } else {
        switch byte {
        case UInt8(ascii: "\""): isText = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          if depth == 0 { return offset }
          depth -= 1
        case UInt8(ascii: ",") where depth == 0 && !isKey: return offset
        case UInt8(ascii: ":") where depth == 0 && isKey: return offset
        default: break
        }
      }
      offset += 1
    }
    return min(offset, object.byteCount)
  }
}
