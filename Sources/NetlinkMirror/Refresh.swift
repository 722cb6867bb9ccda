/// The tables, or parts of them, that are to be read again: why, and when.
///
/// They are read as soon as the queue is empty. But dumps take at most a fifth of the time, or are two seconds apart:
/// otherwise a busy table would be dumped without a pause.
struct Refresh {
  enum Cause: CaseIterable {
    case overflow, linkDown, link, carrier, address, nextHop, replaced, interrupted, part, name, multicast,
      moved, poll, netconf

    /// The word for it in the output.
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

  /// A table; `touched` is the part of it, nil for the whole.
  struct Item {
    let table: Tracked
    var cause: Cause
    var touched: Touched?
  }

  private var pending: [Item] = []
  /// What is being read now.
  private var inProgress: [Item] = []
  /// When something became pending, in milliseconds of the host's clock.
  private var since = 0
  /// Whether something became pending and `look` has not noted when.
  private var isFresh = false
  /// When the next dump may begin, in milliseconds of the host's clock.
  private(set) var due = 0

  /// Whether nothing is to be read.
  var isEmpty: Bool { pending.isEmpty }

  /// Whether `isIt` holds for an item that is to be read.
  func holds(_ isIt: (Item) -> Bool) -> Bool { pending.contains(where: isIt) }

  /// Whether a table is to be read because notifications were lost.
  var isAfterLoss: Bool { pending.contains { $0.cause == .overflow } }

  /// Whether the reads have waited too long for the queue to become empty.
  func isOverdue(_ now: Int) -> Bool { !pending.isEmpty && now >= max(due, since + 1000) }

  /// Marks a table, or its touched part. An overflow takes precedence over any other cause, and a cause that
  /// removes objects over one that may; else the first cause stays.
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

  /// Whether something of a table is to be read, or is being read.
  func asks(about table: Tracked) -> Bool { (pending + inProgress).contains { $0.table == table } }

  /// Whether the other devices of a station are to be read.
  func asks(about station: [UInt8]) -> Bool {
    (pending + inProgress).contains {
      $0.table == .bridgeNeighbours && $0.touched?.stations.contains(station) == true
    }
  }

  /// Removes and returns all that is to be read.
  mutating func take() -> [Item] {
    inProgress = pending
    pending.removeAll(keepingCapacity: true)
    return inProgress
  }

  /// Removes and returns what is to be read of one table.
  mutating func take(_ table: Tracked) -> Item? {
    pending.firstIndex { $0.table == table }.map { pending.remove(at: $0) }
  }

  /// Notes when something became pending.
  mutating func look(_ now: Int) {
    if isFresh { since = now }
    isFresh = false
  }

  /// Notes when the dumps ended and how long they took, in milliseconds, and how many rounds in a row were
  /// uncertain: the more, the later the next one begins.
  mutating func rest(after duration: Int, uncertainRounds: Int, _ now: Int) {
    inProgress = []
    let pause = uncertainRounds > 0 ? min(20 << min(uncertainRounds, 7), 2_000) : 0
    due = now + max(pause, min(4 * duration, 2_000))
  }
}
