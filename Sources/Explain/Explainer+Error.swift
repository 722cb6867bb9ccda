internal import NetlinkCore
internal import Render
internal import NetlinkWire

extension Explainer {
  /// Explains an error or acknowledgement: the status, the request's header, the rest of the request unless the kernel
  /// left it out, and the kernel's attributes.
  mutating func error<F: Form & ~Copyable>(_ bytes: RawSpan, _ form: inout F) {
    guard let status = status(bytes, &form) else { return }
    guard bytes.byteCount >= 36 else { return unexpected(bytes, from: 20, &form) }
    let flags = bytes.u16(at: 6)
    let inner = bytes.slice(at: 20, length: bytes.byteCount - 20)
    let kind = MessageKind.of(inner, envelope.netlinkProtocol)
    let head = Head(inner, kind, envelope)
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
      unexpected(bytes, from: 20 + end, &form)
    }
  }

  /// Explains the end of a dump: the status, and the kernel's attributes.
  mutating func done<F: Form & ~Copyable>(_ bytes: RawSpan, _ form: inout F) {
    guard status(bytes, &form) != nil, bytes.byteCount > 20 else { return }
    if bytes.u16(at: 6) & MessageFlag.acknowledgementAttributes != 0 {
      let request = requests.request(bytes.u32(at: 8), envelope) ?? []
      acknowledgement(bytes.slice(at: 20, length: bytes.byteCount - 20), 20, request, &form)
    } else {
      unexpected(bytes, from: 20, &form)
    }
  }

  /// Explains the error number after the header, and returns it; nil if it is not there.
  private mutating func status<F: Form & ~Copyable>(_ bytes: RawSpan, _ form: inout F) -> Int32? {
    guard bytes.byteCount >= 20 else {
      // NLMSG_DONE may be a header alone.
      if bytes.byteCount > 16 { unexpected(bytes, from: 16, &form) }
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
    form.field(16, bytes.slice(at: 16, length: 4), Label("error"), &value)
    return status
  }

  /// Explains the bytes from `offset` on, in which nothing is expected.
  private mutating func unexpected<F: Form & ~Copyable>(_ bytes: RawSpan, from offset: Int, _ form: inout F) {
    unknown(bytes.slice(at: offset, length: bytes.byteCount - offset), offset, &form)
  }

  /// Explains the kernel's attributes of an acknowledgement, and notes which attribute of `request` they are about.
  private mutating func acknowledgement<F: Form & ~Copyable>(
    _ bytes: RawSpan, _ base: Int, _ request: [UInt8], _ form: inout F
  ) {
    let table = ErrorTable.table
    current = [table]
    let level = walker.begin(bytes, by: table)
    nest(bytes, by: table, level, base, &form)
    let place = bytes.attribute(AckAttribute.offset).unsigned.flatMap { Int(exactly: $0) }
    let names = RequestNames(request, envelope.netlinkProtocol)
    if let place {
      note.begin("at", "at ")
      if names.append(at: place, to: &note.text) { form.note(note) }
    }
    if let missing = bytes.attribute(AckAttribute.missingType).unsigned.flatMap({ UInt16(exactly: $0) }) {
      note.begin("missing", "missing ")
      let nest = bytes.attribute(AckAttribute.missingNest).unsigned.flatMap { Int(exactly: $0) }
      names.append(missing: missing, inNestAt: nest, to: &note.text)
      form.note(note)
    }
    let policy = bytes.attribute(AckAttribute.policy)
    if policy.byteCount > 0 {
      note.begin("policy", "must be ")
      PolicyWords.append(
        AttributePolicy(policy), sent: place.flatMap { names.length(at: $0) }, to: &note.text)
      form.note(note)
    }
  }
}
