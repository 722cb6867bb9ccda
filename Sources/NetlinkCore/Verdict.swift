package import NetlinkWire

/// The outcome that a control message (`NLMSG_DONE`, `NLMSG_ERROR`) reports.
package enum Verdict: Equatable {
  /// Success, perhaps with a warning.
  case success(ExtendedAcknowledgement?)
  /// The kernel's refusal, a positive error number.
  case refusal(Int32, ExtendedAcknowledgement?)
  /// Bytes that the protocol does not allow.
  case malformed

  /// Reads `NLMSG_DONE`: the errno of the dump, if there, and attributes behind it.
  package static func done(_ message: borrowing Message) -> Verdict {
    let bytes = message.bytes
    if bytes.byteCount == Message.headerLength { return .success(nil) }
    guard bytes.byteCount >= Message.headerLength + 4 else { return .malformed }
    return verdict(of: message, attributesAt: Message.headerLength + 4)
  }

  /// Reads `NLMSG_ERROR`: the errno, the request's header, the request itself unless it was left out,
  /// and attributes behind its padding.
  package static func error(_ message: borrowing Message) -> Verdict {
    let bytes = message.bytes
    let echoed = Message.headerLength + 4
    guard bytes.byteCount >= echoed + Message.headerLength else { return .malformed }
    var attributes = echoed + Message.headerLength
    if message.flags & MessageFlag.capped == 0 {
      attributes = max(attributes, echoed + Framing.aligned(Int(bytes.u32(at: echoed))))
    }
    return verdict(of: message, attributesAt: attributes)
  }

  private static func verdict(of message: borrowing Message, attributesAt offset: Int) -> Verdict {
    let bytes = message.bytes
    let code = Int32(bitPattern: bytes.u32(at: Message.headerLength))
    // The flag is set also where the attributes found no room.
    var ack: ExtendedAcknowledgement?
    if message.flags & MessageFlag.acknowledgementAttributes != 0, offset < bytes.byteCount {
      ack = ExtendedAcknowledgement(bytes.slice(at: offset, length: bytes.byteCount - offset))
    }
    if code == 0 { return .success(ack) }
    // The kernel's errors end at MAX_ERRNO.
    guard code < 0, code >= -4095 else { return .malformed }
    return .refusal(-code, ack)
  }
}
