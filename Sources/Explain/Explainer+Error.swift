internal import NetlinkCore
internal import Render
internal import NetlinkWire

extension Explainer {
  /// An error or acknowledgement: the status, the request's header, the request if it was not left out, and
  /// what the kernel adds.
  mutating func error<F: Form & ~Copyable>(_ bytes: RawSpan, _ form: inout F) {
    guard let status = status(bytes, &form) else { return }
    guard bytes.byteCount >= 36 else { return rest(bytes, behind: 20, &form) }
    let flags = bytes.u16(at: 6)
    let inner = bytes.slice(at: 20, length: bytes.byteCount - 20)
    var head = Head(envelope: envelope)
    head.length = inner.u32(at: 0)
    head.type = inner.u16(at: 4)
    head.flags = inner.u16(at: 6)
    head.sequence = inner.u32(at: 8)
    head.portID = inner.u32(at: 12)
    let kind = MessageKind.of(inner, envelope.netlinkProtocol)
    head.typeName = kind.name
    var length = 16
    let isCapped = flags & MessageFlag.capped != 0
    if !isCapped, status != 0, UInt64(head.length) <= UInt64(inner.byteCount), head.length >= 16 {
      length = Int(head.length)
    }
    form.group(20, length: length, Label("msg"))
    header(inner, head, kind, 20, &form)
    if length > 16 {
      switch kind.content {
      case .error, .done: unknown(inner.slice(at: 16, length: length - 16), 36, &form)
      default: payload(inner.slice(at: 0, length: length), kind, 20, &form)
      }
    }
    form.close()
    let end = min(inner.byteCount, (length + 3) & ~3)
    if end > length { form.padding(20 + length, inner.slice(at: length, length: end - length)) }
    if flags & MessageFlag.acknowledgementAttributes != 0 {
      let request = requests.request(head.sequence, envelope) ?? inner.slice(at: 0, length: length).array
      acknowledgement(inner.slice(at: end, length: inner.byteCount - end), 20 + end, request, &form)
    } else {
      rest(bytes, behind: 20 + end, &form)
    }
  }

  /// The end of a dump: the status, and what the kernel adds.
  mutating func done<F: Form & ~Copyable>(_ bytes: RawSpan, _ form: inout F) {
    guard status(bytes, &form) != nil, bytes.byteCount > 20 else { return }
    if bytes.u16(at: 6) & MessageFlag.acknowledgementAttributes != 0 {
      let request = requests.request(bytes.u32(at: 8), envelope) ?? []
      acknowledgement(bytes.slice(at: 20, length: bytes.byteCount - 20), 20, request, &form)
    } else {
      rest(bytes, behind: 20, &form)
    }
  }

  /// The error number behind the header.
  private mutating func status<F: Form & ~Copyable>(_ bytes: RawSpan, _ form: inout F) -> Int32? {
    guard bytes.byteCount >= 20 else {
      // A DONE may be a header alone.
      if bytes.byteCount > 16 { rest(bytes, behind: 16, &form) }
      return nil
    }
    let status = Int32(bitPattern: bytes.u32(at: 16))
    value.clear()
    value.kind = .integer
    value.text.decimal(Int64(status))
    if status < 0, status > Int32.min, let name = ErrorNumber.name(-status) {
      value.text.truncate(to: 0)
      value.plain(name)
      value.number = nil
      value.signed = Int64(status)
    }
    form.field(16, bytes.slice(at: 16, length: 4), Label("error"), value)
    return status
  }

  private mutating func rest<F: Form & ~Copyable>(_ bytes: RawSpan, behind offset: Int, _ form: inout F) {
    unknown(bytes.slice(at: offset, length: bytes.byteCount - offset), offset, &form)
  }

