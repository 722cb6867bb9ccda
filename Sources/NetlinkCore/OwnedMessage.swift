public import NetlinkWire

/// A message that owns its bytes: a copy, which may be kept, sent to another thread, and read at any time.
///
/// A `Message` is a view into a receive buffer and ends with the next receive. Immutable; thread-safe.
/// OVS: a copy of a `struct ofpbuf` that holds a `struct nlmsghdr`.
public struct OwnedMessage: Sendable, Hashable {
  /// The whole message: its header, 16 bytes, and what follows.
  public let bytes: [UInt8]

  /// Copies a message.
  public init(_ message: borrowing Message) { bytes = message.bytes.array }

  /// Takes the bytes of one message, header included; nil unless they are exactly as long as its header says.
  public init?(bytes: [UInt8]) {
    guard bytes.count >= Message.headerLength, Int(bytes.raw.u32(at: 0)) == bytes.count else { return nil }
    self.bytes = bytes
  }

  /// What the message is: `RTM_NEWLINK` … The kernel's `nlmsg_type`.
  public var type: UInt16 { bytes.raw.u16(at: 4) }

  /// `NLM_F_…` bits. The kernel's `nlmsg_flags`.
  public var flags: UInt16 { bytes.raw.u16(at: 6) }

  /// The sequence number of the request that it answers; 0 in a notification of the kernel's own.
  /// The kernel's `nlmsg_seq`.
  public var sequence: UInt32 { bytes.raw.u32(at: 8) }

  /// The port id of the requester, also in notifications; 0 for the kernel itself. The kernel's `nlmsg_pid`.
  public var portID: UInt32 { bytes.raw.u32(at: 12) }

  /// A copy of what follows the header: the family's fixed header and attributes.
  public var payload: [UInt8] { Array(bytes.dropFirst(Message.headerLength)) }

  /// Lends the message to `body`, and returns what that returns.
  public func withMessage<Answer, Failure: Error>(
    _ body: (borrowing Message) throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    try body(Message(bytes.raw))
  }

  /// The value of the first attribute `number` behind a fixed header of `headerLength` bytes; nil when there is
  /// none. `struct ifinfomsg` has 16 bytes, `struct genlmsghdr` 4.
  public func attribute(_ number: UInt16, headerLength: Int) -> [UInt8]? {
    withMessage { message in message.withAttribute(number, headerLength: headerLength) { $0.array } }
  }
}

extension Message {
  /// A copy that may be kept.
  public var owned: OwnedMessage { OwnedMessage(self) }

  /// Lends the value of the first attribute `number` behind a fixed header of `headerLength` bytes to `body`, and
  /// returns what that returns; nil, and `body` is not called, when there is no such attribute.
  public func withAttribute<Answer, Failure: Error>(
    _ number: UInt16, headerLength: Int, _ body: (RawSpan) throws(Failure) -> Answer
  ) throws(Failure) -> Answer? {
    var attributes = Attributes(payload, from: headerLength)
    while attributes.next() {
      if attributes.type == number { return try body(attributes.value) }
    }
    return nil
  }
}

extension NetlinkDump {
  /// Hands every message that is still to come to `body`, ends the dump, and returns how it went.
  ///
  /// Each message is lent for the call alone. Several threads may do this at once, with one dump: together they get
  /// every message once. Blocks while the kernel has yet to answer. Throws what `body` throws, and what `finish`
  /// throws.
  @discardableResult
  public func forEach(_ body: (borrowing Message) throws -> Void) throws -> DumpStatus {
    var cursor = makeCursor()
    do {
      while let message = cursor.next() { try body(message) }
    } catch {
      cancel()
      throw error
    }
    return try finish()
  }
}

extension Snapshot {
  /// Hands every message to `body`, lent for the call alone.
  public func forEach<Failure: Error>(
    _ body: (borrowing Message) throws(Failure) -> Void
  ) throws(Failure) {
    var messages = messages
    while let message = messages.next() { try body(message) }
  }

  /// Copies of the messages.
  public var ownedMessages: [OwnedMessage] {
    var all: [OwnedMessage] = []
    forEach { all.append($0.owned) }
    return all
  }
}

extension Reply {
  /// Hands every message to `body`, lent for the call alone.
  public func forEach<Failure: Error>(
    _ body: (borrowing Message) throws(Failure) -> Void
  ) throws(Failure) {
    var messages = messages
    while let message = messages.next() { try body(message) }
  }

  /// Copies of the messages.
  public var ownedMessages: [OwnedMessage] {
    var all: [OwnedMessage] = []
    forEach { all.append($0.owned) }
    return all
  }
}

extension PrefetchingCursor {
  /// Hands every message that is still to come to `body`, lent for the call alone; then `dump.finish()` tells how it
  /// went. Blocks while the kernel has yet to answer. Throws what `body` throws.
  public mutating func forEach<Failure: Error>(
    _ body: (borrowing Message) throws(Failure) -> Void
  ) throws(Failure) {
    while let datagram = nextDatagram() {
      var messages = Messages(datagram)
      while let message = messages.next() { try body(message) }
    }
  }
}

extension ReceiveBuffer {
  /// Hands every message that the last receive left here to `body`, lent for the call alone.
  public func forEach<Failure: Error>(
    _ body: (borrowing Message) throws(Failure) -> Void
  ) throws(Failure) {
    var messages = Messages(bytes)
    while let message = messages.next() { try body(message) }
  }
}

extension SubscriptionQueue {
  /// Hands every message of the datagram that `next` came upon to `body`, lent for the call alone.
  public func forEach<Failure: Error>(
    _ body: (borrowing Message) throws(Failure) -> Void
  ) throws(Failure) {
    var messages = Messages(bytes)
    while let message = messages.next() { try body(message) }
  }
}
