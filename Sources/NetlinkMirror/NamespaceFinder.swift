internal import Glibc
package import NetlinkCore
internal import Rtnetlink
import NetlinkWire

/// The namespaces behind the ids that this one has for them.
///
/// No namespace is kept open by a descriptor or socket: that would keep it alive.
package final class NamespaceFinder: NamespaceDirectory {
  private let client: NetlinkClient
  private let home: NetworkNamespace?
  private var places: [Int32: NamespacePlace] = [:]
  /// Ids that were not found, until they are asked for again.
  private var missing: Set<Int32> = []

  /// Asks by `client`. The thread's current namespace is home.
  package init(_ client: NetlinkClient) {
    self.client = client
    let descriptor = unsafe open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC)
    home = descriptor < 0 ? nil : .path("/proc/self/fd/\(descriptor)")
  }

  /// The ids given so far.
  package func ids() -> [Int32] {
    var request = Request(type: RTM.getNamespaceID)
    request.appendHeader([0, 0, 0, 0])
    guard let snapshot = try? client.snapshot(request) else { return [] }
    var ids: [Int32] = []
    var messages = snapshot.messages
    while let message = messages.next() {
      if let id = NamespaceFinder.id(of: message) { ids.append(id) }
    }
    return ids
  }

  /// The id that a message about one speaks of; nil for a namespace that has none.
  static func id(of message: borrowing Message) -> Int32? {
    let payload = message.payload
    guard payload.byteCount > 4 else { return nil }
    let attributes = payload.slice(at: 4, length: payload.byteCount - 4)
    guard let value = attributes.attribute(NamespaceAttribute.id).unsigned else { return nil }
    let id = Int32(truncatingIfNeeded: value)
    return id < 0 ? nil : id
  }

  /// Where the namespace of that id is; nil when it cannot be told.
  package func place(of id: Int32) -> NamespacePlace? {
    if missing.remove(id) != nil { return nil }
    if let place = places[id], self.id(of: place.path) == id { return place }
    look(for: [id])
    missing = []
    return places[id]
  }

  /// Finds out where many namespaces are, all at once, before each is asked for.
  package func look(for ids: [Int32]) {
    if ids.isEmpty { return }
    for id in ids { places[id] = nil }
    for name in Files.names(in: "/run/netns") {
      let path = "/run/netns/\(name)"
      if let found = self.id(of: path), places[found] == nil {
        places[found] = NamespacePlace(path: path, name: name)
      }
    }
    missing = Set(ids.filter { places[$0] == nil })
    if missing.isEmpty { return }
    for name in Files.names(in: "/proc") {
      // NETNSA_PID
      guard let process = Int(name), let id = ask(2, UInt32(truncatingIfNeeded: process)) else { continue }
      guard missing.remove(id) != nil else { continue }
      places[id] = NamespacePlace(path: "/proc/\(process)/ns/net", name: nil)
      if missing.isEmpty { return }
    }
  }

  /// Moves the calling thread into a namespace; false, and nothing done, if it could not enter or return.
  package func enter(_ place: NamespacePlace) -> Bool {
    guard home != nil else { return false }
    do {
      try NetworkNamespace.path(place.path).enter()
      return true
    } catch {
      return false
    }
  }

  /// Returns home, which is held open.
  package func leave() throws(NetlinkError) { try home?.enter() }

  private func id(of path: String) -> Int32? {
    Files.withDescriptor(of: path) { ask(3, UInt32(bitPattern: $0)) }  // NETNSA_FD
  }

  private func ask(_ attribute: UInt16, _ value: UInt32) -> Int32? {
    var request = Request(type: RTM.getNamespaceID)
    request.appendHeader([0, 0, 0, 0])
    request.appendAttribute(attribute, u32: value)
    request.isIdempotent = true
    guard let reply = try? client.transact(request) else { return nil }
    var messages = reply.messages
    while let message = messages.next() {
      if let id = NamespaceFinder.id(of: message) { return id }
    }
    return nil
  }
}
