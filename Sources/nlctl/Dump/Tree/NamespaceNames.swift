import NetlinkCore
import NetlinkWire
import Rtnetlink

/// The names in `/run/netns` of the namespaces that have an id in this one.
struct NamespaceNames {
  private var names: [Int32: [UInt8]] = [:]

  /// Asks the kernel for the id of each. One that cannot be asked for has no id.
  init(_ client: borrowing NetlinkClient) {
    for name in NetworkNamespace.names {
      let path = NetworkNamespace.path(ofName: name)
      let id = Files.withDescriptor(of: path) { NamespaceNames.id(of: $0, client) }
      if let id { names[id] = name }
    }
  }

  /// The id in this namespace of the one that a descriptor refers to; nil if it has none.
  static func id(of descriptor: Int32, _ client: borrowing NetlinkClient) -> Int32? {
    var request = Request(type: RTM.getNamespaceID)
    request.appendHeader([0, 0, 0, 0])  // struct rtgenmsg
    request.appendAttribute(NamespaceAttribute.descriptor, u32: UInt32(bitPattern: descriptor))
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
  private let client: NetlinkClient
  private var names: NamespaceNames?

  init(_ client: NetlinkClient) { self.client = client }

  /// The name of the namespace with that id; nil if it has none.
  subscript(id: Int32) -> [UInt8]? {
    if names == nil { names = NamespaceNames(client) }
    return names?[id]
  }
}
