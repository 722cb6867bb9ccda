import NetlinkCore
internal import Rtnetlink
import NetlinkWire

// Applies answers, each at the moment when the follower applied it.
extension Replay where Sink: ~Copyable {
  /// Applies the answers to questions that belong together: those between two fences, or one.
  mutating func takeOver(_ answers: [RecordedAnswer]) {
    defer {
      for answer in answers where !answer.isRefused && answer.question.isDump && !answer.isInterrupted {
        remember(answer.question)
      }
    }
    let answers = isFenced ? answers.filter { !isWaiting($0.question) } : answers
    // The follower found nothing left to read of the next table.
    if answers.isEmpty { return pass(due.keys.filter { isAhead($0) }.min { $0.rawValue < $1.rawValue }) }
    let dumps = answers.filter { $0.question.isDump }
    let deciding = dumps.contains { !$0.question.tables.isEmpty } ? dumps : answers
    var tables: [Tracked] = []
    for table in deciding.flatMap({ $0.question.tables }) where !tables.contains(table) {
      tables.append(table)
    }
    // Without a dump, the last question is about the table.
    if dumps.isEmpty, let table = tables.last { tables = [table] }
    for table in tables { takeOver(table, answers) }
    endResync()
  }

  /// Applies an answer that is about no table of the mirror.
  mutating func takeOther(_ answer: RecordedAnswer) {
    if answer.isRefused { return }
    putOthers(answer)
    if answer.question.isDump, !answer.isInterrupted { remember(answer.question) }
  }

  /// Reports the recovery from a loss, once nothing is left to be read.
  private mutating func endResync() {
    guard isResyncing, again.isEmpty, mirror.hasRecovered, due.keys.allSatisfy({ !isAhead($0) }) else {
      return
    }
    isResyncing = false
    sink.remark(.resyncEnd, at: mirror.time)
  }

  /// Notes that a question was answered whole.
  mutating func remember(_ question: RecordedQuestion) {
    singles[question] = nil
    guard !answered.contains(question), answered.count < Self.most else { return }
    answered.append(question)
  }

  /// Whether the follower asked only in order to wait for the kernel. If the first link is doubtful, it may
  /// have been asked for itself.
  private func isWaiting(_ question: RecordedQuestion) -> Bool {
    guard question.new == RTM.newLink, !question.isDump, question.single == Witness.linkQuestionIndex else {
      return false
    }
    return due[.links]?.touched?.devices.contains(Witness.linkQuestionIndex) != true || !isAhead(.links)
  }

  /// Applies the answers to questions about one table.
  private mutating func takeOver(_ table: Tracked, _ answers: [RecordedAnswer]) {
    let own = answers.filter { $0.question.tables.contains(table) }
    guard let first = own.first, var load = first.load(table) else { return }
    load.judges += own.dropFirst().flatMap { $0.load(table)?.judges ?? [] }
    if isFenced, hasBegun, again[table] == nil, due[table] == nil || !isAhead(table) { beginRound() }
    let item = due[table]
    pass(table)
    var answer = Answer()
    if own.contains(where: { $0.question.isUnfiltered }) {
      let families = Set(own.map { $0.question.family })
      if families.count == 1, let family = families.first { answer.family = family }
    } else {
      guard let touched = touched(table, own, item) else {
        for answer in own {
          mirror.store.beginRound()
          putPart(answer)
          dropUnseen(answer, table)
        }
        return
      }
      answer.touched = touched
      if isFenced { load.settled = doubtful[table] ?? [] }
    }
    add(own, of: table, among: answers, to: &answer)
    if table == .neighbours, answer.touched == nil { answer.snapshots.append(proxies()) }
    let isInitial = !hasBegun || own.contains { isFirst($0.question, of: table) }
    let cause = isInitial ? nil : again[table] ?? item?.cause.word ?? Refresh.Cause.poll.word
    again[table] = nil
    if !mirror.takeOver(answer, load, cause: cause, isInitial: isInitial, &sink) { again[table] = cause }
    if answer.touched == nil { begin(table) }
  }

