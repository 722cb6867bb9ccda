internal import NetlinkCore
internal import NetlinkWire

extension Explainer {
  /// Explains a generic netlink message. Messages of the controller have a table; those of other families are explained
  /// by the lengths of their attributes.
  mutating func generic<F: Form & ~Copyable>(_ bytes: RawSpan, _ base: Int, _ form: inout F) {
    let payload = bytes.slice(at: Message.headerLength, length: bytes.byteCount - Message.headerLength)
    let base = base + Message.headerLength
    let type = bytes.u16(at: 4)
    guard payload.byteCount >= GenericController.headerLength else { return short(payload, base, &form) }
    if type == GenericController.type { return top(payload, by: ControllerTable.table, base, &form) }
    let table = ControllerTable.header
    let header = GenericController.headerLength
    fields(payload, upTo: header, orders.order(of: table), by: table, .unknown, base, &form)
    let rest = payload.slice(at: header, length: payload.byteCount - header)
    let length = families.headerLength(of: type) ?? (Explainer.parses(rest, from: 0) ? 0 : nil)
    structure(rest, headerLength: length, base + header, &form)
  }

  private mutating func short<F: Form & ~Copyable>(_ payload: RawSpan, _ base: Int, _ form: inout F) {
    if payload.byteCount > 0 { damage(base, payload, "too short for the header of its type", &form) }
  }

  /// Explains policies: attributes numbered by policy, in each attributes numbered as those it is about, in each what
  /// that attribute must be.
  mutating func policies<F: Form & ~Copyable>(
    _ bytes: RawSpan, isOuter: Bool, _ depth: Int, _ base: Int, _ form: inout F
  ) {
    var offset = 0
    while bytes.byteCount - offset >= 4 {
      let length = Int(bytes.u16(at: offset))
      guard length >= 4, length <= bytes.byteCount - offset else { break }
      let type = bytes.u16(at: offset + 2)
      let number = type & AttributeFlag.numberMask
      form.open(
        base + offset, bytes.slice(at: offset, length: 4), length: length, type: number,
        Label(isOuter ? "policy" : "attribute", Int(number)), Marks(attributeType: type))
      let payload = bytes.slice(at: offset + 4, length: length - 4)
      if isOuter {
        policies(payload, isOuter: false, depth + 1, base + offset + 4, &form)
      } else {
        inner(payload, by: ErrorTable.policy, depth + 1, base + offset + 4, &form)
        note.begin("policy", "must be ")
        PolicyWords.append(AttributePolicy(payload), sent: nil, to: &note.text)
        form.note(note)
      }
      form.close()
      offset = form.padding(behind: offset, length, in: bytes, base)
    }
    rest(bytes, from: offset, base, &form)
  }
}
