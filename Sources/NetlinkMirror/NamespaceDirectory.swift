package import NetlinkCore

/// The file by which a namespace can be entered, and its name for `ip netns`. Both may be any bytes.
package struct NamespacePlace: Equatable, Sendable {
  package let path: [UInt8]
  package let name: [UInt8]?

  package init(path: [UInt8], name: [UInt8]?) {
    self.path = path
    self.name = name
  }
}

/// Finds the namespaces behind the ids that the follower's own has for them, and enters them.
package protocol NamespaceDirectory: AnyObject {
  /// Asks by this client from now on.
  func ask(by client: NetlinkClient)
  /// The ids in use. Throws what asking for them throws.
  func ids() throws(NetlinkError) -> [Int32]
  /// Finds out where many namespaces are, all at once, before `place` is called for each.
  func look(for ids: [Int32])
  /// Where the namespace of that id is; nil when it is not found.
  func place(of id: Int32) -> NamespacePlace?
  /// Moves the calling thread into a namespace; false, and nothing done, if it could not enter it or not return later.
  func enter(_ place: NamespacePlace) -> Bool
  /// Moves the calling thread back home.
  func leave() throws(NetlinkError)
}
