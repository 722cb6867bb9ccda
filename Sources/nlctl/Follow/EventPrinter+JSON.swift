import CommandLine
import NetlinkCore
import NetlinkMirror
import Render
import Rtnetlink
import NetlinkWire

extension EventPrinter {
  /// Begins an event: the object with its time and word.
  mutating func open(_ word: StaticString, _ time: StreamTime) {
    json.open()
    json.member("time")
    json.buffer.append(UInt8(ascii: "\""))
    clock.append(time, to: &json.buffer)
    json.buffer.append(UInt8(ascii: "\""))
    json.member("event")
    json.buffer.quoted(word)
  }

  /// Writes the multicast group of a notification.
  mutating func write(group: UInt32) {
    if let name = MulticastGroup.word(of: group) {
      json.member("group")
      json.buffer.quoted(name)
    }
    if group != 0 {
      json.member("group_id")
      json.buffer.decimal(UInt64(group))
    }
  }

  /// Writes the namespace of an event, unless it is the program's own.
  mutating func write(_ namespaceID: Int32?) {
    guard let namespaceID else { return }
    json.member("nsid")
    json.buffer.decimal(Int64(namespaceID))
    if let name = places[namespaceID]?.name {
      json.buffer.append(UInt8(ascii: ","))
      json.buffer.member("netns", name.raw)
    }
  }

  /// Writes an event of an object.
  mutating func write(
    _ event: Event, _ key: [UInt8], _ message: borrowing Message, _ changed: [ChangedLeaves.Leaf]
  ) {
    open(event.kind.word, event.time)
    json.member("object")
    json.buffer.quoted(event.type.name)
    json.member("key")
    json.buffer.quoted(key.raw)
    if event.isInitial {
      json.member("initial")
      json.buffer.append("true" as StaticString)
    }
    if let origin = event.origin { write(group: origin.group) }
    write(event.namespaceID)
    if let origin = event.origin {
      json.member("seq")
      json.buffer.decimal(UInt64(origin.sequence))
      json.member("portid")
      json.buffer.decimal(UInt64(origin.portID))
      writeBy(origin.portID, event)
    }
    if let cause = event.cause {
      json.member("synthesized")
      json.buffer.append("true" as StaticString)
      json.member("cause")
      json.buffer.quoted(cause)
    }
    if event.kind == .change { write(changed) }
    json.member(event.type.name)
    json.object(message, by: event.type.table, &walker)
    json.buffer.append("}\n" as StaticString)
  }

  /// Writes who caused a notification, if that is known.
  mutating func writeBy(_ portID: UInt32, _ event: Event) {
    if portID == 0 {
      json.member("by")
      json.buffer.append("{\"kernel\":true}" as StaticString)
    } else if event.namespaceID == nil, let owner = owners.owner(of: portID, at: event.time) {
      json.member("by")
      json.buffer.append("{\"pid\":" as StaticString)
      json.buffer.decimal(UInt64(owner.process))
      json.buffer.append(",\"comm\":" as StaticString)
      json.buffer.quoted(owner.name.raw)
      json.buffer.append(UInt8(ascii: "}"))
    }
  }

  /// Writes the old and new values of what has changed.
  mutating func write(_ changed: [ChangedLeaves.Leaf]) {
    json.member("changed")
    json.open()
    for leaf in changed {
      let (old, new) = (leaf.old, leaf.new)
      if json.buffer.last != UInt8(ascii: "{") { json.buffer.append(UInt8(ascii: ",")) }
      json.buffer.append(UInt8(ascii: "\""))
      append(leaf.path)
      json.buffer.append("\":{" as StaticString)
      if let old {
        json.buffer.append("\"old\":" as StaticString)
        append(old)
      }
      if let new {
        json.buffer.append((old == nil ? "\"new\":" : ",\"new\":") as StaticString)
        append(new)
      }
      json.buffer.append(UInt8(ascii: "}"))
    }
    json.close()
  }

  mutating func append(_ bytes: [UInt8]) {
    json.buffer.append(bytes.raw)
  }
}
