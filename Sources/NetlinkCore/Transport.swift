/// What one receive brought, as the system call returned it.
package struct Received: Sendable {
  /// The datagram's own length, also when it did not fit.
  package var length = 0
  /// An errno, or 0.
  package var error: Int32 = 0
  /// The sender's port id, 0 for the kernel.
  package var sender: UInt32 = 0
  /// The multicast group, 0 for unicast.
  package var group: UInt32 = 0
  /// The namespace of the sender, where it is not the receiver's own.
  package var namespaceID: Int32?
  /// Whether the datagram was longer than the buffer.
  package var isTruncated = false

  /// Nothing yet.
  package init() {}
}

/// How a wait ended.
package enum Wakeup: Sendable, Equatable {
  case ready, timedOut, cancelled
  case failed(Int32)
}

/// The seam between the library and the kernel: it sends bytes, receives bytes and waits. All that can go wrong lies
/// above it, so that tests put another transport in its place.
package protocol Transport: AnyObject, Sendable {
  /// A descriptor to poll.
  var descriptor: Int32 { get }
  /// The address that the kernel answers to.
  var portID: UInt32 { get }
  /// Lets the kernel make the first part of a dump as large as the others.
  func prime()
  /// Sets an integer socket option; returns an errno.
  func setOption(_ level: Int32, _ name: Int32, _ value: Int32) -> Int32
  /// Reads an integer socket option.
  func option(_ level: Int32, _ name: Int32) -> Int32?
  /// How many datagrams have been dropped in all, if known.
  func drops() -> UInt32?
  /// Sends one datagram; returns an errno.
  func send(_ bytes: RawSpan) -> Int32
  /// Receives one datagram into `memory`, without blocking.
  func receive(into memory: inout MutableRawSpan) -> Received
  /// Waits until something can be received, `milliseconds` at most (-1: for ever).
  func wait(_ milliseconds: Int, _ first: Cancellation?, _ second: Cancellation?) -> Wakeup
}

extension MutableRawSpan {
  /// Replaces the first bytes by `bytes`, or by as many of them as fit.
  package mutating func write(_ bytes: RawSpan) {
    unsafe withUnsafeMutableBytes { target in
      unsafe bytes.withUnsafeBytes { source in
        unsafe target.copyMemory(from: .init(rebasing: source[..<min(source.count, target.count)]))
      }
    }
  }
}
