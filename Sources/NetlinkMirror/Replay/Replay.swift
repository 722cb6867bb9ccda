import NetlinkCore
internal import Rtnetlink
import NetlinkWire

/// A recording applied to a mirror, message by message, as if its notifications and answers came now.
///
/// Nothing can be asked: the questions are those that were recorded. If the recording is of a follower of
/// this program, its fences tell until when an answer has to wait for notifications. Events are the same as
/// those of the follower. One thread.
package struct Replay<Sink: EventSink & ~Copyable>: ~Copyable {
  package var sink: Sink
  /// The tables, as far as the recording has been read.
  var mirror: NamespaceMirror
  /// What is known of objects that no table of the mirror has: ports as bridges describe them, buckets, links
  /// without counters. The tag says which.
  var others = ObjectStore()
  /// The objects of other namespaces that were asked for, as they were answered.
  var elsewhere: [Elsewhere: [[UInt8]]] = [:]
  /// The questions that were answered whole.
  package internal(set) var answered: [RecordedQuestion] = []
  /// Answers to questions about one thing, and refusals.
  var singles: [RecordedQuestion: [UInt8]] = [:]
  /// Questions under way, by port id and sequence number.
  var asked: [UInt64: RecordedAnswer] = [:]
  /// Answers that came to their end and wait for a fence.
  var ended: [RecordedAnswer] = []
  /// Messages that only ask for an acknowledgement.
  var fences: Set<UInt64> = []
  /// Whether the recording has fences, and so is of a follower of this program.
  var isFenced = false
  /// Whether the recording has the follower's steps, which say more than its fences.
  var hasSteps = false
  /// The time of the last step.
  var stepTime: StreamTime?
  /// What the follower has yet to read in this round.
  var due: [Tracked: Refresh.Item] = [:]
  /// The table that it read last in this round; nil at the beginning.
  var round: Tracked?
  /// The places of routes that were in doubt when the round began.
  var doubtful: [Tracked: Set<[UInt8]>] = [:]
  /// The tables whose partial answer could not be applied, so that the follower reads them whole, with the cause.
  var again: [Tracked: StaticString] = [:]
  /// The tables that were read.
  var begun: Set<Tracked> = []
  /// The tables that have to be read before the initial state is complete.
  let wanted: Set<Tracked>
  var hasBegun = false
  /// Whether a loss was reported and not recovered from yet.
  var isResyncing = false
  /// When the current datagram was received.
  var arrival = StreamTime(microsecondsSince1970: 0)
  /// The last notification: the same datagram is recorded once for each socket that hears it.
  var last: [UInt8] = []

  /// How many questions, answers and fences are remembered of each kind.
  static var most: Int { 4096 }

  /// A replay that knows nothing yet. `tables` are those that events are wanted of.
  package init(_ sink: consuming Sink, tables: [Tracked], repeats: Bool) {
    self.sink = sink
    mirror = NamespaceMirror(
      nil, shown: tables, wantsRepeats: repeats, at: StreamTime(microsecondsSince1970: 0))
    // What is not recorded does not exist.
    mirror.certain = Set(mirror.tracked)
    wanted = Set(mirror.tracked).subtracting([.labels])
  }

  /// Tells the sink which devices to use.
  package mutating func begin() { sink.follows(nil, mirror.devices, nil) }

  /// Takes one datagram. `isReceived` and `isSent` are its direction, if known.
  package mutating func take(_ datagram: RawSpan, isReceived: Bool, isSent: Bool, nanoseconds: UInt64?) {
    if let nanoseconds { arrival = StreamTime(microsecondsSince1970: Int64(clamping: nanoseconds / 1000)) }
    var messages = Messages(datagram)
    var start = 0
    while let message = messages.next() {
      if sink.isDone { return }
      if message.flags & MessageFlag.request != 0, !isReceived {
        ask(message)
      } else if !isSent, let place = dump(of: message) {
        // Most datagrams are of one dump, and their messages are kept together.
        let (flags, count) = skip(&messages, like: message)
        let end = datagram.byteCount - messages.remainingByteCount
        asked.values[place].add(
          datagram.slice(at: start, length: end - start), flags, count: count,
          firstOf: start == 0 ? datagram : nil)
      } else if !isSent {
        receive(message)
      }
      start = datagram.byteCount - messages.remainingByteCount
    }
  }

  /// Tells the sink that it may show what was taken so far.
  package mutating func rest() { sink.remark(.idle, at: mirror.time) }

  /// Ends the recording: incomplete answers are applied as far as they go.
  package mutating func finish() {
    // The follower did not come to what is left.
    if hasSteps { return rest() }
    takeEnded()
    for id in asked.keys.sorted() {
      guard let answer = asked.removeValue(forKey: id), answer.count > 0 else { continue }
      putPart(answer)
    }
    takeEnded()
    rest()
  }
}
