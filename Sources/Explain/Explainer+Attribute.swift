internal import NetlinkCore
internal import NetlinkWire

extension Explainer {
  /// Explains one attribute with its header, at `offset` of the message.
  mutating func attribute<F: Form & ~Copyable>(
    _ whole: RawSpan, in nest: RawSpan, _ order: ByteOrder, _ level: Walker.Level, _ offset: Int,
    _ form: inout F
  ) {
    let raw = whole.u16(at: 2)
    let number = raw & AttributeFlag.numberMask
    var marks = Marks(attributeType: raw)
    let payload = whole.slice(at: 4, length: whole.byteCount - 4)
    let header = whole.slice(at: 0, length: 4)
    let single = order.single(number)
    guard let place = single ?? due(order.rows(of: number).places) else {
      marks.insert(.unknown)
      return bare(header, payload, number, marks, Label("", Int(number)), offset, level.depth, &form)
    }
    let row = place.row
    let label = Label(row.kernelName, summary: row.summary)
    form.open(offset, header, length: whole.byteCount, type: number, label, marks)
    if number == GenericController.Attribute.policy, place.table == ControllerTable.table {
      policies(payload, isOuter: true, level.depth + 1, offset + 4, &form)
    } else if isSingle(row.shape) {
      value.clear()
      let beside = siblings(place, nest, level)
      if single != nil {
        show(row, payload, in: nest, by: place.table, beside)
      } else {
        show(order.rows(of: number).group, payload, in: nest, by: place.table, beside)
      }
      form.content(offset + 4, payload, &value)
      if value.isOdd {
        damage(offset + 4, payload.slice(at: 0, length: 0), "not what this attribute holds", &form)
      }
    } else {
      compound(place, payload, nest, level, offset + 4, &form)
    }
    form.close()
  }

  /// The first of several rows that messages of this family have, or else the first.
  private func due(_ places: [ByteOrder.Place]) -> ByteOrder.Place? {
    places.first { isDue($0.row) } ?? places.first
  }

  /// The attributes beside an attribute: those of its nest, or those of its part if the nest has parts.
  private mutating func siblings(_ place: ByteOrder.Place, _ nest: RawSpan, _ level: Walker.Level)
    -> Walker.Level
  {
    guard place.row.shape.looksAround else { return level }
    if isOwn(place.table, nest, level) { return level }
    guard lookups > 0 else { return .unknown }
    lookups -= 1
    return walker.enter(nest, by: place.table, depth: level.depth + 1)
  }

  /// Whether `level` was made by `table` itself, and not by the one that has `table` as a part.
  private func isOwn(_ table: Table, _ nest: RawSpan, _ level: Walker.Level) -> Bool {
    current.count > level.depth && current[level.depth] == table
  }

  /// Whether a shape is a single value, with no others within.
  private func isSingle(_ shape: Shape) -> Bool {
    switch shape {
    case .nest, .inline, .structure, .inlineStructure, .inlineSparse, .runs, .nestInArray, .selected,
      .inlineSelected, .selectedByFamily, .structureSince, .children, .grandchildren, .repeated, .packed,
      .chain:
      false
    default: true
    }
  }

  /// Explains the content of an attribute that holds attributes, a struct or an array.
  private mutating func compound<F: Form & ~Copyable>(
    _ place: ByteOrder.Place, _ payload: RawSpan, _ around: RawSpan, _ level: Walker.Level, _ base: Int,
    _ form: inout F
  ) {
    let depth = level.depth + 1
    guard depth < Path.limit else { return content(payload, base, &form) }
    switch place.row.shape {
    case .nest(let table), .inline(let table), .nestInArray(let table), .runs(let table):
      inner(payload, by: table, depth, base, &form)
    case .structure(let table), .inlineStructure(let table), .inlineSparse(let table):
      structure(payload, by: table, depth, base, &form)
    case .selected, .inlineSelected, .selectedByFamily:
      let beside = siblings(place, around, level)
      if let table = walker.table(selectedFor: place.row, in: around, by: place.table, beside) {
        inner(payload, by: table, depth, base, &form)
      } else {
        guess(payload, depth, base, &form)
      }
    case .structureSince:
      if let table = walker.table(selectedFor: place.row, in: around, by: place.table, level) {
        structure(payload, by: table, depth, base, &form)
      }
    case .repeated(let element): member(payload, element, depth, base, &form)
    case .children(let element): children(payload, element, depth, base, &form)
    case .grandchildren(let table): children(payload, .nest(table), depth, base, &form)
    case .packed(let element): packed(payload, element, depth, base, &form)
    case .chain(let table): chain(payload, by: table, depth, base, &form)
    default: content(payload, base, &form)
    }
  }

  /// Explains the attributes within an attribute, by a table of their own.
  mutating func inner<F: Form & ~Copyable>(
    _ payload: RawSpan, by table: Table, _ depth: Int, _ base: Int, _ form: inout F
  ) {
    guard depth < Path.limit else { return content(payload, base, &form) }
    let level = enter(payload, by: table, depth)
    nest(payload, by: table, level, base, &form)
  }

  /// Notes which attributes a nest has, and by which table.
  private mutating func enter(_ payload: RawSpan, by table: Table, _ depth: Int) -> Walker.Level {
    while current.count <= depth { current.append(table) }
    current[depth] = table
    return walker.enter(payload, by: table, depth: depth)
  }

  /// Explains a payload as bytes, or as an integer if it has the size of one.
  mutating func content<F: Form & ~Copyable>(_ payload: RawSpan, _ base: Int, _ form: inout F) {
    value.clear()
    plain(payload)
    form.content(base, payload, &value)
  }
}

extension Shape {
  /// Whether its value depends on attributes beside it.
  fileprivate var looksAround: Bool {
    switch self {
    case .selected, .inlineSelected, .flagsWith, .interfaceUnless, .isSent, .lowerLink, .interfaceFlags: true
    default: false
    }
  }
}
