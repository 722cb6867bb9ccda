import NetlinkWire

/// What a received datagram holds for one dump. Messages that are not the dump's are cut out of the buffer.
///
/// Made at receipt, under the dump's lock, so that the end of the dump is known before another thread receives.
struct Inspection {
  /// How the dump ends.
  enum End: Equatable {
    case done(Verdict, filtered: Bool)
    case error(Verdict)
    case overrun
    case fragment
  }
  var end: End?
  var interrupted = false
  /// Whether nothing followed the end.
  var isLast = true

  init(_ buffer: inout ReceiveBuffer, sequence: UInt32, portID: UInt32) {
    let total = buffer.count
    var offset = 0
    var kept = 0
    // A variable beside `end`, which is large and costly to look at for every message.
    var isOver = false
    while !isOver {
      let start = offset
      let length = Framing.next(in: buffer.bytes, at: &offset)
      guard length > 0 else {
        if offset < total { end = .fragment }
        break
      }
      let type = buffer.bytes.u16(at: start + 4)
      let isOurs =
        buffer.bytes.u32(at: start + 8) == sequence && buffer.bytes.u32(at: start + 12) == portID
      guard isOurs else { continue }
      if buffer.bytes.u16(at: start + 6) & MessageFlag.dumpInterrupted != 0 { interrupted = true }
      if type < ControlType.firstFree {
        end = Inspection.end(Message(buffer.bytes.slice(at: start, length: length)))
        isOver = end != nil
        continue
      }
      if kept != start { buffer.move(from: start, to: kept, length: offset - start) }
      kept += offset - start
    }
    isLast = offset >= total
    buffer.keep(kept)
  }

  private static func end(_ message: borrowing Message) -> End? {
    switch message.type {
    case ControlType.done:
      .done(Verdict.done(message), filtered: message.flags & MessageFlag.dumpFiltered != 0)
    case ControlType.error: .error(Verdict.error(message))
    case ControlType.overrun: .overrun
    default: nil
    }
  }
}
