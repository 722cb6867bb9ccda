extension Walker {
  /// Notes where the attributes lie in a message of 64 KiB or more, in which one may be longer than its 16-bit length
  /// field can say; returns where they end.
  @inline(never)
  @inlinable
  mutating func noteLong<V: Visitor & ~Copyable>(
    _ span: RawSpan, by table: Table, _ seen: inout RowSet, _ visitor: inout V
  ) -> Int {
    var offset = min(table.headerLength, span.byteCount)
    while span.byteCount - offset >= 4 {
      let type = span.u16(at: offset + 2) & AttributeFlag.numberMask
      let row = table.row(of: type)
      let length = unwrapped(
        Int(span.u16(at: offset)), at: offset, of: span, row < 0 ? nil : table[row])
      guard length >= 4, length <= span.byteCount - offset else { return offset }
      let payload = span.slice(at: offset + 4, length: length - 4)
      if row < 0 {
        irregular(payload, type, .unknown, &visitor)
      } else if !seen.contains(row) {
        seen.insert(row)
        slots.level(0)[row] = (offset + 4, length - 4)
      } else if !table[row].mayRepeat {
        irregular(payload, type, .repeated, &visitor)
      }
      offset = min(span.byteCount, offset + (length + 3) & ~3)
    }
    return offset
  }

  /// The length of the attribute at `offset`, whose own field says `length` modulo 64 KiB.
  ///
  /// Kernels let the 16 bits overflow where a device has more virtual functions than fit. The members of that list all
  /// have the number `IFLA_VF_INFO`: they are followed to the last end that agrees with the field.
  @inline(never)
  @inlinable
  func unwrapped(_ length: Int, at offset: Int, of span: RawSpan, _ row: Row?) -> Int {
    guard let row, case .children(.nest) = row.shape else { return length }
    var result = length
    var end = offset + 4
    while span.byteCount - end >= 4 {
      let member = Int(span.u16(at: end))
      guard member >= 4, member <= span.byteCount - end,
        span.u16(at: end + 2) & AttributeFlag.numberMask == VirtualFunctionAttribute.info
      else { break }
      end = min(span.byteCount, end + (member + 3) & ~3)
      if (end - offset) & 0xffff == length { result = end - offset }
    }
    return result
  }
}
