extension Walker {
  /// Objects and arrays.
  @inline(never)
  @inlinable
  mutating func compound<V: Visitor & ~Copyable>(
    _ row: Row, _ payload: RawSpan, _ context: borrowing Context, _ visitor: inout V
  ) {
    if visitor.skips(row), !row.isInline { return }
    if case .inlineStructure(let table) = row.declaredShape, payload.byteCount == table.headerLength,
      visitor.wanted(of: table).isEmpty
    {
      return
    }
    let depth = context.depth + 1
    guard depth < Path.limit, path.depth < Path.limit else { return odd(row, payload, &visitor) }
    var shape = row.shape
    if case .part(let table) = shape {
      let handle = row.key.isEmpty ? Row.element : row
      visitor.beginObject(handle)
      part(context.nest, by: table, depth: depth, &visitor)
      return visitor.endObject(handle)
    }
    if case .parts(let table) = shape {
      visitor.beginArray(row)
      part(context.nest, by: table, depth: depth, &visitor)
      return visitor.endArray(row)
    }
    if case .selected(let by, let selection) = shape {
      guard let table = selection.table(for: sibling(by, context)) else {
        return unknown(row, payload, &visitor)
      }
      shape = .nest(table)
    } else if case .inlineSelected(let by, let selection) = shape {
      guard let table = selection.table(for: sibling(by, context)) else {
        return unknown(row, payload, &visitor)
      }
      shape = .inline(table)
    } else if case .selectedByFamily(let selection) = shape {
      guard let table = selection.table(for: UInt64(family)) else { return unknown(row, payload, &visitor) }
      shape = .nest(table)
    } else if case .structureSince(let since, let table, let before) = shape {
      shape = .structure(isSent(since) ? table : before)
    }
    path.push(row)
    switch shape {
    case .nest(let table):
      visitor.beginObject(row)
      nest(payload, by: table, depth: depth, &visitor)
      visitor.endObject(row)
    case .inline(let table):
      nest(payload, by: table, depth: depth, &visitor)
    case .structure(let table):
      visitor.beginObject(row)
      structure(payload, by: table, depth: depth, &visitor)
      visitor.endObject(row)
    case .inlineStructure(let table):
      structure(payload, by: table, depth: depth, &visitor)
    case .inlineSparse(let table): sparse(payload, by: table, depth: depth, &visitor)
    case .runs(let table): runs(row, payload, table, depth: depth, &visitor)
    case .nestInArray(let table):
      visitor.beginArray(row)
      visitor.beginObject(.element)
      nest(payload, by: table, depth: depth, &visitor)
      visitor.endObject(.element)
      visitor.endArray(row)
    case .children(let element): children(row, payload, element, depth: depth, &visitor)
    case .grandchildren(let table): grandchildren(row, payload, table, depth: depth, &visitor)
    case .repeated(let element): repeated(row, element, context, &visitor)
    case .packed(let element): packed(row, payload, element, depth: depth, &visitor)
    case .chain(let table): chain(row, payload, table, depth: depth, &visitor)
    default: odd(row, payload, &visitor)
    }
    path.pop()
  }

  /// The rows of `table` over the bytes of the nest around them.
  @inlinable
  mutating func part<V: Visitor & ~Copyable>(
    _ span: RawSpan, by table: Table, depth: Int, _ visitor: inout V
  ) {
    if table.hasNumbers {
      nest(span, by: table, depth: depth, isPart: true, &visitor)
    } else {
      fields(span, by: table, depth: depth, &visitor)
    }
  }

  /// Reports a payload for which no table is selected.
  @inlinable
  mutating func unknown<V: Visitor & ~Copyable>(_ row: Row, _ payload: RawSpan, _ visitor: inout V) {
    visitor.unparsed(path, type: row.number ?? 0, .unknown, payload)
  }

  @inlinable
  mutating func children<V: Visitor & ~Copyable>(
    _ row: Row, _ payload: RawSpan, _ element: Shape.Element, depth: Int, _ visitor: inout V
  ) {
    visitor.beginArray(row)
    var attributes = Attributes(payload)
    while attributes.next() {
      member(attributes.value, element, type: attributes.type, depth: depth, &visitor)
    }
    visitor.endArray(row)
    if !attributes.isWhole { visitor.unparsed(path, type: 0, .malformed, attributes.remainder) }
  }

  /// Every attribute of the nest around that has the row's number.
  @inlinable
  mutating func repeated<V: Visitor & ~Copyable>(
    _ row: Row, _ element: Shape.Element, _ context: borrowing Context, _ visitor: inout V
  ) {
    visitor.beginArray(row)
    var attributes = Attributes(context.nest, from: context.table.headerLength)
    while attributes.next() {
      if attributes.type != row.number { continue }
      member(attributes.value, element, type: attributes.type, depth: context.depth + 1, &visitor)
    }
    visitor.endArray(row)
  }

  @inlinable
  mutating func packed<V: Visitor & ~Copyable>(
    _ row: Row, _ payload: RawSpan, _ element: Shape.Element, depth: Int, _ visitor: inout V
  ) {
    guard let size = element.size, size > 0, payload.byteCount % size == 0 else {
      return visitor.unparsed(path, type: 0, .malformed, payload)
    }
    visitor.beginArray(row)
    for offset in stride(from: 0, to: payload.byteCount, by: size) {
      member(payload.slice(at: offset, length: size), element, type: 0, depth: depth, &visitor)
    }
    visitor.endArray(row)
  }

  @inlinable
  mutating func chain<V: Visitor & ~Copyable>(
    _ row: Row, _ payload: RawSpan, _ table: Table, depth: Int, _ visitor: inout V
  ) {
    visitor.beginArray(row)
    var offset = 0
    while payload.byteCount - offset >= max(2, table.headerLength) {
      let length = Int(payload.u16(at: offset))
      guard length >= table.headerLength, length >= 2, length <= payload.byteCount - offset else { break }
      visitor.beginObject(.element)
      nest(payload.slice(at: offset, length: length), by: table, depth: depth, &visitor)
      visitor.endObject(.element)
      offset = min(payload.byteCount, offset + (length + 3) & ~3)
    }
    visitor.endArray(row)
    if offset < payload.byteCount {
      let rest = payload.slice(at: offset, length: payload.byteCount - offset)
      visitor.unparsed(path, type: 0, .malformed, rest)
    }
  }

  @inlinable
  mutating func member<V: Visitor & ~Copyable>(
    _ payload: RawSpan, _ element: Shape.Element, type: UInt16, depth: Int, _ visitor: inout V
  ) {
    if let size = element.size, payload.byteCount != size, !element.mayGrow {
      return visitor.unparsed(path, type: type, .malformed, payload)
    }
    switch element {
    case .u8, .u16, .u32, .u64: visitor.unsigned(.element, payload.unsigned ?? 0)
    case .string: visitor.text(.element, payload.untilNUL)
    case .ipv4: visitor.ipv4(.element, payload)
    case .ipv6: visitor.ipv6(.element, payload)
    case .mac: visitor.octets(.element, payload)
    case .binary: visitor.binary(.element, payload)
    case .nest(let table):
      visitor.beginObject(.element)
      nest(payload, by: table, depth: depth, &visitor)
      visitor.endObject(.element)
    case .structure(let table):
      visitor.beginObject(.element)
      structure(payload, by: table, depth: depth, &visitor)
      visitor.endObject(.element)
    }
  }
}
