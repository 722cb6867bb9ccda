/// The tables that are to be dumped anew, or what of them, why, and when.
///
/// As soon as the queue is empty; but dumps take a fifth of the time, or come two seconds apart, for a
/// table that is churned would else be dumped without end.
struct Refresh {
  enum Cause {
    case overflow, linkDown, link, carrier, address, nextHop, replaced, interrupted, part, name, multicast,
      moved, poll, netconf

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
      case .poll: "poll"
      case .netconf: "netconf"
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
  /// What is being asked now.
  private var inProgress: [Item] = []
  private var since = 0
  private var isFresh = false
  /// When the next dump may begin, in milliseconds of `the host`.
  private(set) var due = 0

  /// Whether nothing is to be done.
  var isEmpty: Bool { pending.isEmpty }

  /// Whether something like that is to be done.
  func holds(_ isIt: (Item) -> Bool) -> Bool { pending.contains(where: isIt) }

  /// Whether notifications were lost.
  var isAfterLoss: Bool { pending.contains { $0.cause == .overflow } }

  /// Whether it has waited too long for the queue to become empty.
  func isOverdue(_ now: Int) -> Bool { !pending.isEmpty && now >= max(due, since + 1000) }

  /// Marks a table, or what a change has touched of it. An overflow outdoes any other cause, and whatever
  /// makes objects vanish outdoes what may have; else the first stays.
  mutating func add(_ table: Tracked, _ cause: Cause, _ touched: Touched? = nil) {
    if pending.isEmpty { isFresh = true }
    if let index = pending.firstIndex(where: { $0.table == table }) {
      let known = pending[index].cause
      let isWeak = [.carrier, .part, .moved, .poll, .netconf].contains(known)
      if cause == .overflow || (isWeak && cause != .moved) { pending[index].cause = cause }
      if let touched { pending[index].touched?.formUnion(touched) } else { pending[index].touched = nil }
      if pending[index].touched?.isTooMuch == true { pending[index].touched = nil }
    } else {
      pending.append(Item(table: table, cause: cause, touched: touched))
    }
  }

  /// Whether something of a table is to be asked, or is being asked.
  func asks(about table: Tracked) -> Bool { (pending + inProgress).contains { $0.table == table } }

  /// Whether it is to be found out where else a station is known.
  func asks(about station: [UInt8]) -> Bool {
    (pending + inProgress).contains {
      $0.table == .bridgeNeighbours && $0.touched?.stations.contains(station) == true
    }
  }

  /// What is to be done, which is forgotten thereby.
  mutating func take() -> [Item] {
    inProgress = pending
    pending.removeAll(keepingCapacity: true)
    return inProgress
  }

  /// What is to be done about one table, which is forgotten thereby.
  mutating func take(_ table: Tracked) -> Item? {
    pending.firstIndex { $0.table == table }.map { pending.remove(at: $0) }
  }

  /// Notes the time at which what is pending was first seen to be.
  mutating func look(_ now: Int) {
    if isFresh { since = now }
    isFresh = false
  }

  /// Says when the dumps ended and how long they took, in milliseconds, and how many rounds in a row could not be
  /// trusted: the next begins the later the more there are.
  mutating func rest(after duration: Int, uncertainRounds: Int, _ now: Int) {
    inProgress = []
    let pause = uncertainRounds > 0 ? min(20 << min(uncertainRounds, 7), 2_000) : 0
    due = now + max(pause, min(4 * duration, 2_000))
  }
}
