import NetlinkCore
internal import Rtnetlink
import NetlinkWire

// Sorts messages: questions, parts of answers, fences, notifications.
extension Replay where Sink: ~Copyable {
  /// The key of a question in `asked`, and of a fence in `fences`.
  private func id(_ port: UInt32, _ sequence: UInt32) -> UInt64 { UInt64(port) << 32 | UInt64(sequence) }

  /// The key in `asked` of the question that a message answers. Programs may leave their port id out of requests, and
  /// number those of two sockets alike: from its first answer on, a question is kept under the port id of that.
  private mutating func id(answeredBy message: borrowing Message) -> UInt64? {
    let own = id(message.portID, message.sequence)
    if asked.index(forKey: own) != nil { return own }
    let bare = id(0, message.sequence)
    guard let answer = asked[bare], message.type < RTM.newLink || message.type == answer.question.new else {
      return nil
    }
    asked[own] = asked.removeValue(forKey: bare)
    return own
  }

  /// Notes a question, or a fence of the follower.
  mutating func ask(_ message: borrowing Message) {
    let id = id(message.portID, message.sequence)
    if message.type == ControlType.noop, message.flags & MessageFlag.acknowledge != 0 {
      // What this program sends before its first dump is in a capture, too, and is no fence.
      if message.sequence == KernelSocket.primer, message.portID == 0 { return }
      isFenced = true
      // The follower places one before it asks about a table, and one behind the answer.
      let isAsking = asked.values.contains { !$0.question.tables.isEmpty }
      if !hasSteps, !isAsking, ended.isEmpty, again.isEmpty, hasBegun, due.keys.allSatisfy({ !isAhead($0) }) {
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
  mutating func receive(_ message: borrowing Message) {
    switch message.type {
    case ControlType.error: acknowledge(message)
    case ControlType.done:
      guard let id = id(answeredBy: message), var answer = asked.removeValue(forKey: id) else { return }
      if message.flags & MessageFlag.dumpInterrupted != 0 { answer.isInterrupted = true }
      let status = message.payload.byteCount >= 4 ? message.payload.u32(at: 0) : 0
      if status == 0 { return end(answer) }
      // A dump that was refused ends so, too.
      if answer.count == 0 {
        answer.isRefused = true
        remember(answer.question, message)
        return end(answer)
      }
      putPart(answer)
    default:
      guard message.type >= RTM.newLink else { return }
      if message.flags & MessageFlag.multi != 0 {
        unasked(message)
      } else if let id = id(answeredBy: message), asked[id]?.question.new == message.type {
        single(message, id)
      } else {
        notify(message)
      }
    }
  }

  /// Whether a message is an object of a dump.
  private func isDumped(_ message: borrowing Message) -> Bool {
    message.flags & MessageFlag.multi != 0 && message.type >= RTM.newLink
  }

  /// Where the question is in `asked` whose dump a message is of; nil for any other message.
  mutating func dump(of message: borrowing Message) -> Dictionary<UInt64, RecordedAnswer>.Index? {
    guard isDumped(message), let id = id(answeredBy: message) else { return nil }
    return asked.index(forKey: id)
  }

  /// Moves on behind the messages that are of the same dump as the one before them; returns the flags of all of these,
  /// and how many they are.
  func skip(_ messages: inout Messages, like first: borrowing Message) -> (flags: UInt16, count: Int) {
    var (flags, count) = (first.flags, 1)
    var ahead = messages
    while let message = ahead.next() {
      guard isDumped(message), message.flags & MessageFlag.request == 0,
        message.sequence == first.sequence, message.portID == first.portID
      else { break }
      flags |= message.flags
      count += 1
      messages = ahead
    }
    return (flags, count)
  }

  /// A message of a dump whose request was not recorded: taken for a dump of all objects.
  private mutating func unasked(_ message: borrowing Message) {
    guard let type = ObjectType.of(message), type.isWhole(message), message.type == type.new,
      !Self.isElsewhere(message, type)
    else { return }
    advance()
    var answer = RecordedAnswer(RecordedQuestion(of: message.type, family: message.family), mirror)
    answer.add(message.bytes, message.flags)
    remember(answer.question)
    putPart(answer)
  }

  /// The answer to a question about one thing.
  private mutating func single(_ message: borrowing Message, _ id: UInt64) {
    guard var answer = asked.removeValue(forKey: id) else { return }
    answer.add(message.bytes, message.flags)
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
      if hasSteps { return }
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

  /// Applies an answer that is complete, or keeps it until the next fence if it is about a table of the mirror. Fences
  /// have no meaning for others: a printer asks for the ids of namespaces whenever it shows a link.
  private mutating func end(_ answer: RecordedAnswer) {
    let isOfTable = !answer.question.tables.isEmpty
    if isFenced, isOfTable { return ended.append(answer) }
    if !isFenced { advance() }
    if isOfTable { takeOver([answer]) } else { takeOther(answer) }
  }

  /// Events have the time of the datagram. A follower goes by the times of notifications, not by those of answers.
  private mutating func advance() { mirror.time = hasSteps ? arrival : max(mirror.time, arrival) }

  /// Applies the answers that waited for a fence.
  mutating func takeEnded() {
    if ended.isEmpty { return }
    let answers = ended
    ended = []
    takeOver(answers)
  }

  /// A notification.
  private mutating func notify(_ message: borrowing Message) {
    // A follower hears each by one socket.
    if !hasSteps {
      if message.bytes.equals(last.raw) { return }
      last = message.bytes.array
    }
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