  /// What the kernel adds to an error: its words, and the place in the request.
  private mutating func acknowledgement<F: Form & ~Copyable>(
    _ bytes: RawSpan, _ base: Int, _ request: [UInt8], _ form: inout F
  ) {
    let table = ErrorTable.table
    current = [table]
    let level = walker.begin(bytes, by: table)
    nest(bytes, by: table, level, base, &form)
    let place = bytes.attribute(AckAttribute.offset).unsigned.flatMap { Int(exactly: $0) }
    if let place { point("at", "at ", place, in: request, &form) }
    let missing = bytes.attribute(AckAttribute.missingType).unsigned
    if let missing {
      note.begin("missing", "missing ")
      name(
        UInt16(truncatingIfNeeded: missing), inNestAt: bytes.attribute(AckAttribute.missingNest).unsigned,
        of: request)
      form.note(note)
    }
    let policy = bytes.attribute(AckAttribute.policy)
    if policy.byteCount > 0 {
      note.begin("policy", "must be ")
      PolicyWords.append(policy, to: &note.text)
      if let place, let length = RequestPath(request, at: place).length {
        note.text.append("; " as StaticString)
        note.text.decimal(UInt64(length))
        note.text.append(length == 1 ? " byte was sent" as StaticString : " bytes were sent")
      }
      form.note(note)
    }
  }

  /// Notes which attribute or header field of the request lies at `offset`.
  private mutating func point<F: Form & ~Copyable>(
    _ key: StaticString, _ lead: StaticString, _ offset: Int, in request: [UInt8], _ form: inout F
  ) {
    let path = RequestPath(request, at: offset)
    guard !path.numbers.isEmpty || path.isHeader else { return }
    note.begin(key, lead)
    name(path, of: request, offset)
    if note.text.count > 0 { form.note(note) }
  }

  /// The name of a missing attribute, and of the nest that lacks it.
  private mutating func name(_ number: UInt16, inNestAt offset: UInt64?, of request: [UInt8]) {
    var numbers: [UInt16] = []
    if let offset, let place = Int(exactly: offset) { numbers = RequestPath(request, at: place).numbers }
    names(numbers + [number], of: request)
  }

  private mutating func name(_ path: RequestPath, of request: [UInt8], _ offset: Int) {
    if path.numbers.isEmpty {
      headerName(of: request, at: offset)
    } else {
      names(path.numbers, of: request)
    }
  }

  /// The fields of the fixed header at an offset.
  private mutating func headerName(of request: [UInt8], at offset: Int) {
    guard request.count >= 16,
      case .table(let table) = MessageKind.of(request.raw, envelope.netlinkProtocol).content
    else { return }
    for group in orders.order(of: table).fields
    where offset >= 16 + group.offset && offset < 16 + group.offset + group.width {
      note.text.append(group.rows[0].kernelName)
      return
    }
    note.text.append(table.name)
  }

  /// Attribute numbers as names, from the outermost inwards.
  private mutating func names(_ numbers: [UInt16], of request: [UInt8]) {
    var table: Table?
    if request.count >= 16 {
      switch MessageKind.of(request.raw, envelope.netlinkProtocol).content {
      case .table(let found): table = found
      case .generic where request.raw.u16(at: 4) == 16: table = ControllerTable.table
      default: break
      }
    }
    for (index, number) in numbers.enumerated() {
      if index > 0 { note.text.append(UInt8(ascii: ".")) }
      let row = table?.attribute(number)
      if let row {
        note.text.append(row.kernelName)
      } else {
        note.text.append("#" as StaticString)
        note.text.decimal(UInt64(number))
      }
      table = row.flatMap { inner(of: $0, request, numbers[...index]) }
    }
  }

  /// The table of the attributes nested in `row`, as the request selects it.
  private func inner(of row: Row, _ request: [UInt8], _ path: ArraySlice<UInt16>) -> Table? {
    if let table = row.shape.table { return table }
    guard case .selected(let number, let selection) = row.shape else { return nil }
    // The selector stands beside the attribute.
    var nest = request.raw.slice(at: 16, length: request.count - 16)
    guard case .table(let top) = MessageKind.of(request.raw, envelope.netlinkProtocol).content,
      nest.byteCount >= top.headerLength
    else { return nil }
    nest = nest.slice(at: top.headerLength, length: nest.byteCount - top.headerLength)
    for number in path.dropLast() { nest = nest.attribute(number) }
    let name = nest.attribute(number).untilNUL
    for index in 0..<selection.entries.count where name.equals(selection.entries[index].name) {
      return selection.entries[index].table
    }
    return nil
  }
}
