/// The tables that are to be dumped anew, or what of them, why, and when.
///
/// As soon as the queue is empty; but dumps take a fifth of the time, or come two seconds apart, for a
/// table that is churned would else be dumped without end.
struct Refresh {
  enum Cause {
    case overflow, linkDown, link, carrier, address, nextHop, replaced, interrupted, part, name, multicast,
      moved

    /// As it stands in events.
    var word: StaticString {
      switch self {
      case .overflow: "overflow"
      case .linkDown: "link-down"
      case .link: "link-delete"
      case .carrier: "carrier"
      case .address: "addr-delete"
      case .nextHop: "nexthop-delete"
      case .replaced: "replaced"
      case .interrupted: "interrupted"
      case .part: "link-part"
      case .name: "rename"
      case .multicast: "multicast"
      case .moved: "moved"
      }
    }
  }

  /// A table; `touched` is what of it, nil for the whole.
  struct Item {
    let table: Tracked
    var cause: Cause
    var touched: Touched?
  }

  private var pending: [Item] = []
  private var since = 0
  /// When the next dump may begin, in milliseconds of `Clock.now`.
  private(set) var due = 0

  /// Whether nothing is to be done.
  var isEmpty: Bool { pending.isEmpty }

  /// Whether notifications were lost.
  var isAfterLoss: Bool { pending.contains { $0.cause == .overflow } }

  /// Whether it has waited too long for the queue to become empty.
  var isOverdue: Bool { !pending.isEmpty && Clock.now >= max(due, since + 1000) }

  /// Marks a table, or what a change has touched of it. An overflow outdoes any other cause, and whatever
  /// makes objects vanish outdoes what may have; else the first stays.
  mutating func add(_ table: Tracked, _ cause: Cause, _ touched: Touched? = nil) {
    if pending.isEmpty { since = Clock.now }
    if let index = pending.firstIndex(where: { $0.table == table }) {
      let known = pending[index].cause
      let isWeak = known == .carrier || known == .part || known == .moved
      if cause == .overflow || (isWeak && cause != .moved) { pending[index].cause = cause }
      if let touched { pending[index].touched?.formUnion(touched) } else { pending[index].touched = nil }
      if pending[index].touched?.isTooMuch == true { pending[index].touched = nil }
    } else {
      pending.append(Item(table: table, cause: cause, touched: touched))
    }
  }

  /// What is to be done, which is forgotten thereby.
  mutating func take() -> [Item] {
    let taken = pending
    pending.removeAll(keepingCapacity: true)
    return taken
  }

  /// Says how long the dumps took, in milliseconds.
  mutating func rest(after duration: Int) { due = Clock.now + min(4 * duration, 2_000) }
}
