package import NetlinkWire

/// The two lowest bits of a message type, which tell `RTM_NEW…`, `RTM_DEL…`, `RTM_GET…` and `RTM_SET…` apart.
package enum Verb {
  package static var mask: UInt16 { 3 }
  package static var new: UInt16 { 0 }
  package static var delete: UInt16 { 1 }
  package static var get: UInt16 { 2 }
  package static var set: UInt16 { 3 }
}

extension RouteGroup {
  /// The group to which the kernel sends a notification; 0 where it has several, or none.
  package static func group(of message: borrowing Message) -> UInt32 {
    switch (message.type & ~Verb.mask, message.family) {
    case (RTM.newLink, Family.inet6): ipv6Link
    case (RTM.newLink, _): link
    case (RTM.newAddress, Family.inet): ipv4Address
    case (RTM.newAddress, Family.inet6): ipv6Address
    case (RTM.newRoute, Family.inet): ipv4Route
    case (RTM.newRoute, Family.inet6): ipv6Route
    case (RTM.newRoute, Family.mpls): mplsRoute
    case (RTM.newNeighbour, _): neighbour
    case (RTM.newRule, Family.inet): ipv4Rule
    case (RTM.newRule, Family.inet6): ipv6Rule
    case (RTM.newMulticast, Family.inet): ipv4Multicast
    case (RTM.newMulticast, Family.inet6): ipv6Multicast
    case (RTM.newNetconf, Family.inet): ipv4Netconf
    case (RTM.newNetconf, Family.inet6): ipv6Netconf
    case (RTM.newNetconf, Family.mpls): mplsNetconf
    case (RTM.newNamespaceID, _): namespaceID
    case (RTM.newNextHop, _): nextHop
    default: 0
    }
  }
}
