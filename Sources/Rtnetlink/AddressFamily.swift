internal import NetlinkWire

/// Names that several objects share.
enum AddressFamily {
  /// `AF_…`, and the two families of multicast routing.
  static let names: Names = [
    0: "unspec", 2: "inet", 10: "inet6", 7: "bridge", 17: "link", 28: "mpls", 128: "ipmr", 129: "ip6mr",
  ]

  /// The family in the first byte of a fixed header.
  static func row(_ kernelName: StaticString) -> Attribute {
    .field(0, kernelName, "family", .named(names), "Address family.", width: 1)
  }
}
