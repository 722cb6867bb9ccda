/// The address families that can be asked for by name.
package enum FamilyName: String, CaseIterable, Sendable {
  /// IPv4. The kernel's `AF_INET`.
  case inet

  /// IPv6. The kernel's `AF_INET6`.
  case inet6

  /// Multiprotocol label switching. The kernel's `AF_MPLS`.
  case mpls

  /// The forwarding database of bridges. The kernel's `AF_BRIDGE`.
  case bridge

  /// Reads a family's name; `ipv4` and `ipv6` are aliases.
  init?(_ text: Substring) {
    switch text {
    case "inet", "ipv4": self = .inet
    case "inet6", "ipv6": self = .inet6
    case "mpls": self = .mpls
    case "bridge": self = .bridge
    default: return nil
    }
  }
}
