extension Walker {
  /// Hands the value of one row to the visitor, or says that its bytes are odd.
  @inline(__always)
  @inlinable
  mutating func value<V: Visitor & ~Copyable>(
    _ step: Step, _ payload: RawSpan, _ context: borrowing Context, _ visitor: inout V
  ) {
    let row = step.row
    switch step.operation {
    case .u8:
      guard payload.byteCount == 1 else { return odd(row, payload, &visitor) }
      visitor.unsigned(row, UInt64(payload.u8(at: 0)))
    case .u16:
      guard payload.byteCount == 2 else { return odd(row, payload, &visitor) }
      visitor.unsigned(row, UInt64(payload.u16(at: 0)))
    case .u32:
      guard payload.byteCount == 4 else { return odd(row, payload, &visitor) }
      visitor.unsigned(row, UInt64(payload.u32(at: 0)))
    case .u64:
      guard payload.byteCount == 8 else { return odd(row, payload, &visitor) }
      visitor.unsigned(row, payload.u64(at: 0))
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
      if family == 2, payload.byteCount == 4 { return visitor.ipv4(row, payload) }
      address(row, payload, family: family, &visitor)
    case .prefix:
      let lengthAt = Int(step.lengthAt)
      if family == 2, payload.byteCount == 4, lengthAt < context.nest.byteCount {
        visitor.prefix(row, payload, length: Int(context.nest.u8(at: lengthAt)), host: 32)
      } else {
        prefix(row, payload, lengthAt: lengthAt, context, &visitor)
      }
    case .flags:
      guard let value = payload.small else { return odd(row, payload, &visitor) }
      visitor.flags(row, value, step.flags)
    case .rarer: rarer(row, payload, context, &visitor)
    }
  }

  /// The bytes of `row` are not what the row says.
  @inline(never)
  @inlinable
  mutating func odd<V: Visitor & ~Copyable>(_ row: Row, _ payload: RawSpan, _ visitor: inout V) {
    visitor.unparsed(path, type: row.number ?? 0, .malformed, payload)
  }

  /// An address of `family`, or of whatever its length says where the family is no address family.
  @inline(never)
  @inlinable
  mutating func address<V: Visitor & ~Copyable>(
    _ row: Row, _ payload: RawSpan, family: UInt8, _ visitor: inout V
  ) {
    switch (family, payload.byteCount) {
    case (28, _):  // AF_MPLS
      guard payload.byteCount >= 4, payload.byteCount % 4 == 0 else { return odd(row, payload, &visitor) }
      visitor.labels(row, payload)
    case (7, 6): visitor.octets(row, payload)  // AF_BRIDGE
    case (2, 4), (0, 4), (7, 4), (128, 4), (129, 4): visitor.ipv4(row, payload)
    case (10, 16), (0, 16), (7, 16), (128, 16), (129, 16): visitor.ipv6(row, payload)
    default: odd(row, payload, &visitor)
    }
  }

  /// A destination, whose length stands in the header of the nest.
  @inline(never)
  @inlinable
  mutating func prefix<V: Visitor & ~Copyable>(
    _ row: Row, _ payload: RawSpan, lengthAt: Int, _ context: borrowing Context, _ visitor: inout V
  ) {
    guard context.nest.byteCount > lengthAt else { return odd(row, payload, &visitor) }
    let length = Int(context.nest.u8(at: lengthAt))
    switch (family, payload.byteCount) {
    case (28, 4):
      visitor.labels(row, payload)
    case (2, 4), (2, 0), (128, 0), (128, 4):
      visitor.prefix(row, payload, length: length, host: 32)
    case (10, 16), (10, 0), (129, 0), (129, 16):
      visitor.prefix(row, payload, length: length, host: 128)
    case (_, 0):
      visitor.prefix(row, payload, length: length, host: 0)
    default:
      odd(row, payload, &visitor)
    }
  }

