import NetlinkCore
internal import Rtnetlink
import NetlinkWire

// A program may ask for the devices and addresses of another namespace, by the id that this one has for it. The kernel
// repeats the id in each object of the answer.
extension RecordedQuestion {
  /// The id of the other namespace that it asks about; nil where it asks about its own.
  package var namespaceID: UInt32? {
    RecordedQuestion.targetAttribute(of: new).flatMap { number($0) }
  }

  /// Whether it asks for the id of a namespace whose file somebody has open, or that a process is in: such a number says
  /// something to the program alone that asked.
  var isOfToday: Bool { type == RTM.getNamespaceID && !isDump }

  /// The attribute with that id; nil for what can only be asked of the own namespace.
  fileprivate static func targetAttribute(of new: UInt16) -> UInt16? {
    switch new {
    case RTM.newLink: LinkAttribute.targetNamespaceID
    case RTM.newAddress: AddressAttribute.targetNamespaceID
    default: nil
    }
  }
}

extension Replay where Sink: ~Copyable {
  /// Whether an object of an answer is of another namespace than the recording.
  static func isElsewhere(_ message: borrowing Message, _ type: ObjectType) -> Bool {
    guard let attribute = RecordedQuestion.targetAttribute(of: message.type) else { return false }
    return type.attributes(of: message).attribute(attribute).byteCount > 0
  }

  /// Keeps the answer to a question about another namespace: the last that was whole.
  mutating func putElsewhere(_ answer: RecordedAnswer, _ namespaceID: UInt32) {
    guard answer.question.isDump, !answer.isRefused, !answer.isInterrupted else { return }
    guard elsewhere.count < Self.most else { return }
    elsewhere[Elsewhere(type: answer.question.new, namespaceID: namespaceID)] = answer.pieces
  }

  /// The messages that answer a dump of another namespace; nil if nobody asked for it.
  func answers(to question: RecordedQuestion, in namespaceID: UInt32) -> [[UInt8]]? {
    elsewhere[Elsewhere(type: question.new, namespaceID: namespaceID)]
  }
}

/// A table of another namespace.
struct Elsewhere: Hashable {
  var type: UInt16
  var namespaceID: UInt32
}
