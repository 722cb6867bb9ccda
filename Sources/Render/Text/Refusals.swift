internal import NetlinkWire

/// A cache of the numbers that no cell of a plan shows, whatever else is shown: of a route the type `unicast`, the
/// protocol `boot`.
///
/// Whether a number is one of these depends on the layout alone. The cache is direct-mapped: of two numbers with the
/// same slot, the later one stays.
struct Refusals: ~Copyable {
  private var tags = Slab<UInt64>(capacity: 1024)

  init() { tags.append(repeating: 0, count: 1024) }

  /// The tag of a row's number in a plan: unique; 0 for a number that is not cached.
  @inline(__always)
  static func tag(_ row: Row, _ value: UInt64, in plan: Int) -> UInt64 {
    if value >= 1 << 24 || row.serial >= 1 << 20 || plan >= 1 << 19 { return 0 }
    return value | UInt64(truncatingIfNeeded: row.serial) << 24 | UInt64(truncatingIfNeeded: plan) << 44
  }

  /// Whether the cache knows that the number is one of these.
  @inline(__always)
  func contains(_ tag: UInt64) -> Bool { tag != 0 && tags[Refusals.place(tag)] == tag }

  /// Whether the cache knows that the number is none of these.
  func excludes(_ tag: UInt64) -> Bool { tags[Refusals.place(tag)] == tag | 1 << 63 }

  /// Notes whether the number is one of these.
  mutating func note(_ tag: UInt64, isRefused: Bool) {
    tags[Refusals.place(tag)] = isRefused ? tag : tag | 1 << 63
  }

  @inline(__always)
  private static func place(_ tag: UInt64) -> Int {
    Int(truncatingIfNeeded: (tag ^ tag >> 21 ^ tag >> 41) & 1023)
  }
}
