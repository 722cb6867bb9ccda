internal import Glibc
package import NetlinkCore
internal import Rtnetlink
import NetlinkWire

/// Finds the namespaces behind the ids that the follower's own has for them.
///
/// Only the follower's own namespace is kept open, until this object is gone: a descriptor or socket of another one
/// would keep that alive.
package final class NamespaceFinder: NamespaceDirectory {
  private var client: NetlinkClient
  /// A descriptor of the namespace to return to; -1 where there is none.
  private let home: Int32
  private var places: [Int32: NamespacePlace] = [:]
  /// Ids that `look` did not find, until `place` is called for them.
  private var missing: Set<Int32> = []

  /// Asks by `client`. The namespace that the calling thread is in is home.
  package init(_ client: NetlinkClient) {
    self.client = client
    home = Files.open("/proc/thread-self/ns/net")
  }

  deinit { if home >= 0 { close(home) } }

  /// Asks by another client from now on.
  package func ask(by client: NetlinkClient) { self.client = client }

  /// The ids in use. Throws what asking for them throws.
  package func ids() throws(NetlinkError) -> [Int32] {
    let snapshot = try client.snapshot(SettingsRequest.namespaceIDs)
    var ids: [Int32] = []
    var messages = snapshot.messages
    while let message = messages.next() {
      if let id = NamespaceFinder.id(of: message) { ids.append(id) }
    }
    return ids
  }

  /// The id of the namespace that a message of `RTM_NEWNSID` and its kin is about; nil for a namespace without one.
  static func id(of message: borrowing Message) -> Int32? {
    let payload = message.payload
    guard payload.byteCount > 4 else { return nil }
    let attributes = payload.slice(at: 4, length: payload.byteCount - 4)
    guard let value = attributes.attribute(NamespaceAttribute.id).unsigned else { return nil }
    let id = Int32(truncatingIfNeeded: value)
    return id < 0 ? nil : id
  }

  /// Where the namespace of that id is; nil when it is not found.
  package func place(of id: Int32) -> NamespacePlace? {
    if missing.remove(id) != nil { return nil }
    if let place = places[id], self.id(of: place.path) == id { return place }
    look(for: [id])
    missing = []
    return places[id]
  }

  /// Finds out where many namespaces are, all at once, before `place` is called for each.
  package func look(for ids: [Int32]) {
    if ids.isEmpty { return }
    for id in ids { places[id] = nil }
    for name in NetworkNamespace.names {
      let path = NetworkNamespace.path(ofName: name)
      if let found = self.id(of: path), places[found] == nil {
        places[found] = NamespacePlace(path: path, name: name)
      }
    }
    missing = Set(ids.filter { places[$0] == nil })
    if missing.isEmpty { return }
    for process in Files.numbers(in: "/proc") {
      guard let id = ask(NamespaceAttribute.process, UInt32(truncatingIfNeeded: process)),
        missing.remove(id) != nil
      else { continue }
      places[id] = NamespacePlace(path: Array("/proc/\(process)/ns/net".utf8), name: nil)
      if missing.isEmpty { return }
    }
  }

  /// Moves the calling thread into a namespace; false, and nothing done, if it could not enter it or not return later.
  package func enter(_ place: NamespacePlace) -> Bool {
    guard home >= 0 else { return false }
    do {
      try NetworkNamespace.enter(file: place.path)
      return true
    } catch {
      return false
    }
  }

  /// Moves the calling thread back home.
  package func leave() throws(NetlinkError) { try NetworkNamespace.descriptor(home).enter() }

  /// The id of the namespace whose file has that path.
  private func id(of path: [UInt8]) -> Int32? {
    Files.withDescriptor(of: path) { ask(NamespaceAttribute.descriptor, UInt32(bitPattern: $0)) }
  }

  /// Asks for the id of a namespace by one attribute; nil where it has none, or the kernel does not say.
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
