import NetlinkWire

/// Notifications taken off a subscription's socket by a thread of its own, as fast as they come, and
/// handed out in order.
///
/// While the reader works on one event the next are received. So the events that wait for a slow reader take memory of
/// the program, 32 bytes each beside the datagram, and not of the socket, where each takes 832 bytes and more.
/// Beyond `limit` bytes the thread waits, the socket fills up and the kernel drops: that is reported as any
/// loss is. Where events come fast and the socket has room for many, they gather for up to a quarter of a millisecond
/// before the threads wake up for them. The memory of events is given back once they are read. One thread asks; the subscription must
/// not be read by another. Dropping it ends its thread. OVS: none; its notifier reads when it is run.
public struct SubscriptionQueue: ~Copyable {
  /// How many bytes may wait unless another limit is given: 64 MiB.
  public static var defaultLimit: Int { 64 << 20 }

  /// The subscription that is read.
  public let subscription: Subscription
  private let mailbox: Mailbox
  private let reader: SubscriptionReader
  private var current: [UInt8] = []
  private var offset = 0
  private var start = 0
  private var end = 0

  /// When the event that `next` came upon was received.
  public private(set) var receivedAt = StreamTime.now

  /// Starts to read; `limit` is the number of bytes that may wait. Never blocks. Throws `.system` when no thread can be
  /// started or there is no descriptor left.
  public init(
    _ subscription: Subscription, limit: Int = SubscriptionQueue.defaultLimit
  ) throws(NetlinkError) {
    let mailbox = try Mailbox(limit: limit)
    reader = try SubscriptionReader(subscription, mailbox)
    self.subscription = subscription
    self.mailbox = mailbox
  }

  deinit { reader.stop() }

  /// The bytes of the datagram that `next` came upon; empty for an event without one. They live until the next call.
  public var bytes: RawSpan {
    @_lifetime(borrow self) get { current.raw.slice(at: start, length: end - start) }
  }

  /// How many bytes wait to be read, of those the thread has received.
  public var waitingByteCount: Int { current.count - offset + mailbox.waiting }

  /// The next event, as `Subscription.next` tells it. Blocks until there is one, until the deadline at most.
  /// `.timedOut` means that there is none in the queue, in the socket or between them.
  ///
  /// Throws `.cancelled` as soon as the subscription was cancelled, whatever still waits; what the system
  /// says, once all before it was read.
  public mutating func next(until deadline: Deadline = .never) throws(NetlinkError) -> Subscription.Event {
    try next(milliseconds: deadline.left)
  }

  /// The same, waiting `milliseconds` at most (-1: for ever).
  package mutating func next(milliseconds: Int) throws(NetlinkError) -> Subscription.Event {
    if offset >= current.count {
      offset = 0
      start = 0
      end = 0
      guard try mailbox.take(&current, milliseconds, subscription.socket) else { return .timedOut }
    }
    let record = Record(current.raw, at: offset)
    start = offset + Record.headerLength
    end = start + record.length
    offset = start + Framing.aligned(record.length)
    receivedAt = record.receivedAt
    return record.event
  }
}

/// An event as bytes in the queue.
struct Record {
  static var headerLength: Int { 32 }
  /// The bit of the kind that says that there is no number lost, or no nsid.
  private static var unknown: UInt32 { 1 << 31 }

  // length, kind, group or number lost, nsid (4 bytes each); microseconds since 1970 (8); 0 (8)
  private enum Kind: UInt32 { case datagram, overflow, drained }

  let length: Int
  let event: Subscription.Event
  let receivedAt: StreamTime

  init(_ bytes: RawSpan, at offset: Int) {
    length = Int(bytes.u32(at: offset))
    let kind = bytes.u32(at: offset + 4)
    let number = bytes.u32(at: offset + 8)
    let namespace = Int32(bitPattern: bytes.u32(at: offset + 12))
    receivedAt = StreamTime(microsecondsSince1970: Int64(bitPattern: bytes.u64(at: offset + 16)))
    let lost = kind & Record.unknown != 0 ? nil : number
    event =
      switch Kind(rawValue: kind & ~Record.unknown) {
      case .overflow: .overflow(lost: lost)
      case .drained: .drained(lost: lost)
      case .datagram, nil:
        .datagram(Datagram(group: number, namespaceID: kind & Record.unknown != 0 ? nil : namespace))
      }
  }

  /// Appends an event, padded to four bytes.
  static func append(_ event: Subscription.Event, _ bytes: RawSpan, to queue: inout [UInt8]) {
    let time = StreamTime.now
    let (kind, number, namespace): (Kind, UInt32?, Int32) =
      switch event {
      case .datagram(let datagram): (.datagram, datagram.groupNumber, datagram.namespaceID ?? 0)
      case .overflow(let lost): (.overflow, lost, 0)
      case .drained(let lost): (.drained, lost, 0)
      case .timedOut: (.datagram, nil, 0)
      }
    var flag = number == nil ? unknown : 0
    if case .datagram(let datagram) = event, datagram.namespaceID == nil { flag = unknown }
    let words = (
      UInt32(truncatingIfNeeded: bytes.byteCount), kind.rawValue | flag, number ?? 0,
      UInt32(bitPattern: namespace), UInt64(bitPattern: time.microsecondsSince1970), UInt64(0)
    )
    unsafe withUnsafeBytes(of: words) { unsafe queue.append(contentsOf: $0) }
    queue.append(bytes)
    queue.pad()
  }
}
