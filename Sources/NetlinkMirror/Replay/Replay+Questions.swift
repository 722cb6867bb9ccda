import NetlinkCore
package import Rtnetlink
package import NetlinkWire

// Answers questions from the recording's last state.
extension Replay where Sink: ~Copyable {
  /// Where a reader of the objects that answer a dump has come to.
  package struct Answers: Sendable {
    fileprivate let question: RecordedQuestion
    /// The tables whose objects are still to be read, the first of them from `offset` on.
    fileprivate var tables: ArraySlice<Tracked> = []
    fileprivate var offset = 0
    /// The places of links, and of objects that no table has, from `index` on.
    fileprivate var listed: [(isOfMirror: Bool, place: ObjectStore.Place)] = []
    fileprivate var index = 0
    /// The objects of another namespace, the first of them from `position` on.
    fileprivate var elsewhere: ArraySlice<[UInt8]> = []
    fileprivate var position = 0

    fileprivate init(_ question: RecordedQuestion) { self.question = question }

    fileprivate mutating func list(_ places: [ObjectStore.Place], isOfMirror: Bool) {
      listed += places.map { (isOfMirror, $0) }
    }
  }

  /// The objects that answer a dump, in the order of the recording. They may be more than those asked for: the caller
  /// checks every selector again.
  package func answers(to question: RecordedQuestion) -> Answers {
    if let id = question.namespaceID {
      var answers = Answers(question)
      answers.elsewhere = (self.answers(to: question, in: id) ?? [])[...]
      return answers
    }
    let tables = question.tables
    if tables == [.links] || question.isLesser { return links(question) }
    var answers = Answers(question)
    if tables.isEmpty, let tag = Self.tag(question.new, question.family) {
      answers.list(others.places(tag: tag), isOfMirror: false)
    }
    answers.tables = tables[...]
    return answers
  }

  /// Lends the message of the next object to `take`, and moves on if that says true; false if it does not, and where
  /// there is no other object. The recording must not have gone on since `answers`.
  package func next(_ answers: inout Answers, _ take: (borrowing Message) -> Bool) -> Bool {
    if answers.index < answers.listed.count {
      let (isOfMirror, place) = answers.listed[answers.index]
      guard take(isOfMirror ? mirror.store.message(at: place) : others.message(at: place)) else {
        return false
      }
      answers.index += 1
      return true
    }
    while let piece = answers.elsewhere.first {
      var messages = Messages(piece.raw.slice(at: answers.position, length: piece.count - answers.position))
      if let message = messages.next() {
        guard take(message) else { return false }
        answers.position = piece.count - messages.remainingByteCount
        return true
      }
      answers.elsewhere.removeFirst()
      answers.position = 0
    }
    while let table = answers.tables.first {
      var offset = answers.offset
      while let place = mirror.store.nextPlace(tag: table.rawValue, from: &offset) {
        let message = mirror.store.message(at: place)
        if fits(answers.question, message) {
          guard take(message) else { return false }
          answers.offset = offset
          return true
        }
        answers.offset = offset
      }
      answers.tables.removeFirst()
      answers.offset = 0
    }
    return false
  }

  /// All links. If all of them were never asked for with their counters, those of a dump without counters, but with
  /// the complete message of each link for which it is known.
  private func links(_ question: RecordedQuestion) -> Answers {
    var links = Answers(question)
    let whole = mirror.store.places(tag: Tracked.links.rawValue)
    let lesser = others.places(tag: Self.tag(RTM.newLink, Family.unspecified) ?? 0)
    let isWhole = answered.contains { $0.covers(question) && !$0.isLesser }
    if lesser.isEmpty || isWhole {
      links.list(whole, isOfMirror: true)
      return links
    }
    var rest = Set(whole)
    links.list(lesser, isOfMirror: false)
    for index in lesser.indices {
      let key = others.key(at: lesser[index])
      guard let known = mirror.store.find(key.bytes, placeLength: key.placeLength) else { continue }
      links.listed[index] = (true, known)
      rest.remove(known)
    }
    links.list(whole.filter { rest.contains($0) }, isOfMirror: true)
    return links
  }

  /// Whether an object is of the family that was asked for, and a proxy entry only where those were.
  private func fits(_ question: RecordedQuestion, _ message: borrowing Message) -> Bool {
    if question.new == RTM.newNextHop { return true }
    let family = message.family
    guard question.reaches(family) else { return false }
    // Proxy entries are asked for separately.
    if question.new == RTM.newNeighbour, family != Family.bridge {
      let isProxy = message.payload.u8(at: NeighbourHeader.flags) & NeighbourFlag.proxy != 0
      return isProxy == question.asksForProxies
    }
    return true
  }

  /// The answer to a question about one thing, or the refusal of any; nil when the recording has none.
  package func answer(to question: RecordedQuestion) -> [UInt8]? {
    if question.isOfToday { return nil }
    if let answer = singles[question] { return answer }
    // The kernel works out the answer to a question about a route; no table has it.
    guard !question.isDump, question.new != RTM.newRoute, question.namespaceID == nil else { return nil }
    var answers = question.new == RTM.newLink ? links(question) : answers(to: question)
    var found: [UInt8]?
    while found == nil,
      next(
        &answers,
        { message in
          if question.names(message) { found = message.bytes.array }
          return true
        })
    {}
    return found
  }

  /// Whether a question that was answered completely has the answer to this one.
  package func isAnswered(_ question: RecordedQuestion) -> Bool {
    if let id = question.namespaceID { return answers(to: question, in: id) != nil }
    if answered.contains(where: { $0.covers(question) }) { return true }
    // A follower asks for each family by itself.
    guard let families = question.byFamily else { return false }
    return families.allSatisfy { one in answered.contains { $0.covers(one) } }
  }

  /// Whether something happened that removed objects from the table without a notification, and the table was
  /// not read again.
  package func isDoubtful(_ question: RecordedQuestion) -> Bool {
    question.tables.contains { table in
      mirror.refresh.isDoubtful(table) || due[table]?.cause.takesAway ?? false
    }
  }

  /// Whether the recording knows of MPLS.
  package var knowsLabels: Bool {
    answered.contains { $0.new == RTM.newRoute && $0.reaches(Family.mpls) && $0.family == Family.mpls }
      || mirror.store.count(tag: Tracked.labels.rawValue) > 0
  }

  /// The devices, for their names.
  package var devices: Devices { mirror.devices }

  /// What is known of a table in the end.
  package func state(of table: Tracked) -> TableState { mirror.state(of: table) }

  /// Whether a table was read completely and nothing was removed from it since without a notification. MPLS
  /// need not have been asked for.
  package func isKnown(_ table: Tracked) -> Bool {
    if mirror.refresh.isDoubtful(table) || due[table]?.cause.takesAway ?? false { return false }
    return begun.contains(table) || table == .labels
  }
}

extension Refresh {
  /// Whether something may have been removed from a table.
  func isDoubtful(_ table: Tracked) -> Bool { holds { $0.table == table && $0.cause.takesAway } }
}

extension Refresh.Cause {
  /// Whether it may have removed objects without a notification.
  var takesAway: Bool {
    switch self {
    case .overflow, .linkDown, .link, .address, .nextHop, .replaced, .interrupted: true
    case .carrier, .part, .name, .multicast, .moved, .poll, .netconf: false
    }
  }
}
