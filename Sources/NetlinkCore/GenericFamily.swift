/// A generic netlink family: its number and those of its multicast groups, as long as it is loaded.
public struct GenericFamily: Sendable, Equatable {
  /// The family's name, such as "nlctrl".
  public var name: String
  /// The number to use as message type.
  public var id: UInt16
  /// The group numbers by name.
  public var groups: [String: UInt32]
}
