import NetlinkWire

/// Receives notifications of what changes while a table is dumped. Made before the dump, asked after it. One thread.
///
/// The socket is opened in the network namespace of the calling thread, as the dump's is. OVS: none.
package struct DumpWitness: ~Copyable {
  private let witness: Witness
  private let socket: NetlinkSocket
  private let client: NetlinkClient
  private let deadline: Deadline
  private var judge: any WitnessJudge
  private var buffer = ReceiveBuffer()
  /// Notifications since the end of the last dump, while they are kept.
  private var heard = HeardNotifications()
  private var keepsNotifications: Bool
  /// Whether some of these notifications are lost.
  private var isIncomplete = false
  /// Whether notifications were lost while the dump ran: then it is not known what changed.
  private var hasLost = false

  /// How many bytes of notifications are kept for merging; beyond it they count as lost.
  package static var limit: Int { 64 << 20 }

  /// Opens a socket, joins the groups and waits for the barrier. Throws what opening and joining throw.
  package init(
    _ witness: Witness, for client: NetlinkClient, keepsNotifications: Bool = false,
    until deadline: Deadline = .never
  ) throws(NetlinkError) {
    let socket = try DumpWitness.open(witness, client)
    self.socket = socket
    self.witness = witness
    self.keepsNotifications = keepsNotifications
    judge = witness.makeJudge()
    self.client = client
    self.deadline = deadline
    if let barrier = witness.barrier { client.wait(forBarrier: barrier, until: deadline) }
  }

  private static func open(
    _ witness: Witness, _ client: NetlinkClient
  ) throws(NetlinkError) -> NetlinkSocket {
    var options = client.options
    options.faults = nil
    options.wantsStrictChecking = false
    options.wantsExtendedAcknowledgements = false
    options.wantsCappedAcknowledgements = false
    let socket = try NetlinkSocket(client.netlinkProtocol, options: options, pool: client.pool)
    for group in witness.groups {
      do throws(NetlinkError) {
        try socket.join(group: group)
      } catch {
        // An older kernel has neither the group nor the objects that it notifies of.
        guard error.errno == Errno.invalid else { throw error }
      }
    }
    return socket
  }

  /// Notes a datagram of the dump.
  package mutating func dumped(_ datagram: RawSpan) { judge.dumped(datagram) }

  /// Whether the dump may have no end.
  package var isEndless: Bool { judge.isEndless }

  /// Notifications since the end of the dump before this one, and until the end of this one; nil where some were
  /// lost.
  package var notifications: HeardNotifications? { isIncomplete ? nil : heard }

  /// Begins anew, for another dump of the same table: notifications received so far do not disturb it. Waits for the
  /// barrier, because the kernel may still be at work on a change that was notified.
  package mutating func beginAgain() {
    _ = receivePending()
    heard.settledByteCount = heard.bytes.count
    judge = witness.makeJudge()
    hasLost = false
    if let barrier = witness.barrier { client.wait(forBarrier: barrier, until: deadline) }
  }

  /// Forgets the notifications that are kept, once they have been handed over for merging.
  package mutating func forgetNotifications() {
    heard.bytes.removeAll(keepingCapacity: true)
    heard.settledByteCount = 0
    isIncomplete = false
  }

  /// Receives what came until now, and returns whether the dump may lack an entry or have one twice.
  package mutating func checkDisturbance() -> Bool {
    if !receivePending() || hasLost || judge.isDisturbed { return true }
    guard witness.asksAgain, let barrier = witness.barrier else { return false }
    client.wait(forBarrier: barrier, until: deadline)
    return !receivePending() || hasLost || judge.isDisturbed
  }

  /// Receives what came until now; false when the socket fails.
  private mutating func receivePending() -> Bool {
    while true {
      switch socket.receive(into: &buffer) {
      case .datagram: take()
      case .overflow, .malformed: lose()
      case .failed: return false
      case .truncated(let needed):
        buffer.grow(to: needed)
        lose()
      case .wouldBlock: return true
      }
    }
  }

  /// Notes that notifications were lost.
  private mutating func lose() {
    hasLost = true
    isIncomplete = true
  }

  /// Shows the datagram in the buffer to the judge, and keeps it where notifications are kept.
  private mutating func take() {
    DumpWitness.tell(&judge, buffer)
    guard keepsNotifications else { return }
    if heard.bytes.count + buffer.count > DumpWitness.limit {
      lose()
    } else {
      DumpWitness.append(buffer, to: &heard.bytes)
    }
  }

  // Static, because two parts of the witness are in use at the same time.
  private static func tell(_ judge: inout any WitnessJudge, _ buffer: borrowing ReceiveBuffer) {
    var messages = Messages(buffer.bytes)
    while let message = messages.next() { judge.heard(message) }
  }

  private static func append(_ buffer: borrowing ReceiveBuffer, to bytes: inout [UInt8]) {
    bytes.append(buffer.bytes)
  }

  /// Waits until nothing has come for `quiet` milliseconds, `atMost` milliseconds in all. False when that time is up,
  /// or the socket fails.
  package mutating func waitForQuiet(_ quiet: Int, atMost: Int) -> Bool {
    let host = client.pool.host
    let end = host.now() + atMost
    while host.now() < end {
      guard let hasMore = try? socket.wait(milliseconds: quiet) else { return false }
      if !hasMore { return true }
      if !receivePending() { return false }
    }
    return false
  }
}

/// Notifications between the end of a dump and the end of the next.
package struct HeardNotifications: Sendable {
  /// The messages, one after another.
  package internal(set) var bytes: [UInt8] = []
  /// How many of these bytes came before the barrier of the dump: what they notify of was finished when it began. The
  /// others may be of changes that went on when it ended.
  package internal(set) var settledByteCount = 0
}

extension NetlinkClient {
  /// Waits until changes of tables that are under way are finished and notified: asks a question that the kernel
  /// answers only then. The answer, be it an error, does not matter.
  package final func wait(forBarrier question: [UInt8], until deadline: Deadline = .never) {
    var question = Request(bytes: question)
    question.isIdempotent = true
    _ = try? transact(question, until: deadline)
  }
}
