import Explain
import NetlinkCore
import NetlinkWire

/// Gives a request and an answer to all that reads extended acknowledgements: the core, the words for errors, explain.
package struct AcknowledgementRunner {
  private var recordings = RecordingRunner()

  package init() {}

  /// Runs one answer to one request; what is wrong with what came of it.
  package mutating func run(_ request: [UInt8], _ answer: [UInt8]) -> String? {
    if answer.count >= Message.headerLength {
      let message = Message(answer.raw)
      for verdict in [Verdict.error(message), Verdict.done(message)] {
        if let complaint = AcknowledgementRunner.complaint(verdict, Request(bytes: request)) {
          return complaint
        }
      }
    }
    var sent = Envelope()
    sent.direction = .sent
    var received = Envelope()
    received.direction = .received
    return recordings.explain([(request, sent), (answer, received)])
  }

  /// The words for an error are one line.
  private static func complaint(_ verdict: Verdict, _ request: Request) -> String? {
    var ack: ExtendedAcknowledgement?
    var number: Int32 = 0
    switch verdict {
    case .malformed: return nil
    case .success(let found): ack = found
    case .refusal(let errno, let found): (number, ack) = (errno, found)
    }
    ack?.locate(in: request)
    let error = NetlinkError(.kernel, .transact, errno: number, extendedAcknowledgement: ack)
    for words in [error.words(placing: \.place), error.description] {
      if words.isEmpty { return "no words" }
      if words.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) { return "words with a control character" }
    }
    return nil
  }
}
