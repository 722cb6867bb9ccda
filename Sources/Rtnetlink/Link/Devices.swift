package import NetlinkWire

/// The devices of a network namespace, each found by its index or by any of its names without a search through the
/// others. Their names are kept in `InterfaceNames`. One thread.
package final class Devices: @unchecked Sendable {
  private struct Device {
    var master: UInt32 = 0
    var kind: [UInt8] = []
    var group: UInt32 = 0
    /// The table of a VRF.
    var table: UInt32?
    var isVRF: Bool { kind == Array("vrf".utf8) }
  }

  /// The names, flags and hardware types of the devices, for renderers. They must not be used once this object is gone.
  package let interfaces = InterfaceNames()
  private var devices: [UInt32: Device] = [:]
  private var alternatives: [UInt32: [[UInt8]]] = [:]
  /// The indexes by name and alternative name. Made when a name is first looked for, and kept up to date from then on.
  private var numbers: [[UInt8]: UInt32]?
  /// A number that differs after every change.
  package private(set) var version = 0

  package init() {}

  deinit { interfaces.deallocate() }

  /// Adds a device, or replaces it; `interfaces` has its name already.
  package func add(_ index: UInt32, master: UInt32, kind: [UInt8], group: UInt32, table: UInt32?) {
    version += 1
    devices[index] = Device(master: master, kind: kind, group: group, table: table)
    if numbers != nil { numbers?[interfaces.name(of: index).array] = index }
  }

  /// Adds an alternative name of a device.
  package func addName(_ name: [UInt8], of index: UInt32) {
    alternatives[index, default: []].append(name)
    if numbers != nil { numbers?[name] = index }
  }

  /// Forgets a device.
  package func remove(_ index: UInt32) {
    version += 1
    guard devices.removeValue(forKey: index) != nil || alternatives[index] != nil else { return }
    let others = alternatives.removeValue(forKey: index) ?? []
    if numbers == nil { return }
    for name in others + [interfaces.name(of: index).array] where numbers?[name] == index {
      numbers?[name] = nil
    }
  }

  /// Whether there is such a device.
  package func has(_ index: UInt32) -> Bool { devices[index] != nil }

  /// Whether it is a VRF.
  package func isVRF(_ index: UInt32) -> Bool { devices[index]?.isVRF ?? false }

  /// The kind of a device; empty for one without a kind.
  package func kind(of index: UInt32) -> [UInt8] { devices[index]?.kind ?? [] }

  /// The table of a VRF.
  package func table(of index: UInt32) -> UInt32? { devices[index]?.table }

  /// The group of a device; 0 where it has none.
  package func group(of index: UInt32) -> UInt32 { devices[index]?.group ?? 0 }

  /// The master of a device; 0 for none.
  package func master(of index: UInt32) -> UInt32 { devices[index]?.master ?? 0 }

  /// The indexes of all devices.
  package var all: some Collection<UInt32> { devices.keys }

  /// All ports, each with its master.
  package var ports: [(port: UInt32, master: UInt32)] {
    devices.compactMap { $0.value.master == 0 ? nil : ($0.key, $0.value.master) }
  }

  /// The alternative names of all devices.
  package var alternativeNames: [[UInt8]] { alternatives.sorted { $0.key < $1.key }.flatMap { $0.value } }

  /// The device of that name or alternative name; nil when there is none.
  package func index(of name: [UInt8]) -> UInt32? {
    if numbers == nil {
      var numbers: [[UInt8]: UInt32] = [:]
      numbers.reserveCapacity(devices.count)
      for (index, names) in alternatives { for name in names { numbers[name] = index } }
      for index in devices.keys { numbers[interfaces.name(of: index).array] = index }
      self.numbers = numbers
    }
    return numbers?[name]
  }

  /// Whether the name or an alternative name of a device is as `isWanted` says.
  package func has(_ index: UInt32, name isWanted: ([UInt8]) -> Bool) -> Bool {
    guard has(index) else { return false }
    return isWanted(interfaces.name(of: index).array)
      || alternatives[index]?.contains(where: isWanted) ?? false
  }
}

// Devices from link messages.
extension Devices {
  /// Adds the device of a link message, with its alternative names; ignores other messages.
  package func learn(_ message: borrowing Message) {
    guard message.type == RTM.newLink, message.payload.byteCount >= ObjectType.linkHeaderLength else {
      return
    }
    let payload = message.payload
    let index = payload.u32(at: 4)
    var name = payload.slice(at: 0, length: 0)
    var master: UInt32 = 0
    var kind: [UInt8] = []
    var group: UInt32 = 0
    var table: UInt32?
    var attributes = Attributes(payload, from: ObjectType.linkHeaderLength)
    while attributes.next() {
      let value = attributes.value
      switch attributes.type {
      case LinkAttribute.name: if name.byteCount == 0 { name = value.untilNUL }
      case LinkAttribute.master: if value.byteCount == 4 { master = value.u32(at: 0) }
      case LinkAttribute.info:
        let text = value.attribute(LinkAttribute.infoKind).untilNUL
        kind = text.array
        guard text.equals("vrf") else { continue }
        let number = value.attribute(LinkAttribute.infoData).attribute(LinkAttribute.vrfTable).unsigned
        table = number.map { UInt32(truncatingIfNeeded: $0) }
      case LinkAttribute.group: if value.byteCount == 4 { group = value.u32(at: 0) }
      case LinkAttribute.properties: learn(value, of: index)
      default: break
      }
    }
    interfaces.set(index, name: name, flags: payload.u32(at: 8), type: payload.u16(at: 2))
    add(index, master: master, kind: kind, group: group, table: table)
  }

  /// Replaces the device of a link message; its names before are forgotten.
  package func relearn(_ message: borrowing Message) {
    guard message.payload.byteCount >= ObjectType.linkHeaderLength else { return }
    remove(message.payload.u32(at: 4))
    learn(message)
  }

  /// Adds the alternative names among the properties of a link.
  private func learn(_ properties: RawSpan, of index: UInt32) {
    var attributes = Attributes(properties)
    while attributes.next() {
      if attributes.type == LinkAttribute.alternativeName {
        addName(attributes.value.untilNUL.array, of: index)
      }
    }
  }
}
