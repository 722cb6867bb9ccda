private import CNetlink

/// A time of day that never goes back as long as the process lives.
///
/// It is the wall clock at the time the process first asked, plus what a monotonic clock has counted since: setting the
/// clock back does not disturb the order of events. A value; thread-safe. OVS: none.
public struct StreamTime: Sendable, Hashable, Comparable {
  /// Microseconds since 1970, in UTC.
  public var microsecondsSince1970: Int64

  /// The time that many microseconds after 1970 began, in UTC.
  public init(microsecondsSince1970: Int64) { self.microsecondsSince1970 = microsecondsSince1970 }

  /// Seconds since 1970.
  package var seconds: Int64 { microsecondsSince1970 / 1_000_000 }

  /// Microseconds within the second.
  package var fraction: Int32 { Int32(truncatingIfNeeded: microsecondsSince1970 % 1_000_000) }

  /// The wall clock less the monotonic clock, when the process first asked.
  private static let offset: Int64 = {
    let wall = cnl_time_now()
    return wall.seconds * 1_000_000 + Int64(wall.microseconds) - cnl_now_microseconds()
  }()

  /// Now. Never blocks.
  public static var now: StreamTime { StreamTime(microsecondsSince1970: offset + cnl_now_microseconds()) }

  /// Whether one is earlier than another.
  public static func < (one: StreamTime, other: StreamTime) -> Bool {
    one.microsecondsSince1970 < other.microsecondsSince1970
  }
}
