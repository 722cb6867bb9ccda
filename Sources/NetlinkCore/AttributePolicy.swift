import NetlinkWire

/// What the kernel demands of an attribute's value, as it says about an attribute that it refused.
///
/// What the kernel does not say is nil. A value; thread-safe. The kernel's `enum netlink_policy_type_attr`. OVS: none.
public struct AttributePolicy: Sendable, Equatable {
  /// The kind of value, a number of `enum netlink_attribute_type`: 2 is `NL_ATTR_TYPE_U8`.
  public private(set) var type: UInt32?
  /// The least value of a signed integer.
  public private(set) var signedMinimum: Int64?
  /// The greatest value of a signed integer.
  public private(set) var signedMaximum: Int64?
  /// The least value of an unsigned integer.
  public private(set) var minimum: UInt64?
  /// The greatest value of an unsigned integer.
  public private(set) var maximum: UInt64?
  /// The least length, in bytes.
  public private(set) var minimumLength: UInt32?
  /// The greatest length, in bytes.
  public private(set) var maximumLength: UInt32?
  /// The bits that may be set.
  public private(set) var mask: UInt64?

  /// Reads the attributes in `bytes`. Those that are too short or unknown are passed over.
  package init(_ bytes: RawSpan) {
    var attributes = Attributes(bytes)
    while attributes.next() {
      let value = attributes.value
      let narrow = value.byteCount >= 4 ? value.u32(at: 0) : nil
      let wide = value.byteCount >= 8 ? value.u64(at: 0) : nil
      switch attributes.type {
      case PolicyAttribute.type: type = narrow
      case PolicyAttribute.signedMinimum: signedMinimum = wide.map { Int64(bitPattern: $0) }
      case PolicyAttribute.signedMaximum: signedMaximum = wide.map { Int64(bitPattern: $0) }
      case PolicyAttribute.minimum: minimum = wide
      case PolicyAttribute.maximum: maximum = wide
      case PolicyAttribute.minimumLength: minimumLength = narrow
      case PolicyAttribute.maximumLength: maximumLength = narrow
      case PolicyAttribute.mask32: mask = narrow.map(UInt64.init)
      case PolicyAttribute.mask: mask = wide
      default: continue
      }
    }
  }
}
