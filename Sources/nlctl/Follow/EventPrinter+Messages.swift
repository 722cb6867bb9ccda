import CommandLine
import NetlinkCore
import NetlinkMirror
import Render
import Rtnetlink
import NetlinkWire

// Messages of objects that no mirror follows.
extension EventPrinter {
  /// Prints a message that no table describes, as its bytes.
  mutating func tellBytes(
    _ message: borrowing Message, _ origin: Event.Origin, _ namespaceID: Int32?, at time: StreamTime
  ) {
    if isJSON {
      open("message", time)
      write(group: origin.group)
      write(namespaceID)
      json.member("type")
      json.buffer.decimal(UInt64(message.type))
      json.member("hex")
      json.buffer.quoted(hexadecimal: message.payload)
      json.buffer.append("}\n" as StaticString)
    } else {
      line("message", time)
      append(namespaceID)
      text.buffer.append(
        "group \(MulticastGroup.word(of: origin.group).map { "\($0)" } ?? "\(origin.group)") type " as String)
      text.buffer.decimal(UInt64(message.type))
      text.buffer.append(" 0x" as StaticString)
      text.buffer.hexadecimal(message.payload)
      text.buffer.append(UInt8(ascii: "\n"))
    }
  }

  /// Prints a message about an object of such a type.
  mutating func tell(
    _ message: borrowing Message, _ type: ObjectType, _ origin: Event.Origin, _ namespaceID: Int32?,
    at time: StreamTime
  ) {
    let isDelete = message.type == type.delete
    let interfaces = interfaces(of: namespaceID)
    if isJSON {
      open("message", time)
      json.member("object")
      json.buffer.quoted(type.key)
      write(group: origin.group)
      write(namespaceID)
      json.member("type")
      json.buffer.decimal(UInt64(message.type))
      if isDelete {
        json.member("deleted")
        json.buffer.append("true" as StaticString)
      }
      json.member(type.key)
      if let interfaces { json.interfaces = interfaces }
      json.object(message, by: type.table, &walker)
      json.buffer.append("}\n" as StaticString)
    } else {
      line(isDelete ? "delete" : "new", time)
      text.buffer.append(type.name)
      text.buffer.append(UInt8(ascii: " "))
      append(namespaceID)
      if let interfaces { text.interfaces = interfaces }
      text.object(message, by: type.table, type.layout(of: message), &walker)
    }
  }
}
