import Explain
import NetlinkCore
import NetlinkMirror
import Render
import NetlinkWire

/// The same messages in every form that is read.
package enum RecordingForms {
  /// A file of each form.
  package static func all(_ messages: [[UInt8]]) -> [[UInt8]] {
    let stream = messages.flatMap { padded($0) }
    return [
      pcap(messages, magic: 0xa1b2_c3d4, isSwapped: false),
      pcap(messages, magic: 0xa1b2_3c4d, isSwapped: false),
      pcap(messages, magic: 0xa1b2_c3d4, isSwapped: true),
      pcap(messages, magic: 0xa1b2_3c4d, isSwapped: true),
      pcapng(messages), pcapng(messages, steps: true), stream, [0x24, 0x12, 0x31, 0x45] + stream,
      stamped(messages),
      text(messages) { hex($0) }, text(messages, dump), text(messages, columns), text(messages, traced),
    ]
  }

  private static func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: -bytes.count & 3)
  }

  private static func integer(_ value: UInt32, _ isSwapped: Bool = false) -> [UInt8] {
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
    return isSwapped ? bytes.reversed() : bytes
  }

  private static func cooked(_ message: [UInt8]) -> [UInt8] {
    [0, message.count > 6 && message[6] & 1 == 1 ? 7 : 6, 3, 0x38] + [UInt8](repeating: 0, count: 12)
      + message
  }

  private static func pcap(_ messages: [[UInt8]], magic: UInt32, isSwapped: Bool) -> [UInt8] {
    var file = integer(magic, isSwapped) + integer(0x0004_0002, isSwapped) + integer(0) + integer(0)
    file += integer(262_144, isSwapped) + integer(253, isSwapped)
    for message in messages {
      let record = cooked(message)
      file += integer(1_700_000_000, isSwapped) + integer(5, isSwapped)
      file += integer(UInt32(record.count), isSwapped) + integer(UInt32(record.count), isSwapped) + record
    }
    return file
  }

  /// A follower's notes in an order that may occur: a round in which each table is read and its routes are counted.
  private static let steps: [FollowerStep] = {
    var steps: [FollowerStep] = [.follows, .round]
    for (index, table) in Tracked.allCases.enumerated() {
      let census: [Answer.Census] = [.complete, .lacking, .unknown]
      let causes: [StaticString?] = [nil, "link-down", nil, "overflow", "addr-delete", "poll"]
      let cause = causes[index % causes.count]
      steps.append(.answer(table, cause: cause, census: census[index % 3], hasLost: index % 4 == 3))
    }
    return steps + [.rest, .begun, .loses, .resyncBegin, .round, .rest, .resyncEnd]
  }()

  private static func pcapng(_ messages: [[UInt8]], steps hasSteps: Bool = false) -> [UInt8] {
    var writer = RecordingWriter(.pcapng, application: "test")
    // The steps in their order, spread over the messages from a place that the messages choose.
    var step = (messages.first?.count ?? 0) % steps.count
    if step % 3 > 0 { step = 0 }
    func next(_ count: Int) -> [RecordedNote] {
      (0..<count).map { _ in
        defer { step = (step + 1) % steps.count }
        return .step(microseconds: 1_700_000_000_000_000 + Int64(step), steps[step].text)
      }
    }
    for (index, message) in messages.enumerated() {
      var envelope = Envelope()
      envelope.direction = message.count > 6 && message[6] & 1 == 1 ? .sent : .received
      envelope.time = 1_700_000_000_000_000_000 + UInt64(index) * 1_000_000
      envelope.namespace = index % 7 == 6 ? 1 : 0
      switch index % 5 {
      case 1: envelope.notes = [.overflow]
      case 2: envelope.notes = [.lost(UInt64(index)), .by(SocketOwner(process: index, name: [0x5b, 0x5d]))]
      case 3: envelope.notes = [.lost(nil)]
      default: break
      }
      if hasSteps { envelope.notes += next(1 + (message.count / 4) % 6) }
      unsafe writer.add(message.span.bytes, envelope)
    }
    if hasSteps { writer.add(next(steps.count / 2)) }
    var bytes: [UInt8] = []
    for offset in 0..<writer.buffer.count { bytes.append(writer.buffer.raw.u8(at: offset)) }
    return bytes
  }

  private static func stamped(_ messages: [[UInt8]]) -> [UInt8] {
    let stamp = integer(24) + [15, 0, 0, 0] + [UInt8](repeating: 0, count: 8) + integer(5) + integer(7)
    return messages.flatMap { stamp + padded($0) }
  }

  private static func text(_ messages: [[UInt8]], _ form: ([UInt8]) -> String) -> [UInt8] {
    Array(messages.map { form($0) + "\n\n" }.joined().utf8)
  }

  private static func hex(_ bytes: some Sequence<UInt8>, _ separator: String = "") -> String {
    bytes.map { (($0 < 16 ? "0" : "") + String($0, radix: 16)) }.joined(separator: separator)
  }

  /// As `hexdump -C` prints it.
  private static func dump(_ bytes: [UInt8]) -> String {
    stride(from: 0, to: bytes.count, by: 16).map { start in
      let row = bytes[start..<min(bytes.count, start + 16)]
      let offset = String(start, radix: 16)
      return String(repeating: "0", count: 8 - offset.count) + offset + "  " + hex(row, " ") + "  |....|\n"
    }.joined()
  }

  /// As `xxd` prints it.
  private static func columns(_ bytes: [UInt8]) -> String {
    stride(from: 0, to: bytes.count, by: 16).map { start in
      let row = Array(bytes[start..<min(bytes.count, start + 16)])
      let offset = String(start, radix: 16)
      let words = stride(from: 0, to: row.count, by: 2).map { hex(row[$0..<min(row.count, $0 + 2)]) }
      return String(repeating: "0", count: 8 - offset.count) + offset + ": "
        + words.joined(separator: " ") + "  ....\n"
    }.joined()
  }

  /// As `strace -xx` prints it.
  private static func traced(_ bytes: [UInt8]) -> String {
    let call = bytes.count > 6 && bytes[6] & 1 == 1 ? "sendto" : "recvfrom"
    return "\(call)(3, \"" + bytes.map { "\\x" + hex([$0]) }.joined()
      + "\", \(bytes.count), 0) = \(bytes.count)"
  }
}
