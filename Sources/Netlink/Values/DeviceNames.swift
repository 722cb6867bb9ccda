internal import NetlinkCore
internal import NetlinkMirror
internal import NetlinkWire
internal import Rtnetlink

/// The names, flags and hardware types of devices, by index: JSON shows devices by name. Immutable; thread-safe.
final class DeviceNames: Sendable {
  struct Device: Sendable {
    var name: [UInt8]
    var flags: UInt32
    var type: UInt16
  }

  let devices: [UInt32: Device]

  static let none = DeviceNames([:])

  init(_ devices: [UInt32: Device]) { self.devices = devices }

  /// The devices of a dump of links.
  convenience init(_ links: borrowing Snapshot) {
    var devices: [UInt32: Device] = [:]
    links.forEach { message in
      let payload = message.payload
      guard message.type == RTM.newLink, payload.byteCount >= ObjectType.linkHeaderLength else { return }
      let name = message.withAttribute(LinkAttribute.name, headerLength: ObjectType.linkHeaderLength) {
        $0.untilNUL.array
      }
      devices[payload.u32(at: 4)] = Device(
        name: name ?? [], flags: payload.u32(at: 8), type: payload.u16(at: 2))
    }
    self.init(devices)
  }

  /// All devices of the client's namespace, by a dump. Where the links change during it, a name may be missing.
  convenience init(
    of client: NetlinkClient, until deadline: Deadline
  ) throws(NetlinkError) {
    var request = LinkRequest.names()
    request.subject = "names of links"
    self.init(try client.snapshot(request, until: deadline))
  }

  /// Those devices of `names` that two messages of one object refer to.
  convenience init(
    _ one: borrowing Message, _ other: borrowing Message, _ type: ObjectType, of names: InterfaceNames
  ) {
    var mentions = Mentions()
    var walker = Walker()
    walker.walk(one, by: type.table, &mentions)
    walker.walk(other, by: type.table, &mentions)
    var devices: [UInt32: Device] = [:]
    for index in mentions.devices where names.flags(of: index) != nil {
      devices[index] = Device(
        name: names.name(of: index).array, flags: names.flags(of: index) ?? 0,
        type: names.type(of: index) ?? 0)
    }
    self.init(devices)
  }

  /// These devices, one of them as it was before a change.
  func renaming(_ former: Event.FormerDevice) -> DeviceNames {
    var devices = devices
    devices[former.index] = Device(name: former.name, flags: former.flags, type: former.type)
    return DeviceNames(devices)
  }

  /// The name of a device; nil when it is not known.
  func name(of index: UInt32) -> String? {
    devices[index].map { String(decoding: $0.name, as: UTF8.self) }
  }
}
