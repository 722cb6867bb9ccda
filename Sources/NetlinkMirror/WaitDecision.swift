/// Decides when waiting is over: when something matches, or nothing does, for as long as was asked.
///
/// `look` and `remark` tell it whether anything matches, after each event and remark. Absence counts only while the
/// mirror is certain.
package struct WaitDecision: Sendable {
  private let isGone: Bool
  /// For how many milliseconds the condition has to hold.
  private let stable: Int
  private var hasLooked = false
  /// Whether an object that is not known does not exist.
  private var isCertain = false
  /// Since when the condition has held; nil while it does not.
  private var since: Int?

  package init(isGone: Bool, stable: Int) {
    self.isGone = isGone
    self.stable = stable
  }

  /// When the condition will have held for long enough; nil while it does not hold.
  package var deadline: Int? { since.map { $0 + stable } }

  /// Whether the condition has held for long enough.
  package func isMet(_ now: Int) -> Bool { hasLooked && since.map { now - $0 >= stable } ?? false }

  /// Notes whether something matches.
  package mutating func look(_ isMatched: Bool, _ now: Int) {
    guard hasLooked else { return }
    if isGone ? !isMatched && isCertain : isMatched {
      if since == nil { since = now }
    } else {
      since = nil
    }
  }

  /// Notes how certain the tables are.
  package mutating func remark(_ remark: Remark, _ isMatched: Bool, _ now: Int) {
    switch remark {
    case .initialEnd: hasLooked = true
    case .settled: isCertain = true
    case .unsettled: isCertain = false
    case .lost:
      // It may not have held all the time.
      isCertain = false
      since = nil
    case .resyncBegin, .resyncEnd, .idle: break
    }
    look(isMatched, now)
  }
}
