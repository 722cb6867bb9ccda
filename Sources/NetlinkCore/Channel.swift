/// A kernel socket for one conversation: one dump, or one batch of transactions, at a time.
///
/// Noncopyable, so that exactly one of pool, dump and transaction holds it. Dropping it closes it, which
/// also ends whatever the kernel was still sending; giving it back to the pool is a consuming call.
package struct Channel: ~Copyable {
  let endpoint: Endpoint
  let capabilities: NetlinkSocket.Capabilities
  let portID: UInt32
  private var nextSequence: UInt32 = 1
  private var isPrimed = false
  /// How many datagrams were dropped because another than the kernel had sent them.
  private(set) var foreign: UInt64 = 0

  init(_ endpoint: Endpoint, _ capabilities: NetlinkSocket.Capabilities) {
    self.endpoint = endpoint
    self.capabilities = capabilities
    portID = endpoint.transport.portID
  }

  /// Lets the kernel make the first part of a dump as large as the others; done once.
  mutating func prime() {
    if isPrimed { return }
    endpoint.transport.prime()
    isPrimed = true
  }

  /// Reserves `count` consecutive sequence numbers and returns the first. 0 is never among them: notifications carry
  /// it.
  mutating func sequences(_ count: Int) -> UInt32 {
    Channel.sequences(count, &nextSequence)
  }

  /// The same for a counter `next`. Numbers run from 1 to below 2^31 and start again rather than wrap among the
  /// `count`.
  package static func sequences(_ count: Int, _ next: inout UInt32) -> UInt32 {
    if UInt64(next) + UInt64(count) > 0x8000_0000 { next = 1 }
    let first = next
    next += UInt32(count)
    return first
  }

  /// Receives one datagram of the kernel, without blocking.
  mutating func receive(into buffer: inout ReceiveBuffer) -> Arrival {
    endpoint.receive(into: &buffer, foreign: &foreign).0
  }
}
