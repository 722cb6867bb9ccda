import NetlinkCore
internal import Rtnetlink
import NetlinkWire

// Sorts messages: questions, parts of answers, fences, notifications.
extension Replay where Sink: ~Copyable {
  /// The key of a question in `asked`, and of a fence in `fences`.
  private func id(_ port: UInt32, _ sequence: UInt32) -> UInt64 { UInt64(port) << 32 | UInt64(sequence) }

  /// The key in `asked` of the question that a message answers: programs may leave their port id out of requests.
  private func id(answeredBy message: borrowing Message) -> UInt64? {
    let own = id(message.portID, message.sequence)
    if asked.index(forKey: own) != nil { return own }
    let bare = id(0, message.sequence)
    return asked.index(forKey: bare) == nil ? nil : bare
  }

  /// Notes a question, or a fence of the follower.
  mutating func ask(_ message: borrowing Message) {
    let id = id(message.portID, message.sequence)
    if message.type == ControlType.noop, message.flags & MessageFlag.acknowledge != 0 {
      isFenced = true
      // The follower places one before it asks about a table, and one behind the answer.
      if asked.isEmpty, ended.isEmpty, again.isEmpty, hasBegun, due.keys.allSatisfy({ !isAhead($0) }) {
        beginRound()
      }
      if fences.count >= Replay.most { fences.removeAll() }
      fences.insert(id)
      return
    }
    guard let question = RecordedQuestion(message) else { return }
    if !isFenced, question.isUnfiltered {
      for table in question.tables { due[table] = mirror.refresh.take(table) }
    }
    if asked.count >= Replay.most { asked.removeAll() }
    asked[id] = RecordedAnswer(question, mirror)
  }

  /// Applies a message from the kernel.
  mutating func receive(_ message: borrowing Message, _ datagram: RawSpan?) {
    switch message.type {
    case ControlType.error: acknowledge(message)
    case ControlType.done:
      guard let id = id(answeredBy: message), var answer = asked.removeValue(forKey: id) else { return }
      if message.flags & MessageFlag.dumpInterrupted != 0 { answer.isInterrupted = true }
      let status = message.payload.byteCount >= 4 ? message.payload.u32(at: 0) : 0
      if status == 0 { return end(answer) }
      // A dump that was refused ends so, too.
      if answer.bytes.isEmpty {
        answer.isRefused = true
        remember(answer.question, message)
        return end(answer)
      }
      putPart(answer)
    default:
      guard message.type >= RTM.newLink else { return }
      if message.flags & MessageFlag.multi != 0 {
        dumped(message, datagram)
      } else if let id = id(answeredBy: message), asked[id]?.question.new == message.type {
        single(message, id)
      } else {
        notify(message)
      }
    }
  }

  /// A message of a dump.
  private mutating func dumped(_ message: borrowing Message, _ datagram: RawSpan?) {
    guard let id = id(answeredBy: message), let place = asked.index(forKey: id) else {
      return unasked(message)
    }
    if let datagram { asked.values[place].dumped(datagram) }
    asked.values[place].add(message)
  }

  /// A message of a dump whose request was not recorded: taken for a dump of all objects.
  private mutating func unasked(_ message: borrowing Message) {
    guard let type = ObjectType.of(message), type.isWhole(message), message.type == type.new else { return }
    advance()
    var answer = RecordedAnswer(RecordedQuestion(of: message.type, family: message.family), mirror)
    answer.add(message)
    remember(answer.question)
    putPart(answer)
  }

  /// The answer to a question about one thing.
  private mutating func single(_ message: borrowing Message, _ id: UInt64) {
    guard var answer = asked.removeValue(forKey: id) else { return }
    answer.add(message)
    remember(answer.question, message)
    // The answer to a route lookup is in no table.
    if message.type == RTM.newRoute { return }
    end(answer)
  }

  /// Keeps the answer to a question about one thing, or a refusal.
  private mutating func remember(_ question: RecordedQuestion, _ message: borrowing Message) {
    if singles.count >= Replay.most { singles.removeAll() }
    singles[question] = message.bytes.array
  }

  /// An error, or an acknowledgement: a fence, the end of a question, or of no interest.
  private mutating func acknowledge(_ message: borrowing Message) {
    for port in [message.portID, 0] where fences.remove(id(port, message.sequence)) != nil {
      advance()
      return takeEnded()
    }
    guard let id = id(answeredBy: message), var answer = asked.removeValue(forKey: id) else { return }
    let error = message.payload.byteCount >= 4 ? message.payload.u32(at: 0) : 0
    if error == 0 { return }
    answer.isRefused = true
    remember(answer.question, message)
    end(answer)
  }

  /// Applies an answer that is complete, or keeps it until the next fence.
  private mutating func end(_ answer: RecordedAnswer) {
    if isFenced { return ended.append(answer) }
    advance()
    takeOver([answer])
  }

  /// Events have the time of the datagram. A follower goes by the times of notifications, not by those of answers.
  private mutating func advance() { mirror.time = max(mirror.time, arrival) }

  /// Applies the answers that waited for a fence.
  mutating func takeEnded() {
    if ended.isEmpty { return }
    let answers = ended
    ended = []
    takeOver(answers)
  }

  /// A notification.
  private mutating func notify(_ message: borrowing Message) {
    if message.bytes.equals(last.raw) { return }
    last = message.bytes.array
    advance()
    if let type = ObjectType.of(message), type.isWhole(message) {
      let table = Tracked.of(message, type)
      let length = mirror.makeKey(message, type)
      let place = Array(mirror.key[..<length])
      for id in asked.keys { asked[id]?.heard(message, table, place: place) }
      for index in ended.indices { ended[index].heard(message, table, place: place) }
      if table == nil { putOther(message, type) }
    }
    mirror.apply(message, RouteGroup.group(of: message), &sink)
  }
}
