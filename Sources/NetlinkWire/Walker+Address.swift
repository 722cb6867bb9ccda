extension Walker {
  /// An address of `family`; its length tells IPv4 from IPv6 where the family does not.
  @inline(never)
  @inlinable
  mutating func address<V: Visitor & ~Copyable>(
    _ row: Row, _ payload: RawSpan, family: UInt8, _ visitor: inout V
  ) {
    switch (family, payload.byteCount) {
    case (Family.mpls, _):
      guard payload.byteCount >= 4, payload.byteCount % 4 == 0 else { return odd(row, payload, &visitor) }
      visitor.labels(row, payload)
    case (Family.bridge, 6): visitor.octets(row, payload)
    case (Family.inet, 4), (Family.unspecified, 4), (Family.bridge, 4), (Family.multicastRouting, 4),
      (Family.multicastRouting6, 4):
      visitor.ipv4(row, payload)
    case (Family.inet6, 16), (Family.unspecified, 16), (Family.bridge, 16), (Family.multicastRouting, 16),
      (Family.multicastRouting6, 16):
      visitor.ipv6(row, payload)
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
    case (Family.mpls, 4):
      visitor.labels(row, payload)
    case (Family.inet, 4), (Family.inet, 0), (Family.multicastRouting, 0), (Family.multicastRouting, 4):
      visitor.prefix(row, payload, length: length, host: 32)
    case (Family.inet6, 16), (Family.inet6, 0), (Family.multicastRouting6, 0), (Family.multicastRouting6, 16):
      visitor.prefix(row, payload, length: length, host: 128)
    case (_, 0):
      visitor.prefix(row, payload, length: length, host: 0)
    default:
      odd(row, payload, &visitor)
    }
  }

  @inline(never)
  @inlinable
  mutating func address<V: Visitor & ~Copyable>(_ row: Row, _ payload: RawSpan, _ visitor: inout V) {
    let length = payload.byteCount
    switch row.declaredShape {
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
      switch LinkAddressForm(hardware: linkType, length: length) {
      case .ipv4: visitor.ipv4(row, payload)
      case .ipv6: visitor.ipv6(row, payload)
      case .octets: visitor.octets(row, payload)
      }
    case .paddedLinkAddress:
      let real = linkType == HardwareNumber.infiniband ? 20 : 6
      guard length >= real else { return odd(row, payload, &visitor) }
      visitor.octets(row, payload.slice(at: 0, length: real))
    case .guid where length == 8: visitor.guid(row, payload.u64(at: 0))
    case .bridgeID where length == 8: visitor.bridgeID(row, payload)
    case .labels where length >= 4 && length % 4 == 0: visitor.labels(row, payload)
    case .via where length > 2:
      let family = payload.u16(at: 0)
      let host = payload.slice(at: 2, length: length - 2)
      switch (family, length) {
      case (UInt16(Family.inet), 6):
        visitor.beginObject(row)
        visitor.word(Via.table[0], "inet")
        visitor.ipv4(Via.table[1], host)
      case (UInt16(Family.inet6), 18):
        visitor.beginObject(row)
        visitor.word(Via.table[0], "inet6")
        visitor.ipv6(Via.table[1], host)
      case (UInt16(Family.packet), _):  // MPLS over Ethernet
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