  /// The shapes that a full table of routes does not consist of.
  @inline(never)
  @inlinable
  mutating func rarer<V: Visitor & ~Copyable>(
    _ row: Row, _ payload: RawSpan, _ context: borrowing Context, _ visitor: inout V
  ) {
    switch row.shape {
    case .u8, .u16, .u32, .u64, .named, .interface, .system, .address, .prefix, .flags: return
    case .s8, .s16, .s32, .s64, .be16, .be32, .be64, .uint, .bool, .flag, .bit, .bitNumber, .hex, .hexBE,
      .bareHex, .hexPartBE, .ticks, .ticksText, .thousandths, .paddedHex, .boolIfKnown,
      .joinedFlags,
      .namedBE, .keyedFlags, .keyedFlagsBE, .maskedFlags:
      integer(row, payload, &visitor)
    case .isSent:
      guard payload.byteCount == 0 else { return odd(row, payload, &visitor) }
      visitor.boolean(row, context.has(row.number ?? 0))
    case .string: visitor.text(row, payload.untilNUL)
    case .binary: visitor.binary(row, payload)
    case .hidden: return
    case .constant(let value): visitor.unsigned(row, UInt64(value))
    case .linkType(let names):
      let value = UInt64(linkType)
      if let name = names.name(of: value) { visitor.word(row, name) } else { visitor.unnamed(row, value) }
    case .ipv4, .ipv6, .ip, .unicastOrGroup, .tunnelEnd, .mac, .linkAddress, .paddedLinkAddress, .guid,
      .dottedQuad, .bridgeID, .via, .labels,
      .realms:
      address(row, payload, &visitor)
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
    case .lowerLink:
      guard payload.byteCount == 4 else { return odd(row, payload, &visitor) }
      let index = payload.u32(at: 0)
      if index == 0 || context.has(37) {  // IFLA_LINK_NETNSID
        visitor.foreignInterface(row, index)
      } else {
        visitor.interface(row, index)
      }
    case .interfaceFlags(let flags):
      guard payload.byteCount == 4 else { return odd(row, payload, &visitor) }
      let link = sibling(5, context)  // IFLA_LINK
      let lower = link.byteCount == 4 && !context.has(37) ? link.u32(at: 0) : 0
      visitor.interfaceFlags(row, UInt64(payload.u32(at: 0)), flags, lower: lower)
    case .seconds, .divided, .signedDivided, .optional32, .bitField, .bareHexBE, .weight, .threshold, .dscp,
      .systemUnlessZero:
      scaled(row, payload, &visitor)
    case .present, .keyedFlagsOfFamily, .flagsWith, .selector, .neighbourAddress, .interfaceUnless,
      .locator, .segments, .realmKeys, .range:
      related(row, payload, context, &visitor)
    case .nest, .inline, .structure, .inlineStructure, .inlineSparse, .runs, .part, .parts, .nestInArray,
      .selected, .inlineSelected, .selectedByFamily, .structureSince, .children, .repeated, .packed, .chain:
      compound(row, payload, context, &visitor)
    }
  }

  @inlinable
  mutating func integer<V: Visitor & ~Copyable>(_ row: Row, _ payload: RawSpan, _ visitor: inout V) {
    if case .flag = row.shape {
      guard payload.byteCount == 0 else { return odd(row, payload, &visitor) }
      return visitor.boolean(row, true)
    }
    if let width = row.shape.width, payload.byteCount != width { return odd(row, payload, &visitor) }
    guard let value = payload.unsigned, let swapped = payload.unsignedBE else {
      return odd(row, payload, &visitor)
    }
    switch row.shape {
    case .s8: visitor.signed(row, Int64(Int8(truncatingIfNeeded: value)))
    case .s16: visitor.signed(row, Int64(Int16(truncatingIfNeeded: value)))
    case .s32: visitor.signed(row, Int64(Int32(truncatingIfNeeded: value)))
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
    case .keyedFlags(let flags): visitor.keyedFlags(row, value, flags)
    case .keyedFlagsBE(let flags): visitor.keyedFlags(row, swapped, flags)
    case .maskedFlags(let flags): visitor.flags(row, value & 0xffff_ffff, flags)
    default: return
    }
  }

