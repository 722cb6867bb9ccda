import Explain
import NetlinkCore
import NetlinkMirror
import NetlinkWire
import Rtnetlink

/// A datagram and the notes that the recording has beside it. Notes without a datagram have no bytes.
struct HeldDatagram {
  /// How many are held at most: more than the questions and answers about all namespaces of a machine.
  static let most = 1 << 16

  let bytes: [UInt8]
  let envelope: Envelope
}

// A monitor asks what a namespace is called when it tells an event, so that the name is noted behind the notification:
// beside the first datagram after question and answer. To tell the same event with the same name, the monitor of a
// recording holds each datagram until the next one that is not about such a question.
extension RecordedFile where Sink: ~Copyable {
  /// Whether a datagram is held; if so, those that were held before it are released, unless it is about a name.
  mutating func isHeld(_ bytes: RawSpan, _ envelope: Envelope) -> Bool {
    guard holds, hasNotes else { return false }
    var envelope = envelope
    // The names are of what came before. When this datagram is applied, newer ones may be known.
    envelope.notes.removeAll { note in
      guard case .name(let name, of: let id) = note else { return false }
      names?.names.note(name, of: id)
      return true
    }
    if !isAboutName(bytes) || held.count == HeldDatagram.most { release() }
    held.append(HeldDatagram(bytes: bytes.array, envelope: envelope))
    return true
  }

  /// Applies the held datagrams and notes, in the order in which they came.
  mutating func release() {
    var held: [HeldDatagram] = []
    swap(&held, &self.held)
    for datagram in held where !replay.sink.isDone { take(datagram.bytes.raw, datagram.envelope) }
  }

  /// Whether a datagram asks for the id of a namespace, or answers that.
  private func isAboutName(_ datagram: RawSpan) -> Bool {
    var messages = Messages(datagram)
    guard let message = messages.next() else { return false }
    switch message.type {
    case RTM.getNamespaceID, RTM.newNamespaceID: return true
    case ControlType.error:
      // Behind the number of the error stands the header of the request.
      return message.payload.byteCount >= 12 && message.payload.u16(at: 8) == RTM.getNamespaceID
    default: return false
    }
  }
}
