import Explain
import NetlinkCore
import NetlinkWire

/// What the inputs of guided fuzzing mean, and inputs to begin with.
package enum Guided {
  /// Runs a file; chunks depend on its length alone, so that it can be run again.
  package static func recording(_ input: [UInt8], _ runner: inout RecordingRunner) -> String? {
    runner.run(input, chunk: 1 + input.count * 7 % 4099)
  }

  /// Runs a netlink protocol, a direction, and a datagram.
  package static func datagram(_ input: [UInt8], _ runner: inout RecordingRunner) -> String? {
    guard input.count > 2 else { return nil }
    var envelope = Envelope()
    envelope.netlinkProtocol = UInt16(input[0] & 31)
    envelope.direction = Envelope.Direction(rawValue: input[1] % 3) ?? .unknown
    return runner.explain([(Array(input[2...]), envelope)])
  }

  /// Runs the length of a request in two bytes, the request, and its answer.
  package static func acknowledgement(_ input: [UInt8], _ runner: inout AcknowledgementRunner) -> String? {
    guard input.count > 2 else { return nil }
    let rest = input[2...]
    let length = min(rest.count, Int(input[0]) | Int(input[1]) << 8)
    return runner.run(Array(rest.prefix(length)), Array(rest.dropFirst(length)))
  }

  /// Runs a message.
  package static func message(_ input: [UInt8], _ sinks: Sinks) -> String? {
    input.count < Message.headerLength ? nil : sinks.feed(input.raw, mustHold: "")
  }

  /// Inputs to begin with, made of recorded messages: the target of each, and its bytes.
  package static func seeds(_ messages: [[UInt8]]) -> [(target: String, bytes: [UInt8])] {
    var seeds: [(target: String, bytes: [UInt8])] = []
    for message in messages where message.count <= 2048 {
      seeds.append(("messages", message))
      seeds.append(("datagrams", [0, 2] + message))
    }
    var recordings = HostileRecordings(messages, seed: 1)
    for _ in 0..<40 {
      for form in RecordingForms.all(recordings.chosen()) where form.count <= 16_384 {
        seeds.append(("recordings", form))
      }
    }
    for message in messages where message.count <= 1024 {
      for answer in answers(to: message) {
        let length = [UInt8(message.count & 0xff), UInt8(message.count >> 8)]
        seeds.append(("acknowledgements", length + message + answer))
        // The protocol of generic netlink, for the controller's tables and structure alone.
        seeds.append(("datagrams", [16, 1] + message + answer))
      }
    }
    return seeds
  }

  /// Errors and ends of dumps that point into a request: with and without the request, with every attribute.
  private static func answers(to request: [UInt8]) -> [[UInt8]] {
    let inner =
      attribute(1, number(3)) + attribute(2, number(1) + number(0)) + attribute(3, number(100) + number(0))
    let all =
      attribute(1, Array("Invalid attribute".utf8) + [0])
      + attribute(2, number(UInt32(min(36, request.count - 4))))
      + attribute(4 | 0x8000, inner) + attribute(5, number(3)) + attribute(6, number(16))
      + attribute(3, [1, 2, 3, 4, 5])
    let refusal = number(0xffff_ffea)
    let echoed = refusal + request + [UInt8](repeating: 0, count: -request.count & 3) + all
    let capped = refusal + request.prefix(16) + all
    return [
      header(2, 0x200, request, echoed), header(2, 0x300, request, capped),
      header(3, 0x202, request, number(0) + all),
    ]
  }

  private static func header(_ type: UInt8, _ flags: UInt16, _ request: [UInt8], _ payload: [UInt8])
    -> [UInt8]
  {
    number(UInt32(payload.count + 16)) + [type, 0, UInt8(flags & 0xff), UInt8(flags >> 8)] + request[8..<16]
      + payload
  }

  private static func attribute(_ type: UInt16, _ value: [UInt8]) -> [UInt8] {
    let length = value.count + 4
    return [UInt8(length & 0xff), UInt8(length >> 8), UInt8(type & 0xff), UInt8(type >> 8)] + value
      + [UInt8](repeating: 0, count: -value.count & 3)
  }

  private static func number(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
