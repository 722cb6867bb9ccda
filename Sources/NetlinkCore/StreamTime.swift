private import CNetlink

/// A time of day that never goes back as long as the process lives: the wall clock when it was first asked for,
/// plus what a monotonic clock has counted since. A clock that somebody sets back does not disturb the order of
/// events. In microseconds of UTC since 1970.
public struct StreamTime: Sendable, Hashable, Comparable {
  /// Microseconds since 1970.
  public var microseconds: Int64

  /// That many microseconds since 1970.
  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// Seconds since 1970.
  public var seconds: Int64 { microseconds / 1_000_000 }

  /// Microseconds within the second.
  public var fraction: Int32 { Int32(truncatingIfNeeded: microseconds % 1_000_000) }

  /// The wall clock less the monotonic clock, when the process first asked.
  private static let offset: Int64 = {
    let wall = cnl_time_now()
    return wall.seconds * 1_000_000 + Int64(wall.microseconds) - cnl_now_microseconds()
  }()

  /// Now.
  public static var now: StreamTime { StreamTime(microseconds: offset + cnl_now_microseconds()) }

  /// Whether one is earlier than another.
  public static func < (one: StreamTime, other: StreamTime) -> Bool { one.microseconds < other.microseconds }
}
