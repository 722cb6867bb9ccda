public import NetlinkCore

// Attributes by name.
extension Request {
  /// Appends an attribute of any bytes.
  public mutating func appendAttribute(_ name: AttributeName, bytes: [UInt8]) {
    appendAttribute(name.number, bytes: bytes)
  }
  /// Appends an attribute of one byte.
  public mutating func appendAttribute(_ name: AttributeName, u8 value: UInt8) {
    appendAttribute(name.number, u8: value)
  }
  /// Appends an attribute of 16 bits in host byte order.
  public mutating func appendAttribute(_ name: AttributeName, u16 value: UInt16) {
    appendAttribute(name.number, u16: value)
  }
  /// Appends an attribute of 32 bits in host byte order.
  public mutating func appendAttribute(_ name: AttributeName, u32 value: UInt32) {
    appendAttribute(name.number, u32: value)
  }
  /// Appends an attribute of 64 bits in host byte order.
  public mutating func appendAttribute(_ name: AttributeName, u64 value: UInt64) {
    appendAttribute(name.number, u64: value)
  }
  /// Appends an attribute of text and its terminating zero byte.
  public mutating func appendAttribute(_ name: AttributeName, string value: String) {
    appendAttribute(name.number, string: value)
  }
  /// Appends an attribute that is an IPv4 or IPv6 address: 4 or 16 bytes.
  public mutating func appendAttribute(_ name: AttributeName, _ address: IPAddress) {
    appendAttribute(name.number, bytes: address.bytes)
  }
  /// Appends an attribute that is a link-layer address.
  public mutating func appendAttribute(_ name: AttributeName, _ address: LinkAddress) {
    appendAttribute(name.number, bytes: address.bytes)
  }
  /// Appends an attribute that holds others, which `body` appends to the request that it is given.
  public mutating func appendNest(_ name: AttributeName, _ body: (inout Request) -> Void) {
    appendNest(name.number, body)
  }
}
