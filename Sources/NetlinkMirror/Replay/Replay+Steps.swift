package import NetlinkCore
internal import Rtnetlink
import NetlinkWire

// The steps of the follower, as a recording of this program notes them.
extension Replay where Sink: ~Copyable {
  /// Does what the follower did at that time, which it noted in these words.
  package mutating func note(_ text: [UInt8], at time: StreamTime) {
    guard let step = FollowerStep(text: text) else { return }
    if !hasSteps {
      hasSteps = true
      isFenced = true
      if !hasBegun { mirror.certain = [] }
    }
    stepTime = time
    switch step {
    case .follows, .loses: return
    case .begun:
      hasBegun = true
      sink.remark(.initialEnd, at: time)
    case .resyncBegin: sink.remark(.resyncBegin, at: time)
    case .resyncEnd: sink.remark(.resyncEnd, at: time)
    case .round: beginRound()
    case .rest: endRound()
    case .answer(let table, let cause, let census, let hasLost):
      let answers = answersOfLastRead(of: table)
      for answer in answers where !answer.isRefused && answer.question.isDump && !answer.isInterrupted {
        remember(answer.question)
      }
      guard mirror.tracked.contains(table) else { return }
      mirror.time = time
      let own = answers.filter { $0.question.tables.contains(table) }
      var load =
        own.first?.load(table) ?? Load(table, judges: [], settled: mirror.doubtfulPlaces[table] ?? [])
      load.hasLost = hasLost
      guard var answer = makeAnswer(table, answers, own, &load) else { return own.forEach { putPart($0) } }
      answer.census = census
      let isInitial = !hasBegun
      _ = mirror.takeOver(answer, load, cause: isInitial ? nil : cause, isInitial: isInitial, &sink)
      if answer.touched == nil { begun.insert(table) }
    }
  }

  /// Ends a round. After a loss, other tables wait for the links.
  private mutating func endRound() {
    for table in mirror.tracked {
      guard let item = due[table] else { continue }
      mirror.refresh.add(table, item.cause, item.touched)
    }
    due = [:]
    mirror.refresh.rest(after: 0, uncertainRounds: 0, 0)
  }

  /// The answers to the questions that were asked for a table, the last one where a question was asked again.
  private mutating func answersOfLastRead(of table: Tracked) -> [RecordedAnswer] {
    var answers = ended
    ended = []
    // The follower first waits for the kernel, by a question about a link.
    if let first = answers.firstIndex(where: { $0.question.tables == [.links] && isBarrier($0.question) }) {
      answers.remove(at: first)
    }
    var latest: [RecordedQuestion: Int] = [:]
    for index in answers.indices { latest[answers[index].question] = index }
    return answers.indices.filter { latest[answers[$0].question] == $0 }.map { answers[$0] }
  }

  private func isBarrier(_ question: RecordedQuestion) -> Bool {
    !question.isDump && question.single == Witness.linkQuestionIndex
  }

  /// What the follower made of the answers to its questions about a table, which are `own`; nil if they are about an unknown
  /// part of it.
  private mutating func makeAnswer(
    _ table: Tracked, _ answers: [RecordedAnswer], _ own: [RecordedAnswer], _ load: inout Load
  ) -> Answer? {
    var answer = Answer()
    let item = due.removeValue(forKey: table)
    // Where a part could not be read, the whole table was read after it.
    let whole = own.filter { $0.question.isUnfiltered }
    // A kernel without MPLS is not asked about it.
    if !whole.isEmpty || (own.isEmpty && table == .labels) {
      load.judges = whole.flatMap { $0.load(table)?.judges ?? [] }
      load.settled = whole.last?.load(table)?.settled ?? load.settled
      answer.snapshots = whole.filter { !$0.isRefused }.flatMap { $0.snapshots }
      if table == .routes4, mirror.hasLackedRoutes {
        var completion = RouteCompletion(answer.snapshots)
        for part in own where !part.question.isUnfiltered && !part.isRefused { completion.add(part.snapshot) }
        answer.snapshots = [Snapshot(contents: completion.bytes, like: answer.snapshots.first)]
      }
      return answer
    }
    guard let touched = touched(table, own, item) else { return nil }
    answer.touched = touched
    load.settled = doubtful[table] ?? []
    load.judges = own.flatMap { $0.load(table)?.judges ?? [] }
    add(own, of: table, among: answers, to: &answer)
    return answer
  }
}
