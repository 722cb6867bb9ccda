import CommandLine
import NetlinkCore
import NetlinkWire
import Rtnetlink

/// The names in `/run/netns` of the namespaces that have an id in this one, or in another.
struct NamespaceNames {
  private var names: [Int32: [UInt8]] = [:]

  /// Asks the kernel for the id of each in the namespace whose own id is `holder`; nil for this one. One that cannot be
  /// asked for has no id.
  init(_ client: borrowing NetlinkClient, in holder: Int32? = nil) {
    for name in NetworkNamespace.names {
      if let id = NamespaceNames.id(of: name, client, in: holder) { names[id] = name }
    }
  }

  /// The id of the namespace with that name; nil if it has none.
  static func id(of name: [UInt8], _ client: borrowing NetlinkClient, in holder: Int32?) -> Int32? {
    Files.withDescriptor(of: NetworkNamespace.path(ofName: name)) { id(of: $0, client, in: holder) }
  }

  /// The id of the namespace that a descriptor refers to; nil if it has none.
  static func id(
    of descriptor: Int32, _ client: borrowing NetlinkClient, in holder: Int32? = nil
  ) -> Int32? {
    var request = Request(type: RTM.getNamespaceID)
    request.appendHeader([0, 0, 0, 0])  // struct rtgenmsg
    request.appendAttribute(NamespaceAttribute.descriptor, u32: UInt32(bitPattern: descriptor))
    if let holder { request.appendAttribute(NamespaceAttribute.target, u32: UInt32(bitPattern: holder)) }
    request.isIdempotent = true
    guard let reply = try? client.transact(request) else { return nil }
    var messages = reply.messages
    guard let message = messages.next(), message.payload.byteCount >= 4 else { return nil }
    let attributes = message.payload.slice(at: 4, length: message.payload.byteCount - 4)
    guard let id = attributes.attribute(NamespaceAttribute.id).unsigned else { return nil }
    let number = Int32(truncatingIfNeeded: id)
    // A namespace without an id has −1.
    return number < 0 ? nil : number
  }

  /// The id of the namespace with that name; nil if it has none.
  func id(of name: [UInt8]) -> Int32? { names.first { $0.value == name }?.key }

  /// The name of the namespace with that id; nil if it has none.
  subscript(id: Int32) -> [UInt8]? { names[id] }
}

/// Names of namespaces that are loaded when the first is needed, because most devices refer to no other namespace.
final class LazyNamespaceNames {
  private enum Origin {
    /// The names of now. If `isFollowing`, namespaces may come and go meanwhile, so that each name is checked before it
    /// is used.
    case kernel(NetlinkClient, isFollowing: Bool)
    case recording(NotedNames)
  }

  private let origin: Origin
  private var names: [Int32?: NamespaceNames] = [:]
  /// The namespace whose ids are asked about, by its own id; nil for that of the client.
  var holder: Int32?
  /// Whether it is asked about a state of the past, whose ids may have been those of other namespaces.
  var isPast = false

  init(_ client: NetlinkClient, isFollowing: Bool = false) {
    origin = .kernel(client, isFollowing: isFollowing)
  }

  /// The names in a recording, which has those of the recorded namespace alone.
  init(_ noted: NotedNames) { origin = .recording(noted) }

  /// The name of the namespace with that id; nil if it has none.
  subscript(id: Int32) -> [UInt8]? {
    // Of a namespace that has no id here the kernel says −1.
    if id < 0 || isPast { return nil }
    switch origin {
    case .recording(let noted): return holder == nil ? noted.names[id] : nil
    case .kernel(let client, let isFollowing):
      let name = ask(client, isFollowing, for: id)
      if holder == nil { Tapping.note(name, of: id) }
      return name
    }
  }

  private func ask(_ client: NetlinkClient, _ isFollowing: Bool, for id: Int32) -> [UInt8]? {
    if let known = names[holder] {
      let name = known[id]
      if !isFollowing { return name }
      if let name, NamespaceNames.id(of: name, client, in: holder) == id { return name }
    }
    let fresh = NamespaceNames(client, in: holder)
    names[holder] = fresh
    return fresh[id]
  }
}

extension Session {
  /// The names of namespaces: those of the recording that answers, else those of now. For a recording that is read by the
  /// command itself there are none: today's names may be of other namespaces.
  var namespaceNames: LazyNamespaceNames {
    guard invocation.source != nil else {
      return LazyNamespaceNames(client, isFollowing: invocation.isFollowing)
    }
    return LazyNamespaceNames(NotedNames(Tapping.replayed?.names ?? RecordedNames()))
  }
}
