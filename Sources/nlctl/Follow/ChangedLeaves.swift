import CommandLine
import NetlinkCore
import NetlinkMirror
import Render
import Rtnetlink
import NetlinkWire

/// Finds the differences between two states of an object: leaves of their JSON, without volatile ones.
struct ChangedLeaves: ~Copyable {
  /// A leaf or a whole array that differs between the states.
  struct Leaf {
    /// The keys from the outermost inwards, with dots between.
    var path: [UInt8]
    var old: [UInt8]?
    var new: [UInt8]?
  }

  private var old: JSON
  private var new: JSON
  private var walker = Walker()

  /// `namespaceName` looks up the names of namespaces.
  init(_ session: borrowing Session, _ namespaceName: ((Int32) -> [UInt8]?)?) {
    old = session.json
    new = session.json
    old.namespaceName = namespaceName
    new.namespaceName = namespaceName
    walker.skipsVolatile = true
  }

  /// Forgets the names of the last event, because their namespace may be gone.
  mutating func forgetNames() {
    old.interfaces = .none
    new.interfaces = .none
  }

  /// The leaves that differ. Names come from `interfaces`. A device that was renamed (`former` of the event) has its
  /// former name in the state before.
  mutating func between(
    _ before: borrowing Message, _ after: borrowing Message, _ event: Event, _ interfaces: InterfaceNames
  ) -> [Leaf] {
    old.interfaces = interfaces
    new.interfaces = interfaces
    old.buffer.truncate(to: 0)
    new.buffer.truncate(to: 0)
    new.object(after, by: event.type.table, &walker)
    if let former = event.former {
      let index = former.index
      let name = interfaces.name(of: index).array
      let (flags, type) = (interfaces.flags(of: index) ?? 0, interfaces.type(of: index) ?? 0)
      interfaces.set(index, name: former.name.raw, flags: former.flags, type: former.type)
      old.object(before, by: event.type.table, &walker)
      interfaces.set(index, name: name.raw, flags: flags, type: type)
    } else {
      old.object(before, by: event.type.table, &walker)
    }
    var leaves: [Leaf] = []
    ChangedLeaves.compare(old.buffer.raw.array, new.buffer.raw.array, [], &leaves)
    return leaves
  }

  /// Compares two objects; nil stands for none.
  private static func compare(_ old: [UInt8]?, _ new: [UInt8]?, _ path: [UInt8], _ leaves: inout [Leaf]) {
    let before = members(of: old)
    let after = members(of: new)
    for (key, value) in before {
      compareValue(value, after.first { $0.key == key }?.value, path, key, &leaves)
    }
    for (key, value) in after where !before.contains(where: { $0.key == key }) {
      compareValue(nil, value, path, key, &leaves)
    }
  }

  /// Compares two values; nil stands for none.
  private static func compareValue(
    _ old: [UInt8]?, _ new: [UInt8]?, _ path: [UInt8], _ key: [UInt8], _ leaves: inout [Leaf]
  ) {
    if old == new { return }
    let path = path.isEmpty ? key : path + [UInt8(ascii: ".")] + key
    let isObject = { (value: [UInt8]?) in value.map { $0.first == UInt8(ascii: "{") } ?? true }
    if isObject(old), isObject(new) { return compare(old, new, path, &leaves) }
    leaves.append(Leaf(path: path, old: old, new: new))
  }

  /// The members of an object that a renderer wrote: keys without their quotes, and values as they were written.
  private static func members(of object: [UInt8]?) -> [(key: [UInt8], value: [UInt8])] {
    guard let object else { return [] }
    var members: [(key: [UInt8], value: [UInt8])] = []
    var offset = 1
    while offset < object.count - 1 {
      let keyStart = offset
      offset = end(of: object, from: offset, isKey: true)
      let key = Array(object[keyStart..<offset].dropFirst().dropLast())
      let valueStart = min(offset + 1, object.count)
      offset = end(of: object, from: valueStart, isKey: false)
      members.append((key, Array(object[valueStart..<offset])))
      offset += 1
    }
    return members
  }

  /// Where a key or a value ends.
  private static func end(of object: [UInt8], from start: Int, isKey: Bool) -> Int {
    var offset = start
    var depth = 0
    var isText = false
    while offset < object.count {
      let byte = object[offset]
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
    return min(offset, object.count)
  }
}
