import Glibc
import NetlinkWire

/// How fast events come. Where they come fast, it pays to let some gather before both threads wake up for them.
struct Pace {
  /// How long some may gather: 200 microseconds.
  static var pause: UInt32 { 200 }
  /// The size of a receive buffer, as the kernel counts it, in which there is room for a pause: 4 MiB hold
  /// five thousand notifications, many times more than come in a pause.
  static var roomyBuffer: Int { 4 << 20 }
  private static var window: Int { 32 }

  private var counted = 0
  private var begin: StreamTime
  /// Whether the last 32 events came at more than 10,000 a second.
  private(set) var isFast = false

  /// Nothing has come by `begin`.
  init(_ begin: StreamTime) { self.begin = begin }

  /// Counts an event; `now` is asked for the time now and then.
  mutating func count(_ now: @autoclosure () -> StreamTime) {
    counted += 1
    guard counted == Pace.window else { return }
    let now = now()
    isFast = now.microsecondsSince1970 - begin.microsecondsSince1970 < 100 * Int64(Pace.window)
    begin = now
    counted = 0
  }
}

/// The thread that receives.
final class SubscriptionReader: Sendable {
  private let subscription: Subscription
  private let worker: Worker

  init(_ subscription: Subscription, _ mailbox: Mailbox) throws(NetlinkError) {
    self.subscription = subscription
    worker = try Worker { SubscriptionReader.run(subscription, mailbox) }
  }

  private static func run(_ subscription: Subscription, _ mailbox: Mailbox) {
    // 128 KiB: an attribute has at most 64 KiB, and few messages have more than one that large.
    var buffer = ReceiveBuffer(capacity: 128 << 10)
    // How many records were put; the reader is woken for 64 of them, or when the socket is empty.
    var unsaid = 0
    let isRoomy = subscription.socket.capabilities.receiveBufferSize >= Pace.roomyBuffer
    var pace = Pace(StreamTime.now)
    do throws(NetlinkError) {
      while true {
        let event = try subscription.next(into: &buffer, milliseconds: 0)
        if event == .timedOut {
          mailbox.park()
          if isRoomy, pace.isFast { usleep(Pace.pause) }
          _ = try subscription.socket.wait(milliseconds: -1)
          mailbox.unpark()
          continue
        }
        guard mailbox.put(event, buffer.bytes, subscription.socket.cancellation) else {
          return mailbox.close(.cancelled(.receive))
        }
        unsaid += 1
        pace.count(StreamTime.now)
        if unsaid % 64 == 0 { mailbox.wake() }
      }
    } catch {
      mailbox.close(error)
    }
  }

  /// Ends the thread, and with it every wait of the subscription.
  func stop() {
    subscription.cancel()
    worker.join()
  }
}
