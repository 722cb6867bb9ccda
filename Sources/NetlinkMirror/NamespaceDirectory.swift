package import NetlinkCore

/// The file by which a namespace can be entered, and its name for `ip netns`.
package struct NamespacePlace: Equatable, Sendable {
  package let path: String
  package let name: String?

  package init(path: String, name: String?) {
    self.path = path
    self.name = name
  }
}

/// Finds the namespaces behind the ids that the follower's own has for them, and enters them.
package protocol NamespaceDirectory: AnyObject {
  /// The ids in use.
  func ids() -> [Int32]
  /// Finds out where many namespaces are, all at once, before each is asked for.
  func look(for ids: [Int32])
  /// Where the namespace of that id is; nil when it cannot be told.
  func place(of id: Int32) -> NamespacePlace?
  /// Moves the calling thread into a namespace; false, and nothing done, if it could not enter or return.
  func enter(_ place: NamespacePlace) -> Bool
  /// Moves it home.
  func leave() throws(NetlinkError)
}
