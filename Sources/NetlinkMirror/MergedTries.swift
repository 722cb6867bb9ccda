package import NetlinkCore
package import Rtnetlink
import NetlinkWire

/// The union of several dumps of a table that changed during each: an object is in it if one of the dumps has it and no
/// notification has removed it since.
private struct MergedTries {
  private let type: ObjectType
  private var keys: [[UInt8]] = []
  private var objects: [[UInt8]: [UInt8]] = [:]
  /// The keys under which one dump had several objects with different values, such as two rules of which one is
  /// detached from its device. The values are part of the keys of these objects.
  private var shared: Set<[UInt8]> = []
  /// The devices, addresses and next hops of whose removal a notification came during the last dump. The kernel may have
  /// removed their routes after that dump, but has done so before the next one begins.
  private var going = Touched()
  /// The objects that were notified of during the last dump.
  private var renewed: Set<[UInt8]> = []

  init(_ type: ObjectType) { self.type = type }

  /// Adds a dump, and the notifications since the end of the dump before; nil if some were lost.
  mutating func add(_ snapshot: borrowing Snapshot, _ heard: HeardNotifications?) {
    if type.new == RTM.newRule || type.new == RTM.newRoute { findShared(snapshot) }
    // The last notification about each object; nil if it is gone.
    var touched: [[UInt8]: [UInt8]?] = [:]
    let (goneBefore, renewedBefore) = (going, renewed)
    var gone = Touched()
    (going, renewed) = (Touched(), [])
    if let heard {
      var notifications = Messages(heard.bytes.raw)
      while let message = notifications.next() {
        let isSettled = heard.bytes.count - notifications.remainingByteCount <= heard.settledByteCount
        if message.mayRemoveRoutes {
          let removed = MergedTries.removed(by: message)
          if isSettled { gone.formUnion(removed) } else { going.formUnion(removed) }
        }
        guard message.type & ~1 == type.new else { continue }
        let key = key(of: message)
        if message.type == type.new {
          touched[key] = .some(MergedTries.bytes(of: message))
          renewed.insert(key)
          if objects[key] != nil { objects[key] = MergedTries.bytes(of: message) }
        } else {
          touched[key] = .some(nil)
          objects[key] = nil
        }
      }
    }
    var seen: Set<[UInt8]> = []
    var messages = snapshot.messages
    while let message = messages.next() {
      guard message.type == type.new else { continue }
      let key = key(of: message)
      if let told = touched[key] {
        // The notification decides. Objects that only notifications have are left out: perhaps they were not asked for.
        if let told { put(key, told) }
        continue
      }
      seen.insert(key)
      put(key, MergedTries.bytes(of: message))
    }
    // A route that this dump lacks may have gone with its device, source or next hop, without a notification.
    guard type.new == RTM.newRoute else { return }
    for (key, bytes) in objects where !seen.contains(key) && touched[key] == nil {
      let route = RoutePath(Message(bytes.raw))
      let hasGone = gone.takes(route) || (goneBefore.takes(route) && !renewedBefore.contains(key))
      if hasGone { objects[key] = nil }
    }
  }

  /// What a message removes: a device, an address or a next hop.
  private static func removed(by message: borrowing Message) -> Touched {
    let payload = message.payload
    guard payload.byteCount >= 8 else { return Touched() }
    let attributes = payload.slice(at: 8, length: payload.byteCount - 8)
    switch message.type {
    case RTM.deleteAddress:
      let local = attributes.attribute(AddressAttribute.local).array
      let source = local.isEmpty ? attributes.attribute(AddressAttribute.address).array : local
      // With the last IPv4 address of a device go all its IPv4 routes.
      let devices = payload.u8(at: 0) == Family.inet ? [payload.u32(at: 4)] : []
      return Touched(devices: devices, sources: [source])
    case RTM.deleteNextHop:
      let id = attributes.attribute(NextHopAttribute.id).unsigned ?? 0
      return Touched(nextHops: [UInt32(truncatingIfNeeded: id)])
    default: return Touched(devices: [payload.u32(at: 4)])
    }
  }

  /// Keeps the message of an object.
  private mutating func put(_ key: [UInt8], _ bytes: [UInt8]) {
    if objects[key] == nil { keys.append(key) }
    objects[key] = bytes
  }

  /// A copy of a message, padded to four bytes.
  private static func bytes(of message: borrowing Message) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(message.bytes)
    bytes.pad()
    return bytes
  }

  private func key(of message: borrowing Message) -> [UInt8] {
    let key = sharedKey(of: message)
    guard shared.contains(key) else { return key }
    var walker = Walker()
    walker.skipsVolatile = true
    var values = StateValues()
    walker.walk(message, by: type.table, &values)
    return key + values.bytes
  }

  /// The key without values.
  private func sharedKey(of message: borrowing Message) -> [UInt8] {
    var key: [UInt8] = []
    type.appendKey(of: message, to: &key)
    return key
  }

  /// Finds the keys under which a dump has several objects.
  private mutating func findShared(_ snapshot: borrowing Snapshot) {
    var comparison = StateComparison()
    var first: [[UInt8]: [UInt8]] = [:]
    var messages = snapshot.messages
    while let message = messages.next() {
      guard message.type == type.new else { continue }
      let key = sharedKey(of: message)
      if shared.contains(key) { continue }
      guard let other = first[key] else {
        first[key] = MergedTries.bytes(of: message)
        continue
      }
      guard comparison.differ(Message(other.raw), message, type) else { continue }
      shared.insert(key)
      if let known = objects.removeValue(forKey: key) { put(self.key(of: Message(known.raw)), known) }
    }
  }

  /// The objects, each once, in the order in which they were first met.
  var contents: [UInt8] {
    var contents: [UInt8] = []
    var written: Set<[UInt8]> = []
    for key in keys {
      guard let bytes = objects[key], written.insert(key).inserted else { continue }
      contents += bytes
    }
    return contents
  }
}

extension Touched {
  /// Whether a route goes with it: by its device, its next hop, or its source.
  fileprivate func takes(_ route: RoutePath) -> Bool { has(route) || sources.contains(route.source) }
}

extension NetlinkClient {
  /// Dumps a table of objects of that type and holds it, as `snapshot` does. If the table changes during each
  /// dump, the union of all dumps is returned: no object is there twice, and none is missing that stayed and
  /// that any dump had.
  package func heldTable(
    _ request: Request, _ type: @autoclosure () -> ObjectType, until deadline: Deadline = .never
  ) throws(NetlinkError) -> Snapshot {
    try heldTable(request, limit: .max, type(), until: deadline) ?? Snapshot(contents: [], like: nil)
  }

  /// The same; nil where the table has more than `limit` bytes.
  package func heldTable(
    _ request: Request, limit: Int, _ type: @autoclosure () -> ObjectType, until deadline: Deadline = .never
  ) throws(NetlinkError) -> Snapshot? {
    var tries: MergedTries?
    let snapshot = try snapshot(request, limit: limit, until: deadline) { snapshot, heard in
      if tries == nil { tries = MergedTries(type()) }
      tries?.add(snapshot, heard)
    }
    guard let snapshot else { return nil }
    guard !snapshot.status.isCertain, let tries else { return snapshot }
    return Snapshot(contents: tries.contents, like: snapshot)
  }
}
