/// What the packet of `route get` looks like.
package struct RouteLookup: Equatable, Sendable {
  /// Its destination; the empty prefix for `default`.
  package var destination: NetworkPrefix

  /// Its source address.
  package var from: IPAddress?

  /// The device it must leave by.
  package var oif: String?

  /// The device it came in by.
  package var iif: String?

  /// Its firewall mark.
  package var mark: UInt32?

  /// Its type of service, 0 to 255 where it is a number.
  package var tos: NameOrNumber?

  /// The VRF to look in.
  package var vrf: String?

  /// The user whose socket sends it.
  package var uid: UInt32?

  /// Its IP protocol.
  package var transport: UInt8?

  /// Its source port.
  package var sourcePort: UInt16?

  /// Its destination port.
  package var destinationPort: UInt16?

  /// Whether the route of the table is asked for, not the one that results from it.
  package var fibmatch = false

  init(_ destination: NetworkPrefix) { self.destination = destination }
}