  /// Adds the recorded answers about a table, `own`, to `answer`. `answers` also has those about next hop objects.
  func add(
    _ own: [RecordedAnswer], of table: Tracked, among answers: [RecordedAnswer], to answer: inout Answer
  ) {
    let isRoute = table.type.new == RTM.newRoute
    var routes = RoutesByDevice()
    for part in own {
      if part.isRefused {
        if let number = part.question.single { answer.absent.append(number) }
      } else if answer.touched != nil, isRoute, let device = part.question.device {
        answer.snapshots.append(routes.withoutKnown(part.snapshot, device))
      } else {
        answer.snapshots += part.snapshots
      }
    }
    if isRoute { answer.standingNextHops = standing(answers) }
  }

  /// Whether the follower, which asks for tables in their order, has not come to this one yet.
  func isAhead(_ table: Tracked) -> Bool { round.map { table.rawValue > $0.rawValue } ?? true }

  /// Notes that the follower has asked about a table.
  private mutating func pass(_ table: Tracked?) {
    guard let table else { return }
    due[table] = nil
    round = table
  }

  /// Begins a round, in which the follower reads all that is doubtful by now.
  mutating func beginRound() {
    round = nil
    if mirror.refresh.isAfterLoss, hasBegun, !isResyncing, !hasSteps {
      isResyncing = true
      sink.remark(.resyncBegin, at: mirror.time)
    }
    due = [:]
    doubtful = mirror.doubtfulPlaces
    for item in mirror.refresh.take() where mirror.tracked.contains(item.table) { due[item.table] = item }
  }

  /// What the question for a part of a table was about; nil if the answer proves no absence.
  func touched(_ table: Tracked, _ answers: [RecordedAnswer], _ item: Refresh.Item?) -> Touched? {
    guard let item, let touched = item.touched else { return nil }
    if table == .links || table == .nextHops { return touched }
    // The question was about the devices that were asked for, and nothing else.
    var devices: [UInt32] = []
    for answer in answers where answer.question.isDump {
      guard let device = answer.question.device else { return nil }
      devices.append(device)
    }
    return Touched(
      devices: devices, sources: touched.sources, nextHops: touched.nextHops, stations: touched.stations,
      lostStations: touched.lostStations)
  }

  /// The next hop objects that were asked for one by one and are there.
  private func standing(_ answers: [RecordedAnswer]) -> [UInt32] {
    answers.compactMap { answer in
      let question = answer.question
      return question.new == RTM.newNextHop && !question.isDump && !answer.isRefused ? question.single : nil
    }
  }

  /// Notes that a table was read for the first time.
  private mutating func begin(_ table: Tracked) {
    begun.insert(table)
    guard !hasBegun, begun.isSuperset(of: wanted) else { return }
    hasBegun = true
    sink.remark(.initialEnd, at: mirror.time)
  }

  /// Applies an answer that proves no absence.
  mutating func putPart(_ answer: RecordedAnswer) {
    if answer.question.tables.isEmpty { return putOthers(answer) }
    let heard = answer.heardPlaces
    // What nobody had asked for before was there.
    let isFirst = !isFenced && answer.question.isDump && !answered.contains { $0.covers(answer.question) }
    mirror.store.reserve(answer.count)
    for piece in answer.pieces {
      var messages = Messages(piece.raw)
      while let message = messages.next() { put(message, heard, isInitial: isFirst || !hasBegun) }
    }
  }

  /// Applies an object of an answer that proves no absence, unless notifications since the question were about it.
  private mutating func put(
    _ message: borrowing Message, _ heard: [Tracked: Set<[UInt8]>], isInitial: Bool
  ) {
    guard let type = ObjectType.of(message), type.isWhole(message), message.type == type.new,
      let table = Tracked.of(message, type)
    else { return }
    let length = mirror.makeKey(message, type)
    if !heard.isEmpty, heard[table]?.contains(Array(mirror.key[..<length])) == true { return }
    mirror.put(
      message, type, table, length, origin: nil, cause: isInitial ? nil : Refresh.Cause.poll.word,
      isInitial: isInitial, &sink)
  }
}
