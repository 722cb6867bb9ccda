extension Walker {
  /// Integers that are shown divided, offset by one, or only sometimes.
  @inline(never)
  @inlinable
  mutating func scaled<V: Visitor & ~Copyable>(_ row: Row, _ payload: RawSpan, _ visitor: inout V) {
    let shape = row.declaredShape
    if let width = shape.width, payload.byteCount != width { return odd(row, payload, &visitor) }
    guard let value = payload.unsigned else { return odd(row, payload, &visitor) }
    switch shape {
    case .seconds: visitor.seconds(row, value)
    // Hundredths of a second (USER_HZ).
    case .divided(by: 100): visitor.duration(row, seconds: Int64(clamping: value / 100))
    case .divided(let divisor): visitor.unsigned(row, value / UInt64(max(1, divisor)))
    case .signedDivided(by: 100):
      visitor.duration(row, seconds: Int64(Int32(truncatingIfNeeded: value)) / 100)
    case .signedDivided(let divisor):
      visitor.signed(row, Int64(Int32(truncatingIfNeeded: value)) / Int64(max(1, divisor)))
    case .secondsLeft: visitor.secondsLeft(row, UInt32(truncatingIfNeeded: value))
    case .optional32:
      if value != 0xffff_ffff { visitor.unsigned(row, value) }
    case .bitField(let shift, let count, let times):
      let field = value >> UInt64(shift) & ((1 << UInt64(count)) &- 1)
      visitor.unsigned(row, field * UInt64(times))
    case .bareHexBE(let mask):
      guard let value = payload.unsignedBE else { return odd(row, payload, &visitor) }
      visitor.hexadecimal(row, value & UInt64(mask), prefixed: false)
    case .weight:
      if isMulticastRouting { return }
      guard payload.byteCount == 2 else { return odd(row, payload, &visitor) }
      // Unless bit 31 of NHA_OP_FLAGS is set, the kernel may leave chance bytes in weight_high.
      let high = (exported ?? 0) >> 31 & 1 == 1 ? UInt64(payload.u8(at: 1)) : 0
      visitor.unsigned(row, (high << 8 | UInt64(payload.u8(at: 0))) + 1)
    case .threshold:
      if isMulticastRouting { visitor.unsigned(row, value) }
    case .systemUnlessZero(let space):
      guard let value = UInt32(exactly: value) else { return odd(row, payload, &visitor) }
      if value != 0 { visitor.system(row, space, value) }
    case .dscp:
      guard value < 64 else { return visitor.unnamed(row, value) }
      visitor.system(row, .dscp, UInt32(value))
    default: odd(row, payload, &visitor)
    }
  }

  /// Whether the message is about multicast routing (RTNL_FAMILY_IPMR, RTNL_FAMILY_IP6MR).
  @inlinable
  var isMulticastRouting: Bool {
    family == Family.multicastRouting || family == Family.multicastRouting6
  }
}
