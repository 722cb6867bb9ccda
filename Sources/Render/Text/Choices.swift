internal import NetlinkWire

/// A cache of which cell of a plan may show a number: of a route's protocol `static` the one behind `proto`, of its
/// type `unicast` none.
///
/// That depends on the layout alone. Whether the cell does show it depends on what else is shown. The cache is
/// direct-mapped: of two numbers with the same slot, the later one stays.
struct Choices: ~Copyable {
  struct Slot {
    var tag: UInt64 = 0
    var plan: Int32 = -1
    var cell: Int32 = 0
  }

  private var slots = Slab<Slot>(capacity: 1024)

  /// A number whose cell is not known.
  static var unknown: Int { -1 }
  /// A number that no cell shows.
  static var refused: Int { -2 }
  /// A number that several cells may show, or another word.
  static var several: Int { -3 }

  init() { slots.append(repeating: Slot(), count: 1024) }

  @inline(__always)
  private static func tag(_ row: Row, _ number: UInt32) -> UInt64 {
    UInt64(truncatingIfNeeded: row.serial) &<< 32 | UInt64(number)
  }

  @inline(__always)
  private static func place(_ tag: UInt64) -> Int { Int(truncatingIfNeeded: (tag ^ tag &>> 27) & 1023) }

  /// The cell of `plan` that may show the number of `row`; `refused`, `several` or `unknown`.
  @inline(__always)
  func cell(of row: Row, _ number: UInt32, in plan: Int) -> Int {
    let tag = Choices.tag(row, number)
    let slot = slots[Choices.place(tag)]
    return slot.tag == tag && Int(slot.plan) == plan ? Int(slot.cell) : Choices.unknown
  }

  /// Keeps the cell, or `refused` or `several`.
  mutating func keep(_ row: Row, _ number: UInt32, in plan: Int, cell: Int) {
    let tag = Choices.tag(row, number)
    slots[Choices.place(tag)] = Slot(tag: tag, plan: Int32(plan), cell: Int32(cell))
  }
}
