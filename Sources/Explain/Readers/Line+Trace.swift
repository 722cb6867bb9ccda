internal import NetlinkCore
internal import NetlinkWire

extension Line {
  /// The direction of the bytes of a system call, if the line is one of strace; nil for any other line.
  var call: Envelope.Direction? {
    // [pid 7], a time or nothing may stand before the name of the call.
    guard let parenthesis = find("(") ?? find(" resumed>") else { return nil }
    var start = parenthesis
    while start > 0, isNameByte(at(start - 1)) { start -= 1 }
    guard start < parenthesis, !(48...57).contains(at(start)) else { return nil }
    guard start == 0 || at(start - 1) == 32 else { return nil }
    for place in 0..<start where !isPrefixByte(at(place)) { return nil }
    let name = bytes.slice(at: start, length: parenthesis - start)
    for sender in ["sendto", "sendmsg", "sendmmsg", "send", "write", "writev"] as [StaticString]
    where name.equals(sender) { return .sent }
    for receiver in ["recvfrom", "recvmsg", "recvmmsg", "recv", "read", "readv"] as [StaticString]
    where name.equals(receiver) { return .received }
    // Any other call, if the line ends like one.
    return find(") = ") != nil || find(") ") != nil || holds("unfinished ...>") ? .unknown : nil
  }

  /// The number of the process before the call: that of `[pid 7]`, or one that the line begins with; 0 if there is none.
  var process: UInt64 {
    let place = find("[pid ").map { skip($0 + 5) } ?? 0
    return decimal(place) ?? 0
  }

  /// The first argument of the call, if that is a number: the file that it is about.
  var descriptor: UInt64? { find("(").flatMap { decimal($0 + 1) } }

  /// The file that a call of `socket` made, and which netlink protocol it speaks; nil for any other line.
  var socket: (descriptor: UInt64, netlinkProtocol: UInt16)? {
    guard let call = find("socket("), call == 0 || at(call - 1) == 32, let end = find(") = ", from: call),
      let descriptor = decimal(end + 4)
    else { return nil }
    guard let place = find("NETLINK_", from: call), place < end else { return (descriptor, 0) }
    // Our names are in lower case.
    let name = bytes.slice(at: place + 8, length: end - place - 8).array
      .map { (65...90).contains($0) ? $0 | 0x20 : $0 }
    let found = Envelope.protocols.first { name.raw.equals($0.name) }
    return (descriptor, found?.number ?? 0)
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (48...57).contains(byte) || byte == 0x5f
  }

  /// Whether the byte can be before the name of a call: in `[pid 7]`, a time, or the `<...` of a resumed call.
  private func isPrefixByte(_ byte: UInt8) -> Bool {
    (48...58).contains(byte) || [32, 43, 46, 60, 91, 93, 100, 105, 112].contains(byte)
  }

  /// Whether the call left the bytes in the queue, to be read again.
  var isPeek: Bool { holds("MSG_PEEK") }

  /// Whether strace has decoded the message headers: then its strings are payloads, not whole messages.
  var isDecoded: Bool { holds("nlmsg_len=") }

  /// Whether the bytes that follow are those of the call's first buffer.
  var isFirstBuffer: Bool { holds("in buffer 0") || !holds("in buffer") }
}
