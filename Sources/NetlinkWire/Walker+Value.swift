extension Walker {
  /// Hands the value of one row to the visitor, or reports that its bytes are malformed.
  @inline(__always)
  @inlinable
  mutating func value<V: Visitor & ~Copyable>(
    _ step: Step, _ payload: RawSpan, nest: RawSpan, table: Table, seen: RowSet, depth: Int,
    _ visitor: inout V
  ) {
    let row = step.row
    switch step.operation {
    case .unsigned:
      guard payload.byteCount == Int(step.size), let value = payload.small else {
        return odd(row, payload, &visitor)
      }
      visitor.unsigned(row, value)
    case .signed:
      guard payload.byteCount == 4 else { return odd(row, payload, &visitor) }
      visitor.signed(row, Int64(Int32(bitPattern: payload.u32(at: 0))))
    case .named:
      guard let value = payload.small else { return odd(row, payload, &visitor) }
      visitor.named(row, value, step.names)
    case .interface:
      guard payload.byteCount == 4 else { return odd(row, payload, &visitor) }
      visitor.interface(row, payload.u32(at: 0))
    case .system:
      guard let value = payload.small, let value = UInt32(exactly: value) else {
        return odd(row, payload, &visitor)
      }
      visitor.system(row, step.space, value)
    case .address:
      if family == Family.inet, payload.byteCount == 4 { return visitor.ipv4(row, payload) }
      address(row, payload, family: family, &visitor)
    case .prefix:
      let lengthAt = Int(step.lengthAt)
      if family == Family.inet, payload.byteCount == 4, lengthAt < nest.byteCount {
        visitor.prefix(row, payload, length: Int(nest.u8(at: lengthAt)), host: 32)
      } else {
        let context = Context(nest: nest, table: table, seen: seen, depth: depth)
        prefix(row, payload, lengthAt: lengthAt, context, &visitor)
      }
    case .flags:
      guard let value = payload.small else { return odd(row, payload, &visitor) }
      visitor.flags(row, value, step.flags)
    case .keyedFlags:
      guard let value = payload.small else { return odd(row, payload, &visitor) }
      visitor.keyedFlags(row, value, step.flags)
    case .neighbourAddress:
      visitor.neighbour(row, payload, on: nest.byteCount >= 8 ? nest.u32(at: 4) : 0)
    case .weight:
      guard payload.byteCount == 1 else { return odd(row, payload, &visitor) }
      if !isMulticastRouting { visitor.unsigned(row, UInt64(payload.u8(at: 0)) + 1) }
    case .text: visitor.text(row, payload.untilNUL)
    case .integer: integer(row, payload, &visitor)
    case .otherAddress: address(row, payload, &visitor)
    case .scaled: scaled(row, payload, &visitor)
    case .related:
      related(row, payload, Context(nest: nest, table: table, seen: seen, depth: depth), &visitor)
    case .compound:
      compound(row, payload, Context(nest: nest, table: table, seen: seen, depth: depth), &visitor)
    case .rarer:
      rarer(row, payload, Context(nest: nest, table: table, seen: seen, depth: depth), &visitor)
    }
  }

  /// Reports bytes that are not what the row says.
  @inline(never)
  @inlinable
  mutating func odd<V: Visitor & ~Copyable>(_ row: Row, _ payload: RawSpan, _ visitor: inout V) {
    visitor.unparsed(path, type: row.number ?? 0, .malformed, payload)
  }

  /// Shapes of few rows.
  @inline(never)
  @inlinable
  mutating func rarer<V: Visitor & ~Copyable>(
    _ row: Row, _ payload: RawSpan, _ context: borrowing Context, _ visitor: inout V
  ) {
    switch row.declaredShape {
    case .isSent:
      guard payload.byteCount == 0 else { return odd(row, payload, &visitor) }
      visitor.boolean(row, context.has(row.number ?? 0))
    case .binary: visitor.binary(row, payload)
    case .hidden: return
    case .constant(let value): visitor.unsigned(row, UInt64(value))
    case .linkType(let names):
      let value = UInt64(linkType)
      if let name = names.name(of: value) { visitor.word(row, name) } else { visitor.unnamed(row, value) }
    case .systemBits(let space):
      guard let value = payload.unsigned else { return odd(row, payload, &visitor) }
      visitor.systemBits(row, space, value)
    case .account(let space):
      guard payload.byteCount == 4 else { return odd(row, payload, &visitor) }
      visitor.account(row, space, payload.u32(at: 0))
    case .within(let outer, let inner, let names):
      let nested = payload.attribute(outer).attribute(inner)
      guard let value = nested.unsigned else { return }
      if let name = names.name(of: value) { visitor.word(row, name) } else { visitor.unnamed(row, value) }
    case .exported:
      if let exported { visitor.unsigned(row, exported) }
    case .exportedInterface:
      if let exported { visitor.interface(row, UInt32(truncatingIfNeeded: exported)) }
    case .lowerLink:
      guard payload.byteCount == 4 else { return odd(row, payload, &visitor) }
      let index = payload.u32(at: 0)
      if index == 0 || context.has(LowerAttribute.namespaceID) {
        visitor.foreignInterface(row, index)
      } else {
        visitor.interface(row, index)
      }
    case .interfaceFlags(let flags):
      guard payload.byteCount == 4 else { return odd(row, payload, &visitor) }
      let link = sibling(LowerAttribute.index, context)
      let isHere = link.byteCount == 4 && !context.has(LowerAttribute.namespaceID)
      let lower = isHere ? link.u32(at: 0) : 0
      visitor.interfaceFlags(row, UInt64(payload.u32(at: 0)), flags, lower: lower)
    default: odd(row, payload, &visitor)
    }
  }

  @inline(never)
  @inlinable
  mutating func integer<V: Visitor & ~Copyable>(_ row: Row, _ payload: RawSpan, _ visitor: inout V) {
    let shape = row.declaredShape
    if case .flag = shape {
      guard payload.byteCount == 0 else { return odd(row, payload, &visitor) }
      return visitor.boolean(row, true)
    }
    if let width = shape.width, payload.byteCount != width { return odd(row, payload, &visitor) }
    guard let value = payload.unsigned else { return odd(row, payload, &visitor) }
    // The same in network byte order.
    let swapped = value.byteSwapped >> UInt64(64 - 8 * payload.byteCount)
    switch shape {
    case .s8: visitor.signed(row, Int64(Int8(truncatingIfNeeded: value)))
    case .s16: visitor.signed(row, Int64(Int16(truncatingIfNeeded: value)))
    case .namespaceID: visitor.namespaceID(row, Int32(truncatingIfNeeded: value))
    case .s64: visitor.signed(row, Int64(truncatingIfNeeded: value))
    case .be16, .be32, .be64: visitor.unsigned(row, swapped)
    case .uint: visitor.unsigned(row, value)
    case .bool: visitor.boolean(row, value != 0)
    case .bit(let mask): visitor.boolean(row, value & UInt64(mask) != 0)
    case .bitNumber(let mask): visitor.unsigned(row, value & UInt64(mask) != 0 ? 1 : 0)
    case .hex: visitor.hexadecimal(row, value, prefixed: true)
    case .hexBE: visitor.hexadecimal(row, swapped, prefixed: true)
    case .bareHex: visitor.hexadecimal(row, value, prefixed: false)
    case .hexPartBE(let mask, let digits):
      let part = (swapped & UInt64(mask)) >> UInt64(mask.trailingZeroBitCount)
      visitor.hexadecimal(row, part, digits: Int(digits))
    case .ticks: visitor.ticks(row, value, isText: false)
    case .ticksText: visitor.ticks(row, value, isText: true)
    case .thousandths: visitor.thousandths(row, value)
    case .paddedHex(let prefixed):
      visitor.paddedHexadecimal(row, value, digits: payload.byteCount * 2, prefixed: prefixed)
    case .boolIfKnown: if value != 0xffff_ffff { visitor.boolean(row, value != 0) }
    case .joinedFlags(let flags): visitor.joinedFlags(row, value, flags)
    case .namedBE(let names):
      if let name = names.name(of: swapped) { visitor.word(row, name) } else { visitor.unnamed(row, swapped) }
    case .keyedFlagsBE(let flags): visitor.keyedFlags(row, swapped, flags)
    // The mask comes behind the flags.
    case .maskedFlags(let flags): visitor.flags(row, UInt64(payload.u32(at: 0)), flags)
    default: odd(row, payload, &visitor)
    }
  }
}
