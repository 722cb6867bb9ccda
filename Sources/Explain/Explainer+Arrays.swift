internal import NetlinkCore
internal import NetlinkWire

extension Explainer {
  /// Explains an array whose members are attributes, whatever their numbers.
  mutating func children<F: Form & ~Copyable>(
    _ payload: RawSpan, _ element: Shape.Element, _ depth: Int, _ base: Int, _ form: inout F
  ) {
    var offset = 0
    while payload.byteCount - offset >= 4 {
      let length = Int(payload.u16(at: offset))
      guard length >= 4, length <= payload.byteCount - offset else { break }
      let type = payload.u16(at: offset + 2)
      let header = payload.slice(at: offset, length: 4)
      let marks = Marks(attributeType: type)
      let number = type & AttributeFlag.numberMask
      form.open(base + offset, header, length: length, type: number, Label("", Int(number)), marks)
      member(payload.slice(at: offset + 4, length: length - 4), element, depth + 1, base + offset + 4, &form)
      form.close()
      offset = form.padding(behind: offset, length, in: payload, base)
    }
    rest(payload, from: offset, base, &form)
  }

  /// Explains one member of an array.
  mutating func member<F: Form & ~Copyable>(
    _ payload: RawSpan, _ element: Shape.Element, _ depth: Int, _ base: Int, _ form: inout F
  ) {
    switch element {
    case .nest(let table): inner(payload, by: table, depth, base, &form)
    case .structure(let table): structure(payload, by: table, depth, base, &form)
    default:
      value.clear()
      one(payload, element)
      form.content(base, payload, &value)
      if value.isOdd {
        damage(base, payload.slice(at: 0, length: 0), "not what this attribute holds", &form)
      }
    }
  }

  /// Makes the value of a member that is a single value.
  private mutating func one(_ payload: RawSpan, _ element: Shape.Element) {
    if let size = element.size, payload.byteCount != size { return value.isOdd = true }
    switch element {
    case .u8, .u16, .u32, .u64: plain(payload)
    case .string: value.text(.element, payload.untilNUL)
    case .ipv4: value.ipv4(.element, payload)
    case .ipv6: value.ipv6(.element, payload)
    case .mac: value.octets(.element, payload)
    case .binary, .nest, .structure: return
    }
  }

  /// Explains an array of values or structs of one size, without headers.
  mutating func packed<F: Form & ~Copyable>(
    _ payload: RawSpan, _ element: Shape.Element, _ depth: Int, _ base: Int, _ form: inout F
  ) {
    guard let size = element.size, size > 0 else { return content(payload, base, &form) }
    var offset = 0
    var index = 0
    while payload.byteCount - offset >= size {
      let bytes = payload.slice(at: offset, length: size)
      if case .structure(let table) = element {
        form.group(base + offset, length: size, Label("", index))
        structure(bytes, by: table, depth + 1, base + offset, &form)
        form.close()
      } else {
        value.clear()
        one(bytes, element)
        form.field(base + offset, bytes, Label("", index), &value)
      }
      offset += size
      index += 1
    }
    if offset < payload.byteCount {
      damage(
        base + offset, payload.slice(at: offset, length: payload.byteCount - offset),
        "too short for a member of the array", &form)
    }
  }

  /// Explains an array of structs that begin with their own length and have attributes.
  mutating func chain<F: Form & ~Copyable>(
    _ payload: RawSpan, by table: Table, _ depth: Int, _ base: Int, _ form: inout F
  ) {
    var offset = 0
    var index = 0
    while payload.byteCount - offset >= max(2, table.headerLength) {
      let length = Int(payload.u16(at: offset))
      guard length >= max(2, table.headerLength), length <= payload.byteCount - offset else { break }
      form.group(base + offset, length: length, Label(table.name, index))
      inner(payload.slice(at: offset, length: length), by: table, depth, base + offset, &form)
      form.close()
      offset = form.padding(behind: offset, length, in: payload, base)
      index += 1
    }
    if offset < payload.byteCount {
      damage(
        base + offset, payload.slice(at: offset, length: payload.byteCount - offset),
        "not a whole member of the array", &form)
    }
  }
}
