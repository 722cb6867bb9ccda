// Numbers of the kernel's interface that messages of every protocol share (uapi/linux/netlink.h, linux/socket.h).

/// Address families, the first byte of most headers. The kernel's `AF_…`.
@usableFromInline package enum Family {
  /// Any family.
  @inlinable package static var unspecified: UInt8 { 0 }  // AF_UNSPEC
  /// IPv4.
  @inlinable package static var inet: UInt8 { 2 }  // AF_INET
  /// Bridges: forwarding databases and ports.
  @inlinable package static var bridge: UInt8 { 7 }  // AF_BRIDGE
  /// IPv6.
  @inlinable package static var inet6: UInt8 { 10 }  // AF_INET6
  /// Link-layer addresses.
  @inlinable package static var packet: UInt8 { 17 }  // AF_PACKET
  /// MPLS.
  @inlinable package static var mpls: UInt8 { 28 }  // AF_MPLS
  /// Multicast routing of IPv4.
  @inlinable package static var multicastRouting: UInt8 { 128 }  // RTNL_FAMILY_IPMR
  /// Multicast routing of IPv6.
  @inlinable package static var multicastRouting6: UInt8 { 129 }  // RTNL_FAMILY_IP6MR
}

/// What lies beside the number in an attribute's type. The kernel's `NLA_F_…`.
@usableFromInline package enum AttributeFlag {
  /// The value is attributes.
  @inlinable package static var nested: UInt16 { 0x8000 }  // NLA_F_NESTED
  /// The value is in network byte order.
  @inlinable package static var networkOrder: UInt16 { 0x4000 }  // NLA_F_NET_BYTEORDER
  /// The number itself.
  @inlinable package static var numberMask: UInt16 { 0x3fff }  // NLA_TYPE_MASK
}

/// Attributes of a route's hop that are part of a key. The kernel's `RTA_…`.
enum HopAttribute {
  /// The gateway's address.
  static var gateway: UInt16 { 5 }  // RTA_GATEWAY
  /// The gateway's address, of another family than the route's.
  static var via: UInt16 { 18 }  // RTA_VIA
  /// The kind of encapsulation.
  static var encapsulationType: UInt16 { 21 }  // RTA_ENCAP_TYPE
  /// The encapsulation.
  static var encapsulation: UInt16 { 22 }  // RTA_ENCAP
}

/// The one encapsulation with counters, which are no part of a key.
enum SegmentRouting {
  /// Its kind.
  static var local: UInt64 { 7 }  // LWTUNNEL_ENCAP_SEG6_LOCAL
  /// Its attribute with the counters.
  static var counters: UInt16 { 10 }  // SEG6_LOCAL_COUNTERS
}

/// Attributes of a link that say which device is below it. The kernel's `IFLA_…`.
@usableFromInline enum LowerAttribute {
  /// The index of the device below.
  @inlinable static var index: UInt16 { 5 }  // IFLA_LINK
  /// The id of that device's namespace, where it is another.
  @inlinable static var namespaceID: UInt16 { 37 }  // IFLA_LINK_NETNSID
}

/// Attributes of the lists in a link message. The kernel's `IFLA_VF_…`.
@usableFromInline enum VirtualFunctionAttribute {
  /// A member of the list of virtual functions.
  @inlinable static var info: UInt16 { 1 }  // IFLA_VF_INFO
}

/// Flags of interfaces. The kernel's `IFF_…`.
@usableFromInline package enum InterfaceFlag {
  /// Administratively up.
  @inlinable package static var up: UInt32 { 0x1 }  // IFF_UP
  /// Ready to carry traffic.
  @inlinable package static var running: UInt32 { 0x40 }  // IFF_RUNNING
  /// The layer below is up.
  @inlinable package static var lowerUp: UInt32 { 0x1_0000 }  // IFF_LOWER_UP
}
