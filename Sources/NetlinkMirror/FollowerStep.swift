internal import NetlinkCore
import NetlinkWire

/// What a follower does beside receiving messages, so that a recording can tell it: messages alone do not say when a round of
/// questions begins, which doubt a question is about, or what the kernel counted.
package enum FollowerStep: Equatable, Sendable {
  /// The recording is of a follower, and has its steps.
  case follows
  /// It has learned of a loss.
  case loses
  /// All tables were read for the first time.
  case begun
  /// Recovery from a loss begins, or is over.
  case resyncBegin, resyncEnd
  /// A round begins: all that is doubtful by now is to be read.
  case round
  /// The round is over. Tables that it did not come to stay marked for the next one.
  case rest
  /// The answer about a table is applied. `cause`: why it was asked for; nil at the start.
  case answer(Tracked, cause: StaticString?, census: Answer.Census, hasLost: Bool)

  /// The steps without values, and the words for them.
  private static let plain: [(step: FollowerStep, word: StaticString)] = [
    (.follows, "follows"), (.loses, "loses"), (.begun, "initial-end"), (.resyncBegin, "resync-begin"),
    (.resyncEnd, "resync-end"), (.round, "round"), (.rest, "round-end"),
  ]

  /// Its text in a recording, such as `takes route inet, link-down, lost`.
  package var text: [UInt8] {
    if let plain = FollowerStep.plain.first(where: { $0.step == self }) { return Array("\(plain.word)".utf8) }
    guard case .answer(let table, let cause, let census, let hasLost) = self else { return [] }
    var text = "takes \(table.name)"
    if let cause { text += ", \(cause)" }
    switch census {
    case .complete: break
    case .lacking: text += ", lacking"
    case .unknown: text += ", unknown"
    }
    if hasLost { text += ", lost" }
    return Array(text.utf8)
  }

  /// Reads such a text; nil if it says something else.
  package init?(text: [UInt8]) {
    let words = String(decoding: text, as: UTF8.self)
      .split(separator: "," as Character, omittingEmptySubsequences: false)
      .map { $0.drop { $0 == " " } }
    guard let first = words.first else { return nil }
    if words.count == 1, let plain = FollowerStep.plain.first(where: { "\($0.word)" == first }) {
      self = plain.step
      return
    }
    guard first.hasPrefix("takes "),
      let table = Tracked(name: Array(first.dropFirst("takes ".count).utf8).raw)
    else { return nil }
    var (cause, census, hasLost) = (nil as StaticString?, Answer.Census.complete, false)
    for word in words.dropFirst() {
      switch word {
      case "lacking": census = .lacking
      case "unknown": census = .unknown
      case "lost": hasLost = true
      default:
        let causes = Refresh.Cause.allCases.map { $0.word } + [NamespaceMirror.baseline]
        guard let known = causes.first(where: { "\($0)" == word }) else { return nil }
        cause = known
      }
    }
    self = .answer(table, cause: cause, census: census, hasLost: hasLost)
  }

  package static func == (one: FollowerStep, other: FollowerStep) -> Bool {
    switch (one, other) {
    case (.answer(let table, let cause, let census, let hasLost), .answer(let t, let c, let s, let l)):
      table == t && cause.map { "\($0)" } == c.map { "\($0)" } && census == s && hasLost == l
    case (.follows, .follows), (.loses, .loses), (.begun, .begun), (.round, .round), (.rest, .rest),
      (.resyncBegin, .resyncBegin), (.resyncEnd, .resyncEnd):
      true
    default: false
    }
  }
}
