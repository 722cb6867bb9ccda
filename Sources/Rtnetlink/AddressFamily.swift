package import NetlinkWire

/// The address family in the header of most messages: its names and its row.
package enum AddressFamily {
  /// `AF_…`, and the two families of multicast routing.
  package static let names: Names = [
    0: "unspec", 2: "inet", 10: "inet6", 7: "bridge", 17: "link", 28: "mpls", 128: "ipmr", 129: "ip6mr",
  ]

  /// The row of a family in the first byte of a fixed header.
  package static func row(_ kernelName: StaticString) -> Attribute {
    .field(0, kernelName, "family", .named(names), "Address family.", width: 1)
  }
}
