import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// The names of devices in other namespaces, each asked for once. The kernel's `IFLA_TARGET_NETNSID`.
struct ForeignLinks {
  private var interfaces: [Int32: InterfaceNames] = [:]
  private let namespaces: LazyNamespaceNames

  /// Asks for the devices of every namespace with one of `ids`. The devices of a namespace that cannot be asked have no
  /// names.
  init(_ ids: [Int32], _ session: borrowing Session) {
    namespaces = session.namespaceNames
    for id in Set(ids.filter { $0 >= 0 }).sorted() {
      guard let links = try? session.client.snapshot(LinkRequest.names(in: id)) else { continue }
      let names = InterfaceNames()
      links.forEach(.link) { message in
        let payload = message.payload
        names.set(
          payload.u32(at: LinkHeader.index),
          name: ObjectType.link.attributes(of: message).attribute(LinkAttribute.name).untilNUL,
          flags: payload.u32(at: LinkHeader.flags), type: payload.u16(at: LinkHeader.hardwareType))
      }
      interfaces[id] = names
    }
  }

  /// Writes `eth0 in netns blue`, or `if7 in netns-id 3` if there are no names.
  func write(_ index: UInt32, in id: Int32, to buffer: inout GrowingBytes) {
    if index != 0 {
      let name = interfaces[id]?.name(of: index)
      if let name, name.byteCount > 0 { buffer.printable(name) } else { buffer.append("if\(index)") }
      buffer.append(" in " as StaticString)
    }
    if let name = namespaces[id] {
      buffer.append("netns " as StaticString)
      buffer.printable(name.raw)
    } else if id < 0 {
      buffer.append("another netns" as StaticString)
    } else {
      buffer.append("netns-id \(id)")
    }
  }
}
