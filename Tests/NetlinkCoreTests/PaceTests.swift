import Testing

@testable import NetlinkCore

/// When the thread that receives lets events gather.
@Suite struct PaceTests {
  /// The pace after `count` events, one every `interval` microseconds.
  private func pace(_ count: Int, every interval: Int64) -> Pace {
    var now = StreamTime(microsecondsSince1970: 1_000_000)
    var pace = Pace(now)
    for _ in 0..<count {
      now.microsecondsSince1970 += interval
      pace.count(now)
    }
    return pace
  }

  @Test("Few events, or slow ones, do not gather", arguments: [(31, 10), (32, 100), (320, 100)])
  func slow(count: Int, interval: Int64) { #expect(!pace(count, every: interval).isFast) }

  @Test("Events gather once 32 came at more than 10,000 a second", arguments: [(32, 99), (320, 1), (63, 10)])
  func fast(count: Int, interval: Int64) { #expect(pace(count, every: interval).isFast) }

  @Test("Events no longer gather when they come slowly again")
  func slower() {
    var pace = pace(64, every: 10)
    for number in 0..<32 {
      #expect(pace.isFast)
      pace.count(StreamTime(microsecondsSince1970: 1_001_000 + Int64(number) * 1000))
    }
    #expect(!pace.isFast)
  }
}
