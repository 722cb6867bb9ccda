extension Walker {
  /// The members of the arrays that stand in the nests of the payload.
  @inlinable
  mutating func grandchildren<V: Visitor & ~Copyable>(
    _ row: Row, _ payload: RawSpan, _ table: Table, depth: Int, _ visitor: inout V
  ) {
    guard table.count > 0, case .repeated(let element) = table[0].shape else { return }
    visitor.beginArray(row)
    var nests = Attributes(payload)
    while nests.next() {
      var attributes = Attributes(nests.value)
      while attributes.next() {
        if attributes.type == table[0].number {
          member(attributes.value, element, type: attributes.type, depth: depth, &visitor)
        } else {
          visitor.unparsed(path, type: attributes.type, .unknown, attributes.value)
        }
      }
      if !attributes.isWhole { visitor.unparsed(path, type: 0, .malformed, attributes.remainder) }
    }
    visitor.endArray(row)
    if !nests.isWhole { visitor.unparsed(path, type: 0, .malformed, nests.remainder) }
  }
}
