/// The number spaces that files of the system (`/etc/iproute2`) give names to.
@usableFromInline package enum SystemName: UInt8, Sendable, CaseIterable {
  /// Routing tables: `rt_tables`.
  case table
  /// Who installed a route: `rt_protos`.
  case `protocol`
  /// Distance classes: `rt_scopes`.
  case scope
  /// Routing realms: `rt_realms`.
  case realm
  /// Differentiated-services values: `rt_dsfield`.
  case dsfield
  /// The upper six bits of such a value alone: `rt_dsfield` too.
  case dscp
  /// Groups of links: `group`.
  case group
  /// Who added an address: `rt_addrprotos`.
  case addressProtocol
  /// Reasons of `proto_down`: `protodown_reasons.d`.
  case protoDownReason
  /// Protocols above IP: `/etc/protocols`.
  case internetProtocol
  /// Users: `/etc/passwd`.
  case user
  /// Groups of users: `/etc/group`.
  case userGroup
}
