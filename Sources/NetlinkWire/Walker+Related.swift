extension Walker {
  /// Shapes that look at the family, the header or a sibling attribute, or that make several values.
  @inline(never)
  @inlinable
  mutating func related<V: Visitor & ~Copyable>(
    _ row: Row, _ payload: RawSpan, _ context: borrowing Context, _ visitor: inout V
  ) {
    switch row.declaredShape {
    case .present: visitor.boolean(row, true)
    case .keyedFlagsOfFamily(let flags):
      guard let value = payload.unsigned, value <= 0xffff_ffff else { return odd(row, payload, &visitor) }
      visitor.keyedFlags(row, family == Family.inet6 ? value | 1 << 32 : value, flags)
    case .flagsWith(let other, let flags):
      guard let value = payload.unsigned else { return odd(row, payload, &visitor) }
      let more = sibling(other, context).unsigned ?? 0
      visitor.flags(row, value & 0xffff_ffff | more << 32, flags)
    case .selector(let lengthAt):
      guard payload.byteCount == 0 else { return address(row, payload, family: family, &visitor) }
      let offset = Int(lengthAt)
      let isShort = context.nest.byteCount > offset && context.nest.u8(at: offset) != 0
      visitor.word(row, isShort ? "0" : "all")
    case .interfaceUnless(let other):
      guard payload.byteCount == 4 else { return odd(row, payload, &visitor) }
      let index = payload.u32(at: 0)
      if context.has(other) { visitor.foreignInterface(row, index) } else { visitor.interface(row, index) }
    case .interfaceOrAll:
      guard payload.byteCount == 4 else { return odd(row, payload, &visitor) }
      switch payload.u32(at: 0) {
      // NETCONFA_IFINDEX_ALL and NETCONFA_IFINDEX_DEFAULT, -1 and -2.
      case 0xffff_ffff: visitor.word(row, "all")
      case 0xffff_fffe: visitor.word(row, "default")
      case let index: visitor.interface(row, index)
      }
    case .groupAddress:
      guard payload.byteCount >= 18 else { return odd(row, payload, &visitor) }
      // The protocol is ETH_P_IP, ETH_P_IPV6, or 0 of a link-layer group.
      switch payload.u16(at: 16).bigEndian {
      case 0x0800: visitor.ipv4(row, payload.slice(at: 0, length: 4))
      case 0x86dd: visitor.ipv6(row, payload.slice(at: 0, length: 16))
      default: visitor.octets(row, payload.slice(at: 0, length: 6))
      }
    case .interfaceBelow:
      guard payload.byteCount == 4 else { return odd(row, payload, &visitor) }
      let index = payload.u32(at: 0)
      // Only links have such rows.
      if isSent(LowerAttribute.namespaceID), index != 0 {
        visitor.foreignInterface(row, index)
      } else {
        visitor.interface(row, index)
      }
    case .locator:
      guard payload.byteCount == 8 else { return odd(row, payload, &visitor) }
      visitor.locator(row, payload)
    case .segments(let list): segments(row, payload, list, &visitor)
    case .realmKeys(let table):
      guard payload.byteCount == 4 else { return odd(row, payload, &visitor) }
      let value = payload.u32(at: 0)
      if value >> 16 != 0 { visitor.system(table[0], .realm, value >> 16) }
      visitor.system(table[1], .realm, value & 0xffff)
    case .range(let table):
      guard payload.byteCount == 4 else { return odd(row, payload, &visitor) }
      let (first, last) = (payload.u16(at: 0), payload.u16(at: 2))
      if first == last { return visitor.unsigned(table[0], UInt64(first)) }
      visitor.unsigned(table[1], UInt64(first))
      visitor.unsigned(table[2], UInt64(last))
    default: odd(row, payload, &visitor)
    }
  }

  /// The fields of a struct that are not 0.
  @inlinable
  mutating func sparse<V: Visitor & ~Copyable>(
    _ span: RawSpan, by table: Table, depth: Int, _ visitor: inout V
  ) {
    var rows = RowSet()
    for index in 0..<table.count {
      guard case .field(let place) = table[index].place else { continue }
      let (offset, length) = (Int(place), table[index].attribute.width)
      guard offset + length <= span.byteCount, span.slice(at: offset, length: length).unsigned != 0 else {
        continue
      }
      rows.insert(index)
    }
    show(rows, seen: RowSet(), of: span, by: table, depth: depth, &visitor)
    if span.byteCount != table.headerLength { irregularEnd(span, by: table, &visitor) }
  }

  /// Attributes in runs: where a number comes again, the next object begins.
  @inlinable
  mutating func runs<V: Visitor & ~Copyable>(
    _ row: Row, _ payload: RawSpan, _ table: Table, depth: Int, _ visitor: inout V
  ) {
    visitor.beginArray(row)
    var start = 0
    while start < payload.byteCount {
      var end = start
      var met = RowSet()
      while payload.byteCount - end >= 4 {
        let length = Int(payload.u16(at: end))
        guard length >= 4, length <= payload.byteCount - end else {
          end = payload.byteCount
          break
        }
        let place = table.row(of: payload.u16(at: end + 2) & AttributeFlag.numberMask)
        if place >= 0 {
          if met.contains(place) { break }
          met.insert(place)
        }
        end = min(payload.byteCount, end + (length + 3) & ~3)
      }
      if end == start { end = payload.byteCount }
      visitor.beginObject(.element)
      nest(payload.slice(at: start, length: end - start), by: table, depth: depth, &visitor)
      visitor.endObject(.element)
      start = end
    }
    visitor.endArray(row)
  }
}
