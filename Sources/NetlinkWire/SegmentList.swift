/// Which IPv6 routing header an attribute holds, and whether a mode stands before it.
@usableFromInline package enum SegmentList: Sendable {
  /// A segment routing header after a mode, `struct seg6_iptunnel_encap`; its keys stand in the object around it.
  case tunnel
  /// A segment routing header alone, `struct ipv6_sr_hdr`; an object of its own.
  case header
  /// A header of RPL, `struct ipv6_rpl_sr_hdr`, not compressed; its keys stand in the object around it.
  case compact

  /// What is shown of a routing header.
  @usableFromInline static let table = Table(
    "struct ipv6_sr_hdr", headerLength: 12,
    [
      .field(
        0, "mode", "mode",
        .named([0: "inline", 1: "encap", 2: "l2encap", 3: "encap.red", 4: "l2encap.red"]),
        "How packets get the routing header: inserted, or around the whole packet.", width: 4),
      .field(12, "segments", "segs", .packed(.ipv6), "Addresses to pass, the first one first.", width: 16),
      .field(11, "SR6_TLV_HMAC", "hmac", .hexBE, "Id of the key that signs the header.", width: 4),
      .field(9, "flags", "srh_flags", .hex, "Flags of the routing header, unless 0.", width: 1),
      .field(10, "tag", "srh_tag", .be16, "Tag of the routing header, unless 0."),
      .field(
        12, "tlvs", "srh_tlvs", .binary, "Options of the routing header, but for an empty signature.",
        width: 1),
    ])
}

extension Walker {
  @inlinable
  mutating func segments<V: Visitor & ~Copyable>(
    _ row: Row, _ payload: RawSpan, _ list: SegmentList, _ visitor: inout V
  ) {
    let start = list == .tunnel ? 4 : 0
    guard payload.byteCount >= start + 8 else { return odd(row, payload, &visitor) }
    // The header's own length field must agree with the payload's length.
    let header = payload.slice(at: start, length: payload.byteCount - start)
    let count = list == .compact ? Int(header.u8(at: 3)) : Int(header.u8(at: 4)) + 1
    guard (Int(header.u8(at: 1)) + 1) * 8 == header.byteCount, 8 + count * 16 <= header.byteCount,
      list != .compact || header.byteCount == 8 + count * 16
    else { return odd(row, payload, &visitor) }
    let rows = SegmentList.table
    switch list {
    case .tunnel:
      let mode = UInt64(payload.u32(at: 0))
      if case .named(let names) = rows[0].shape, let name = names.name(of: mode) {
        visitor.word(rows[0], name)
      } else {
        visitor.unnamed(rows[0], mode)
      }
    case .header: visitor.beginObject(row)
    case .compact: break
    }
    visitor.beginArray(rows[1])
    for index in stride(from: count - 1, through: 0, by: -1) {
      visitor.ipv6(.element, header.slice(at: 8 + index * 16, length: 16))
    }
    visitor.endArray(rows[1])
    if list != .compact { options(header, after: 8 + count * 16, &visitor) }
    if list == .header { visitor.endObject(row) }
  }

  /// The HMAC key, flags, tag and other options of a segment routing header; `end` is where its segments end.
  @inlinable
  mutating func options<V: Visitor & ~Copyable>(_ header: RawSpan, after end: Int, _ visitor: inout V) {
    let rows = SegmentList.table
    var rest = header.byteCount - end
    if header.u8(at: 5) & 8 != 0, rest >= 40 {  // SR6_FLAG1_HMAC: the last option, of 40 bytes
      let option = header.slice(at: header.byteCount - 40, length: 40)
      visitor.hexadecimal(rows[2], UInt64(option.u32(at: 4).bigEndian), prefixed: true)
      // The kernel signs each packet; its configuration has zeros here.
      if (1...4).allSatisfy({ option.u64(at: $0 * 8) == 0 }) { rest -= 40 }
    }
    if header.u8(at: 5) != 0 {
      visitor.hexadecimal(rows[3], UInt64(header.u8(at: 5)), prefixed: true)
    }
    let tag = header.u16(at: 6).bigEndian
    if tag != 0 { visitor.unsigned(rows[4], UInt64(tag)) }
    if rest > 0 { visitor.binary(rows[5], header.slice(at: end, length: rest)) }
  }
}
