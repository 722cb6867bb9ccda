import NetlinkCore
internal import Rtnetlink
import NetlinkWire

/// A recording applied to a mirror, message by message, as if its notifications and answers came now.
///
/// Nothing can be asked again: a question is one that somebody asked while it was recorded. Where the
/// recording is of a follower of ours, its fences tell until when an answer has to wait for notifications.
/// The events are those that the follower told. One thread.
package struct Replay<Sink: EventSink & ~Copyable>: ~Copyable {
  package var sink: Sink
  /// What is known of the tables.
  var mirror: NamespaceMirror
  /// What is known of objects that no table of the mirror has: ports as bridges describe them, buckets, links
  /// without counters. The tag says which.
  var others = ObjectStore()
  /// The questions that were answered whole.
  package internal(set) var answered: [RecordedQuestion] = []
  /// Answers to questions about one thing, and refusals.
  var singles: [RecordedQuestion: [UInt8]] = [:]
  /// Questions under way, by port id and sequence number.
  var asked: [UInt64: RecordedAnswer] = [:]
  /// Answers that came to their end and wait for a fence.
  var ended: [RecordedAnswer] = []
  /// Messages that only ask to be acknowledged.
  var fences: Set<UInt64> = []
  var isFenced = false
  /// What the follower has to ask in this round, the table of the round that it asked last, and what could not be
  /// taken over, so that it asks again.
  var due: [Tracked: Refresh.Item] = [:]
  var round: Tracked?
  /// The places of routes that were in doubt when the round began.
  var doubtful: [Tracked: Set<[UInt8]>] = [:]
  var again: [Tracked: StaticString] = [:]
  /// The tables that were read once, and those that have to be before the beginning is told.
  var begun: Set<Tracked> = []
  let wanted: Set<Tracked>
  var hasBegun = false
  /// Whether a loss was told and is not made good yet.
  var isResyncing = false
  /// When the datagram in hand was received.
  var arrival = StreamTime(microsecondsSince1970: 0)
  /// The last notification: the same datagram is recorded once for each socket that hears it.
  var last: [UInt8] = []

  /// How many questions and single answers are remembered.
  static var most: Int { 4096 }

  /// Knows nothing yet. `tables` says which tables events are wanted of.
  package init(_ sink: consuming Sink, tables: [Tracked], repeats: Bool) {
    self.sink = sink
    mirror = NamespaceMirror(
      nil, shown: tables, wantsRepeats: repeats, at: StreamTime(microsecondsSince1970: 0))
    // Whatever is not recorded is not there.
    mirror.certain = Set(mirror.tracked)
    wanted = Set(mirror.tracked).subtracting([.labels])
  }

  /// Says which devices the sink is to go by.
  package mutating func begin() { sink.follows(nil, mirror.devices, nil) }

  /// Takes one datagram. `isReceived` and `isSent` say which way it went, as far as that is known.
  package mutating func take(_ datagram: RawSpan, isReceived: Bool, isSent: Bool, nanoseconds: UInt64?) {
    if let nanoseconds { arrival = StreamTime(microsecondsSince1970: Int64(clamping: nanoseconds / 1000)) }
    var messages = Messages(datagram)
    var isFirst = true
    while let message = messages.next() {
      if sink.isDone { return }
      if message.flags & MessageFlag.request != 0, !isReceived {
        ask(message)
      } else if !isSent {
        receive(message, isFirst ? datagram : nil)
      }
      isFirst = false
    }
  }

  /// Says that what was taken so far may be shown.
  package mutating func rest() { sink.remark(.idle, at: mirror.time) }

  /// The recording is at its end: what was not answered whole is taken as far as it goes.
  package mutating func finish() {
    takeEnded()
    for id in asked.keys.sorted() {
      guard let answer = asked.removeValue(forKey: id), !answer.bytes.isEmpty else { continue }
      putPart(answer)
    }
    takeEnded()
    rest()
  }
}
