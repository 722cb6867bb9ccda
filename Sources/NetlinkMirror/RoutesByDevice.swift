import NetlinkCore
internal import Rtnetlink
internal import NetlinkWire

/// Routes that were dumped by device. A route with several devices is in several dumps; it is one route, not
/// several copies.
struct RoutesByDevice {
  /// The devices whose routes were dumped.
  private var devices: [UInt32] = []
  /// The routes that name no device, by their keys.
  private var others: Set<[UInt8]> = []

  /// The dump of one device's routes, without those that the dumps of other devices had before.
  mutating func withoutKnown(_ snapshot: Snapshot, _ device: UInt32) -> Snapshot {
    var bytes: [UInt8] = []
    // Within one dump, equal routes are copies.
    var found: [[UInt8]] = []
    var messages = snapshot.messages
    while let message = messages.next() {
      let route = RoutePath(message)
      if route.devices.contains(where: { devices.contains($0) }) { continue }
      if route.devices.isEmpty {
        var key: [UInt8] = []
        ObjectType.route.appendKey(of: message, to: &key)
        if others.contains(key) { continue }
        found.append(key)
      }
      bytes.append(message.bytes)
      bytes.pad()
    }
    devices.append(device)
    others.formUnion(found)
    return Snapshot(contents: bytes, like: snapshot)
  }
}
