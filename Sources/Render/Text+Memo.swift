public import Wire

/// Lines that are like one before them but for a few values.
extension Text {
  /// Hears where the next value begins.
  public mutating func begins(_ row: Row, _ place: RecordedPlace) {
    memo.begins(
      row, place, written: buffer.count - lineStart, isAlone: isIndependent(row), state: shown)
  }

  /// Hears where it ends.
  public mutating func ends(_ row: Row) {
    memo.ends(written: buffer.count - lineStart)
  }

  /// Notes how the value that is being written stands from byte `start` on, where its cell is always the
  /// one that is shown.
  @inline(__always)
  mutating func has(_ form: Memo.Form, from start: Int) {
    guard isRecording, opacity == 0, plans[open].next < 0, plans[open].isSteady else { return }
    memo.has(form, from: start - lineStart, to: buffer.count - lineStart)
  }

  /// Writes a message that is like one before, as a line of its own.
  @inline(never)
  mutating func repeated(
    _ known: Memo.Likeness, _ message: borrowing Message, by table: Table, _ layout: Layout,
    _ walker: inout Walker
  ) {
    let entry = unsafe memo[known.entry]
    lineStart = buffer.count
    var isEntered = false
    var changes = Memo.Changes(known)
    while let hole = unsafe buffer.append(memo, &changes, of: message.payload) {
      if !isEntered {
        begin(layout, family: message.payload.u8(at: 0), at: lineStart)
        if let surroundings = unsafe entry.pointee.surroundings {
          walker.enter(message, by: table, surroundings)
        }
      }
      isEntered = true
      lastPosition = -1
      shown = unsafe hole.pointee.state
      unsafe walker.revisit(
        hole.pointee.row, at: hole.pointee.offset, length: hole.pointee.length, of: message, by: table,
        &self)
    }
    if isEntered { return close() }
    endLine()
  }

  /// Whether nothing that is written of other rows depends on the value of `row`, one of the outermost,
  /// and what is written of it depends on no other value, but only on which rows are shown.
  private mutating func isIndependent(_ row: Row) -> Bool {
    let first = plans.cell(of: row, in: frame.plan)
    if first == Plans.member || row.companion != 0 { return false }
    if first >= 0, case .interface = row.shape, plans.asksForDevice(frame.plan) { return false }
    // What is shown by other keys than the row's own, or within it, is asked for elsewhere.
    let hasRows = row.shape.table != nil || row.shape.selection != nil
    guard row.shape.isNeverSilent || first < 0 && !row.shape.isInline && hasRows else { return false }
    let isSteady = first >= 0 && plans[first].next < 0 && plans[first].isSteady
    var cell = first
    while cell >= 0 {
      guard plans[cell].child == -1, !plans[cell].item.isJoined else { return false }
      // Whether the value is shown must concern nobody, unless it always is.
      guard isSteady || plans[cell].bit == 0 && plans[cell].hides == 0 else { return false }
      if case .unlikeDevice = plans[cell].test { return false }
      if case .locks = plans[cell].item.form { return false }
      cell = plans[cell].next
    }
    return true
  }
}

extension Plans.Cell {
  /// Whether it depends on other cells alone, and never on the value, that the cell is shown.
  fileprivate var isSteady: Bool {
    guard case .always = test, item.words.count == 0, !item.isOnlyWords else { return false }
    switch item.form {
    case .value, .destination, .number: return true
    default: return false
    }
  }
}

extension Shape {
  /// Whether every value of the right size is written as something.
  fileprivate var isNeverSilent: Bool {
    switch self {
    case .u8, .u16, .u32, .u64, .interface, .system, .address, .prefix, .ipv4, .ipv6, .ip, .mac, .string,
      .linkAddress:
      true
    default: false
    }
  }
}
