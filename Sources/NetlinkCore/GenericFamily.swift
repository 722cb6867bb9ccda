/// A generic netlink family: its number and its multicast groups, which it keeps as long as it is loaded.
///
/// A value; thread-safe. The kernel's `CTRL_CMD_NEWFAMILY`. OVS: the answer of `nl_lookup_genl_family`.
public struct GenericFamily: Sendable, Equatable {
  /// The family's name, such as "nlctrl".
  public let name: String
  /// The number to use as message type.
  public let id: UInt16
  /// Its groups by their names.
  public let groups: [String: NetlinkGroup]
}
