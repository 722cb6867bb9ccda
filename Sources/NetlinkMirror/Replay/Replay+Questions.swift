import NetlinkCore
package import Rtnetlink
package import NetlinkWire

// Answers questions from the recording's last state.
extension Replay where Sink: ~Copyable {
  /// The objects that answer a dump, by their places.
  package struct Places: Sendable {
    fileprivate var places: [(isOfMirror: Bool, place: ObjectStore.Place)]
    /// How many there are.
    package var count: Int { places.count }

    fileprivate init(ofMirror places: [ObjectStore.Place]) { self.places = places.map { (true, $0) } }
    fileprivate init(ofOthers places: [ObjectStore.Place]) { self.places = places.map { (false, $0) } }
  }

  /// The objects that answer a dump, in the order of the recording. They may be more than those asked for: the caller
  /// checks every selector again.
  package func places(answering question: RecordedQuestion) -> Places {
    let family = question.family
    if question.tables == [.links] || question.isLesser { return links(question) }
    if let tag = Self.tag(question.new, family), question.tables.isEmpty {
      return Places(ofOthers: others.places(tag: tag))
    }
    var places: [ObjectStore.Place] = []
    for table in question.tables {
      places += mirror.store.places(tag: table.rawValue).filter {
        fits(question, mirror.store.message(at: $0))
      }
    }
    return Places(ofMirror: places)
  }

  /// All links. If all of them were never asked for with their counters, those of a dump without counters, but with
  /// the complete message of each link for which it is known.
  private func links(_ question: RecordedQuestion) -> Places {
    let whole = mirror.store.places(tag: Tracked.links.rawValue)
    let lesser = others.places(tag: Self.tag(RTM.newLink, Family.unspecified) ?? 0)
    let isWhole = answered.contains { $0.covers(question) && !$0.isLesser }
    if lesser.isEmpty || isWhole { return Places(ofMirror: whole) }
    var rest = Set(whole)
    var links = Places(ofOthers: lesser)
    for index in lesser.indices {
      let key = others.key(at: lesser[index])
      guard let known = mirror.store.find(key.bytes, placeLength: key.placeLength) else { continue }
      links.places[index] = (true, known)
      rest.remove(known)
    }
    links.places += whole.filter { rest.contains($0) }.map { (true, $0) }
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

  /// Lends the message of the object at `index` to `body`.
  package func withMessage<Result>(
    _ places: Places, _ index: Int, _ body: (borrowing Message) -> Result
  ) -> Result {
    let (isOfMirror, place) = places.places[index]
    return body(isOfMirror ? mirror.store.message(at: place) : others.message(at: place))
  }

  /// The answer to a question about one thing, or the refusal of any; nil when the recording has none.
  package func answer(to question: RecordedQuestion) -> [UInt8]? {
    if let answer = singles[question] { return answer }
    // The kernel works out the answer to a question about a route; no table has it.
    guard !question.isDump, question.new != RTM.newRoute else { return nil }
    let places = question.new == RTM.newLink ? links(question) : places(answering: question)
    for index in 0..<places.count {
      let found: [UInt8]? = withMessage(places, index) { message in
        question.names(message) ? message.bytes.array : nil
      }
      if let found { return found }
    }
    return nil
  }

  /// Whether a question that was answered completely has the answer to this one.
  package func isAnswered(_ question: RecordedQuestion) -> Bool {
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
      || !mirror.store.places(tag: Tracked.labels.rawValue).isEmpty
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
