import NetlinkWire

// The outcome of each request, by its answer or by the lack of one.
extension Transactor {
  /// Ends every request that is not answered with `error`. False, for `collect`: the channel is of no more use.
  mutating func giveUp(_ error: NetlinkError) -> Bool {
    abort(error)
    return false
  }

  /// The same for a run that was cancelled or is late: of a request that was sent and must not be repeated the outcome
  /// is unknown.
  mutating func forsake(_ error: NetlinkError) -> Bool {
    for index in exchanges.indices
    where exchanges[index].progress == .sent && !exchanges[index].request.isIdempotent {
      answer(index, .outcomeUnknown(.transact, errno: error.errno))
    }
    return giveUp(error)
  }

  /// Notes that answers to this batch were lost.
  mutating func lose() {
    isLossy = true
    isClean = false
  }

  /// Ends a request: with `error`, or with the reply so far.
  mutating func answer(_ index: Int, _ error: NetlinkError?) {
    exchanges[index].progress = .answered
    exchanges[index].error = error
  }

  /// Ends every request that is not answered with `error`, and does not give the channel back to the pool.
  mutating func abort(_ error: NetlinkError) {
    isClean = false
    for index in exchanges.indices where exchanges[index].progress != .answered { answer(index, error) }
  }

  /// Decides, after a loss, about each request that is not answered: its reply is there, or it is sent again where it
  /// is idempotent, or its outcome is unknown.
  mutating func settle(_ batch: [Int]) {
    for index in batch where exchanges[index].progress == .sent {
      if exchanges[index].reply.count > 0, !exchanges[index].isPartial {
        // The one message is there; only its acknowledgement was lost.
        answer(index, nil)
      } else if exchanges[index].request.isIdempotent {
        exchanges[index].progress = .unsent
      } else {
        answer(index, .outcomeUnknown(.transact))
      }
    }
  }

  /// Gives every message of a datagram to the request it answers.
  mutating func sort(_ batch: [Int], _ portID: UInt32) {
    var offset = 0
    while true {
      let start = offset
      let length = Framing.next(in: buffer.bytes, at: &offset)
      guard length > 0 else {
        if start < buffer.count { abort(.malformed(.transact)) }
        return
      }
      let number = buffer.bytes.u32(at: start + 8)
      guard buffer.bytes.u32(at: start + 12) == portID,
        let index = batch.first(where: { exchanges[$0].number == number && exchanges[$0].progress == .sent })
      else { continue }
      switch buffer.bytes.u16(at: start + 4) {
      case ControlType.done:
        decide(index, Verdict.done(Message(buffer.bytes.slice(at: start, length: length))))
      case ControlType.error:
        decide(index, Verdict.error(Message(buffer.bytes.slice(at: start, length: length))))
      case ControlType.overrun: lose()
      case ..<ControlType.firstFree: continue
      default:
        var reply = exchanges[index].reply
        exchanges[index].reply = Reply()
        reply.bytes.append(buffer.bytes.slice(at: start, length: length))
        reply.count += 1
        exchanges[index].reply = reply
        exchanges[index].isPartial = buffer.bytes.u16(at: start + 6) & MessageFlag.multi != 0
      }
    }
  }

  /// Ends a request by the control message that answers it.
  mutating func decide(_ index: Int, _ verdict: Verdict) {
    switch verdict {
    // A reply that did not fit is gone, and its acknowledgement alone would read as an empty answer.
    case .success where exchanges[index].isCut:
      if exchanges[index].request.isIdempotent {
        exchanges[index].progress = .unsent
      } else {
        answer(index, .truncated(.transact, needed: exchanges[index].needed))
      }
    case .success(let warning):
      exchanges[index].reply.warning = warning
      answer(index, nil)
    case .refusal(let errno, var ack):
      ack?.locate(in: exchanges[index].request)
      answer(index, NetlinkError(.kernel, .transact, errno: errno, extendedAcknowledgement: ack))
    case .malformed: answer(index, .malformed(.transact))
    }
  }
}
