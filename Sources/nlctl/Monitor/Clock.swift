import CNetlink
import Render

/// The time, of day and gone by.
enum Clock {
  /// Milliseconds of a clock that only goes forward.
  static var now: Int { Int(cnl_now_milliseconds()) }

  /// Milliseconds of a duration, rounded up.
  static func milliseconds(_ duration: Duration) -> Int {
    let (seconds, attoseconds) = duration.components
    let millis = Int(clamping: (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    return seconds > 1 << 40 ? 1 << 50 : Int(seconds) * 1000 + millis
  }

  /// Appends the time of day, as `2026-11-21T03:00:00.123456+00:00`.
  static func append(to buffer: inout ByteBuffer) {
    let time = cnl_time_of_day()
    let local = time.seconds + Int64(time.offset)
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
    append(Int64(time.microseconds), 6, time.offset < 0 ? "-" : "+", &buffer)
    let offset = Int64(time.offset.magnitude)
    append(offset / 3600, 2, ":", &buffer)
    append(offset / 60 % 60, 2, "", &buffer)
  }

  private static func append(_ value: Int64, _ digits: Int, _ after: StaticString, _ buffer: inout ByteBuffer)
  {
    var divisor: Int64 = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      buffer.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / divisor % 10))
      divisor /= 10
    }
    buffer.append(after)
  }
}