  @inlinable
  mutating func address<V: Visitor & ~Copyable>(_ row: Row, _ payload: RawSpan, _ visitor: inout V) {
    let length = payload.byteCount
    switch row.shape {
    case .ipv4 where length == 4, .dottedQuad where length == 4, .ip where length == 4:
      visitor.ipv4(row, payload)
    case .ipv6 where length == 16, .ip where length == 16:
      visitor.ipv6(row, payload)
    case .unicastOrGroup where length == 4 || length == 16:
      let isGroup = length == 4 ? payload.u8(at: 0) & 0xf0 == 0xe0 : payload.u8(at: 0) == 0xff
      if isGroup {
        visitor.group(row, payload)
      } else if length == 4 {
        visitor.ipv4(row, payload)
      } else {
        visitor.ipv6(row, payload)
      }
    case .tunnelEnd where length == 4 || length == 16:
      if payload.isZero {
        visitor.word(row, "any")
      } else if length == 4 {
        visitor.ipv4(row, payload)
      } else {
        visitor.ipv6(row, payload)
      }
    case .mac: visitor.octets(row, payload)
    case .linkAddress:
      switch (linkType, length) {
      case (768, 4), (776, 4), (778, 4): visitor.ipv4(row, payload)  // ARPHRD_TUNNEL, SIT, IPGRE
      case (769, 16), (823, 16): visitor.ipv6(row, payload)  // ARPHRD_TUNNEL6, IP6GRE
      default: visitor.octets(row, payload)
      }
    case .paddedLinkAddress:
      let real = linkType == 32 ? 20 : 6  // ARPHRD_INFINIBAND
      guard length >= real else { return odd(row, payload, &visitor) }
      visitor.octets(row, payload.slice(at: 0, length: real))
    case .guid where length == 8: visitor.guid(row, payload.u64(at: 0))
    case .bridgeID where length == 8: visitor.bridgeID(row, payload)
    case .labels where length >= 4 && length % 4 == 0: visitor.labels(row, payload)
    case .via where length > 2:
      let family = payload.u16(at: 0)
      let host = payload.slice(at: 2, length: length - 2)
      switch (family, length) {
      case (2, 6):
        visitor.beginObject(row)
        visitor.word(Via.table[0], "inet")
        visitor.ipv4(Via.table[1], host)
      case (10, 18):
        visitor.beginObject(row)
        visitor.word(Via.table[0], "inet6")
        visitor.ipv6(Via.table[1], host)
      case (17, _):  // AF_PACKET: MPLS over Ethernet
        visitor.beginObject(row)
        visitor.word(Via.table[0], "link")
        visitor.octets(Via.table[1], host)
      default: return odd(row, payload, &visitor)
      }
      visitor.endObject(row)
    case .realms where length == 4:
      let value = payload.u32(at: 0)
      visitor.beginObject(row)
      if value >> 16 != 0 { visitor.system(Realms.table[0], .realm, value >> 16) }
      visitor.system(Realms.table[1], .realm, value & 0xffff)
      visitor.endObject(row)
    default: odd(row, payload, &visitor)
    }
  }
}

/// The members of a next hop of another family.
@usableFromInline
enum Via {
  @usableFromInline static let table = Table(
    "struct rtvia", headerLength: 2,
    [
      .field(
        0, "rtvia_family", "family", .named([2: "inet", 10: "inet6", 17: "link"]), "Family of the next hop."),
      .field(2, "rtvia_addr", "host", .ip, "Address of the next hop."),
    ])
}

/// The members of a route's realms.
@usableFromInline
enum Realms {
  @usableFromInline static let table = Table(
    "RTA_FLOW", headerLength: 4,
    [
      .field(0, "RTA_FLOW", "from", .system(.realm), "Realm of the source."),
      .field(2, "RTA_FLOW", "to", .system(.realm), "Realm of the destination."),
    ])
}
