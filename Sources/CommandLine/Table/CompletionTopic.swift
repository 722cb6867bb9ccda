/// What `nlctl complete WHAT` can list for a shell: one word a line, in any order.
///
/// The topics are a stable interface, because a completion script may be older than the program that it runs.
package enum CompletionTopic: String, CaseIterable, Sendable {
  /// Names of devices, alternative names included.
  case links

  /// Devices that can be a master.
  case masters

  /// Devices of kind vrf.
  case vrfs

  /// Names of routing tables, and the numbers of others that rules send to.
  case tables

  /// Names of routing protocols.
  case protocols

  /// Names of address protocols.
  case addrprotos

  /// Names of scopes.
  case scopes

  /// Names of network namespaces.
  case netns

  /// Kinds of links.
  case kinds

  /// Names of device groups.
  case groups

  /// Names of realms.
  case realms

  /// Names of type-of-service values.
  case dsfields

  /// Labels of addresses.
  case labels

  /// Kinds of tunnel encapsulation of routes.
  case encaps

  /// Identifiers of next hop objects.
  case nexthops

  /// Names of netlink multicast groups.
  case mcgroups

  /// Field names of an object, which is the second operand: `nlctl complete fields link`.
  case fields

  /// Values of a selector, where they depend on the objects typed for `monitor`:
  /// `nlctl complete values 'monitor link route' type`.
  case values
}
