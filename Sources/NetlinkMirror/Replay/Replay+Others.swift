import NetlinkCore
internal import Rtnetlink
import NetlinkWire

// Objects that are in no table of the mirror.
extension Replay where Sink: ~Copyable {
  /// The tag of such objects in `others`; nil for those of a table.
  static func tag(_ new: UInt16, _ family: UInt8) -> UInt8? {
    switch (new, family) {
    case (RTM.newLink, Family.bridge): 2
    case (RTM.newLink, Family.inet6): 3
    case (RTM.newLink, _): 1
    case (RTM.newBucket, _): 4
    default: nil
    }
  }

  /// Applies an answer with such objects. Where it is complete, the others are gone.
  mutating func putOthers(_ answer: RecordedAnswer) {
    if let id = answer.question.namespaceID { return putElsewhere(answer, id) }
    guard let tag = Self.tag(answer.question.new, answer.question.family) else { return }
    others.beginRound()
    for piece in answer.pieces {
      var messages = Messages(piece.raw)
      while let message = messages.next() {
        guard let type = ObjectType.of(message), type.isWhole(message), message.type == type.new else {
          continue
        }
        let length = mirror.makeKey(message, type)
        others.set(mirror.key, placeLength: length, tag: tag, message)
      }
    }
    guard answer.question.isUnfiltered, !answer.isInterrupted else { return }
    for (key, placeLength) in others.unseen(tag) {
      if let place = others.find(key, placeLength: placeLength) { others.remove(place) }
    }
  }

  /// Applies a notification about such an object, whose key the mirror wrote last.
  mutating func putOther(_ message: borrowing Message, _ type: ObjectType) {
    guard let tag = Self.tag(type.new, message.family) else { return }
    let length = mirror.key.count
    if message.type == type.new {
      // A bridge says less about a port in a notification than in an answer.
      if others.find(mirror.key, placeLength: length) == nil {
        others.set(mirror.key, placeLength: length, tag: tag, message)
      }
    } else if let place = others.find(mirror.key, placeLength: length) {
      others.remove(place)
    }
  }
}

extension RecordedQuestion {
  /// The number of the one link or next hop that is asked for; nil for any other question.
  var single: UInt32? {
    if isDump { return nil }
    switch new {
    case RTM.newLink: return field(LinkHeader.index)
    case RTM.newNextHop: return number(NextHopAttribute.id)
    default: return nil
    }
  }
}
