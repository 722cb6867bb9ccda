internal import Render
internal import NetlinkWire

extension Explainer {
  /// Explains all of `nest`, which begins at `base`: a header or struct by `table`, then attributes.
  mutating func nest<F: Form & ~Copyable>(
    _ nest: RawSpan, by table: Table, _ level: Walker.Level, _ base: Int, _ form: inout F
  ) {
    let order = orders.order(of: table)
    let header = min(table.headerLength, nest.byteCount)
    fields(nest, upTo: header, order, by: table, level, base, &form)
    var offset = header
    while nest.byteCount - offset >= 4 {
      let length =
        level.depth == 0 ? walker.length(at: offset, of: nest, by: table) : Int(nest.u16(at: offset))
      guard length >= 4, length <= nest.byteCount - offset else { break }
      let whole = nest.slice(at: offset, length: length)
      attribute(whole, in: nest, order, level, base + offset, &form)
      offset = form.padding(behind: offset, length, in: nest, base)
    }
    rest(nest, from: offset, base, &form)
  }

  /// Explains bytes that should be an attribute and are not.
  mutating func rest<F: Form & ~Copyable>(_ nest: RawSpan, from offset: Int, _ base: Int, _ form: inout F) {
    guard offset < nest.byteCount else { return }
    let rest = nest.slice(at: offset, length: nest.byteCount - offset)
    if rest.byteCount < 4 {
      damage(base + offset, rest, "too short for an attribute", &form)
    } else if rest.u16(at: 0) < 4 {
      damage(base + offset, rest, "the length is too small for an attribute", &form)
    } else {
      damage(base + offset, rest, "the attribute is longer than what holds it", &form)
    }
  }

  /// Explains the fields of a header or struct, in the order of their bytes. Bytes between them are padding.
  mutating func fields<F: Form & ~Copyable>(
    _ span: RawSpan, upTo end: Int, _ order: ByteOrder, by table: Table, _ level: Walker.Level, _ base: Int,
    _ form: inout F
  ) {
    var offset = 0
    // By its index: a copy of a group would count a reference.
    for index in 0..<order.fields.count {
      let (start, width) = (order.fields[index].offset, order.fields[index].width)
      guard start + width <= end else { break }
      if start > offset {
        form.padding(base + offset, span.slice(at: offset, length: start - offset))
      }
      let bytes = span.slice(at: start, length: width)
      if let row = order.fields[index].single {
        field(row, nil, bytes, span, by: table, level, base + start, &form)
      } else {
        let group = order.fields[index]
        field(group.rows[0], group, bytes, span, by: table, level, base + start, &form)
      }
      offset = start + width
    }
    if offset < end { form.padding(base + offset, span.slice(at: offset, length: end - offset)) }
  }

  /// Explains one field by its first row, or by all rows of its bytes if there are several.
  mutating func field<F: Form & ~Copyable>(
    _ first: Row, _ group: ByteOrder.Group?, _ bytes: RawSpan, _ span: RawSpan, by table: Table,
    _ level: Walker.Level, _ offset: Int, _ form: inout F
  ) {
    let label = Label(first.kernelName, summary: first.summary)
    if case .structure(let inner) = first.shape {
      form.group(offset, length: bytes.byteCount, label)
      structure(bytes, by: inner, level.depth + 1, offset, &form)
      return form.close()
    }
    value.clear()
    if let group {
      show(group, bytes, in: span, by: table, level)
    } else {
      show(first, bytes, in: span, by: table, level)
    }
    form.field(offset, bytes, label, &value)
    if value.isOdd { isDamaged = true }
  }

  /// Explains a struct by `table`, and the bytes after the fields that are known.
  mutating func structure<F: Form & ~Copyable>(
    _ bytes: RawSpan, by table: Table, _ depth: Int, _ base: Int, _ form: inout F
  ) {
    let order = orders.order(of: table)
    let end = min(table.headerLength, bytes.byteCount)
    fields(bytes, upTo: end, order, by: table, .unknown, base, &form)
    if end < bytes.byteCount {
      unknown(bytes.slice(at: end, length: bytes.byteCount - end), base + end, &form)
    }
  }

  /// Explains bytes that have no name.
  mutating func unknown<F: Form & ~Copyable>(_ bytes: RawSpan, _ offset: Int, _ form: inout F) {
    guard bytes.byteCount > 0 else { return }
    value.clear()
    form.field(offset, bytes, Label("", summary: ""), &value)
  }
}
