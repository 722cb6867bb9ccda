package import NetlinkWire

extension ObjectType {
  /// Where a dump is a list of other things, each with its objects of this type under a key: the table of those things,
  /// and the key. A dump of addresses is a list of links.
  package var holder: (table: Table, key: String)? {
    switch new {
    case RTM.newAddress: (ObjectType.link.table, "addr_info")
    case RTM.newMulticast: (MulticastAddress.device, "maddr")
    default: nil
    }
  }
}
