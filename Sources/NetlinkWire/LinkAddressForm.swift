/// How a link-layer address is written: that of a tunnel is an IP address.
@usableFromInline package enum LinkAddressForm: Sendable {
  case ipv4, ipv6, octets

  /// The form of an address of `length` bytes on a device of hardware type `type` (`ARPHRD_…`); the type is nil where
  /// the device is not known.
  @inlinable
  package init(hardware type: @autoclosure () -> UInt16?, length: Int) {
    // The type need not be looked up for the length of most addresses.
    guard length == 4 || length == 16, let type = type() else {
      self = .octets
      return
    }
    self =
      switch (type, length) {
      case (HardwareNumber.tunnel, 4), (HardwareNumber.sit, 4), (HardwareNumber.ipGRE, 4): .ipv4
      case (HardwareNumber.tunnel6, 16), (HardwareNumber.ip6GRE, 16): .ipv6
      default: .octets
      }
  }
}

/// Types of hardware that the walk has to know. The kernel's `ARPHRD_…`.
@usableFromInline
enum HardwareNumber {
  @inlinable static var infiniband: UInt16 { 32 }  // ARPHRD_INFINIBAND
  @inlinable static var tunnel: UInt16 { 768 }  // ARPHRD_TUNNEL
  @inlinable static var tunnel6: UInt16 { 769 }  // ARPHRD_TUNNEL6
  @inlinable static var sit: UInt16 { 776 }  // ARPHRD_SIT
  @inlinable static var ipGRE: UInt16 { 778 }  // ARPHRD_IPGRE
  @inlinable static var ip6GRE: UInt16 { 823 }  // ARPHRD_IP6GRE
}
