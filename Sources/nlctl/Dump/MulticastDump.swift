import CommandLine
import NetlinkCore
import Render
import Rtnetlink
import Select
import NetlinkWire

/// `nlctl -j maddr dump`: multicast addresses under their devices, as `ip -j maddr` has them.
enum MulticastDump {
  static func run(
    _ session: inout Session, _ type: ObjectType, _ requests: [(request: Request, family: UInt8)]
  ) throws(Failure) {
    try session.learnNames()
    var match = try Selectors(session.invocation, .maddr).match(type, &session)
    var sorted = try SortedMessages(type, session)
    var addresses: [UInt32: [[UInt8]]] = [:]
    var devices: [UInt32] = []
    func add(_ message: borrowing Message) {
      let index = message.payload.u32(at: AddressHeader.index)
      if addresses[index] == nil { devices.append(index) }
      addresses[index, default: []].append(message.bytes.array)
    }
    var uncertain: [UInt8] = []
    for (request, family) in requests {
      let held = try session.hold(request, type)
      if !held.status.isCertain { uncertain.append(family) }
      let check = HeaderCheck(family: family)
      var messages = held.messages
      while let message = messages.next() {
        guard message.type == type.new || message.type == type.get, type.isWhole(message),
          check.passes(message, type), match.matches(message, by: type.table, &session.walker)
        else { continue }
        if sorted != nil { try sorted?.add(message, type) } else { add(message) }
      }
    }
    if var held = sorted.take() {
      try held.forEach { message, walker throws(Failure) in add(message) }
    } else {
      devices.sort()
    }
    try write(devices, addresses, type, &session)
    for family in uncertain { session.incomplete(.maddr, family: family) }
  }

  /// Writes the array of devices with their addresses.
  private static func write(
    _ devices: [UInt32], _ addresses: [UInt32: [[UInt8]]], _ type: ObjectType, _ session: inout Session
  ) throws(Failure) {
    var json = session.json
    var filtered: FilteredJSON?
    if let fields = session.invocation.fields {
      filtered = FilteredJSON(session.json, fields: try FilteredList.paths(fields, type, session.invocation))
    }
    json.buffer.append(UInt8(ascii: "["))
    var isEmpty = true
    for device in devices {
      let held = addresses[device] ?? []
      guard let first = held.first else { continue }
      let start = json.buffer.count
      json.buffer.separateLines(isFirst: isEmpty)
      json.openListed()
      // The header names the device; the attributes describe the address.
      let header = first.raw.slice(at: 0, length: Message.headerLength + ObjectType.maddrDevice.headerLength)
      json.members(Message(header), by: ObjectType.maddrDevice, &session.walker)
      json.member("maddr")
      json.buffer.append(UInt8(ascii: "["))
      for bytes in held {
        let place = json.buffer.count
        if json.buffer.last != UInt8(ascii: "[") { json.buffer.append(UInt8(ascii: ",")) }
        let message = Message(bytes.raw)
        guard var writer = filtered.take() else {
          json.object(message, by: type.table, &session.walker)
          continue
        }
        writer.buffer.truncate(to: 0)
        if writer.object(message, by: type.table, &session.walker) {
          json.buffer.append(contentsOf: writer.buffer)
        } else {
          json.buffer.truncate(to: place)
        }
        filtered = consume writer
      }
      if json.buffer.last == UInt8(ascii: "[") {
        json.buffer.truncate(to: start)
        continue
      }
      json.buffer.append(UInt8(ascii: "]"))
      json.close()
      isEmpty = false
    }
    json.buffer.endLines(isEmpty: isEmpty)
    try Output.standard.writeResult(&json.buffer, session.invocation)
  }
}
