package import Netlink
package import Rtnl
import Wire

/// The tries of a dump that never held still, put together: what one of them has, and no notification has spoken of
/// since, is there.
private struct MergedTries {
  private let type: ObjectType
  private var keys: [[UInt8]] = []
  private var objects: [[UInt8]: [UInt8]] = [:]

  init(_ type: ObjectType) { self.type = type }

  /// Adds a try, and the notifications that came while it ran; nil where some were lost.
  mutating func add(_ snapshot: borrowing Snapshot, _ heard: [UInt8]?) {
    var touched: Set<[UInt8]> = []
    var mayHaveRemoved = heard == nil
    if let heard {
      var notifications = Messages(heard.raw)
      while let message = notifications.next() {
        if message.mayRemoveRoutes { mayHaveRemoved = true }
        guard message.type & ~1 == type.new else { continue }
        let key = key(of: message)
        touched.insert(key)
        if message.type == type.new { put(key, message) } else { objects[key] = nil }
      }
    }
    var seen: Set<[UInt8]> = []
    var messages = snapshot.messages
    while let message = messages.next() {
      guard message.type == type.new else { continue }
      let key = key(of: message)
      if touched.contains(key) { continue }
      seen.insert(key)
      put(key, message)
    }
    // Something was taken away without a notification: who this try lacks may have gone with it.
    guard mayHaveRemoved else { return }
    for key in keys where !seen.contains(key) && !touched.contains(key) { objects[key] = nil }
  }

  private mutating func put(_ key: [UInt8], _ message: borrowing Message) {
    if objects[key] == nil { keys.append(key) }
    var bytes: [UInt8] = []
    bytes.append(message.bytes)
    while bytes.count & 3 != 0 { bytes.append(0) }
    objects[key] = bytes
  }

  private func key(of message: borrowing Message) -> [UInt8] {
    var key: [UInt8] = []
    type.appendKey(of: message, to: &key)
    return key
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

extension NetlinkClient {
  /// Dumps a table of objects of that type and holds it, as `snapshot` does. One that changed under every try is put
  /// together of all tries: nothing is there twice, and nothing that stayed is missing that any of them saw.
  package func heldTable(
    _ request: Request, _ type: @autoclosure () -> ObjectType
  ) throws(NetlinkError) -> Snapshot {
    var tries: MergedTries?
    let snapshot = try snapshot(request) { snapshot, heard in
      if tries == nil { tries = MergedTries(type()) }
      tries?.add(snapshot, heard)
    }
    guard snapshot.status.disturbed, let tries else { return snapshot }
    return Snapshot(contents: tries.contents, like: snapshot)
  }
}
