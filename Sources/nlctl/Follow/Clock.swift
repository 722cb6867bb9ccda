import CNetlink
import NetlinkCore
internal import NetlinkWire
import Render

/// Times of day and durations.
enum Clock {
  /// The time of a monotonic clock, in milliseconds.
  static var now: Int { Int(cnl_now_milliseconds()) }

  /// A duration in milliseconds, rounded up.
  static func milliseconds(_ duration: Duration) -> Int {
    let (seconds, attoseconds) = duration.components
    let millis = Int(clamping: (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    return seconds > 1 << 40 ? 1 << 50 : Int(seconds) * 1000 + millis
  }

  /// Writes times such as `2026-11-21T03:00:00.123456+00:00`. The text of a second is formatted only once.
  struct Writer: ~Copyable {
    /// The second in `text`.
    private var second = Int64.min
    private var text = GrowingBytes(capacity: 64)
    /// Where in `text` the microseconds are.
    private static var fraction: Range<Int> { 20..<26 }

    mutating func append(_ time: StreamTime, to buffer: inout GrowingBytes) {
      if time.seconds != second {
        text.truncate(to: 0)
        Clock.append(time.seconds, to: &text)
        second = time.seconds
      }
      buffer.append(contentsOf: text, 0..<Writer.fraction.lowerBound)
      Clock.append(Int64(time.fraction.magnitude), 6, "", &buffer)
      buffer.append(contentsOf: text, Writer.fraction.upperBound..<text.count)
    }
  }

  /// Appends a local time with 0 microseconds.
  private static func append(_ seconds: Int64, to buffer: inout GrowingBytes) {
    let difference = cnl_time_offset(seconds)
    let local = seconds + Int64(difference)
    var days = local / 86400
    var rest = local % 86400
    if rest < 0 {
      rest += 86400
      days -= 1
    }
    // Days since 0000-03-01, in eras of 400 years.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let realMonth = month < 10 ? month + 3 : month - 9
    let year = yearOfEra + era * 400 + (realMonth <= 2 ? 1 : 0)
    append(year, 4, "-", &buffer)
    append(realMonth, 2, "-", &buffer)
    append(day, 2, "T", &buffer)
    append(rest / 3600, 2, ":", &buffer)
    append(rest / 60 % 60, 2, ":", &buffer)
    append(rest % 60, 2, ".", &buffer)
    append(0, 6, difference < 0 ? "-" : "+", &buffer)
    let offset = Int64(difference.magnitude)
    append(offset / 3600, 2, ":", &buffer)
    append(offset / 60 % 60, 2, "", &buffer)
  }

  /// Appends a number with that many digits, and `after`.
  private static func append(
    _ value: Int64, _ digits: Int, _ after: StaticString, _ buffer: inout GrowingBytes
  ) {
    var divisor: Int64 = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      buffer.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / divisor % 10))
      divisor /= 10
    }
    buffer.append(after)
  }
}
