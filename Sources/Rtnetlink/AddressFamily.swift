package import NetlinkWire

/// The names of address families, and their row in the headers of many objects.
package enum AddressFamily {
  /// The families `AF_…`, and the two families of multicast routing.
  package static let names: Names = [
    0: "unspec", 2: "inet", 10: "inet6", 7: "bridge", 17: "link", 28: "mpls", 128: "ipmr", 129: "ip6mr",
  ]

  /// The row of a family in the first byte of a fixed header.
  package static func row(_ kernelName: StaticString) -> Attribute {
    .field(0, kernelName, "family", .named(names), "Address family.", width: 1)
  }
}
