import NetlinkCore
import NetlinkMirror
import NetlinkWire
import Rtnetlink

/// Waits until the mirrors of some tables are complete. Gives up after several losses, and at the deadline, but not
/// before the tables have been read once.
struct Settling: EventSink, ~Copyable {
  /// How long to wait for tables that change all the time, in milliseconds.
  private static let patience = 5_000
  private static let mostLosses = 5

  /// The deadline, in milliseconds of `Clock`.
  private let end = Clock.now + patience
  private var hasBegun = false
  private var losses = 0
  private(set) var isSettled = false

  var isDone: Bool { isSettled || (hasBegun && (losses >= Settling.mostLosses || Clock.now >= end)) }
  var deadline: Int? { hasBegun ? end : nil }

  mutating func event(
    _ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message
  ) {}

  mutating func unknown(
    _ message: borrowing Message, _ origin: Event.Origin, _ namespaceID: Int32?, at time: StreamTime
  ) {}

  mutating func remark(_ remark: Remark, at time: StreamTime) {
    switch remark {
    case .settled: isSettled = true
    case .lost: losses += 1
    case .initialEnd: hasBegun = true
    case .unsettled, .resyncBegin, .resyncEnd, .idle: break
    }
  }

  mutating func follows(_ namespaceID: Int32?, _ devices: Devices?, _ place: NamespacePlace?) {}

  /// Reads tables, and follows them until they are complete. After that, signals end the program at once.
  static func follower(
    _ session: borrowing Session, _ tables: [Tracked], until interrupt: Interrupt
  ) throws(Failure) -> Follower<Settling, SubscriptionQueue> {
    let subscription = try Subscription.open(session, following: tables, until: interrupt)
    let queue = try SubscriptionQueue.reading(subscription, session.subject)
    var options = FollowOptions()
    options.keepsAllTries = true
    var follower = Follower(
      session.client, queue, Settling(), tables: tables, options: options,
      namespaces: NamespaceFinder(session.client))
    do throws(FollowError) {
      _ = try follower.run()
    } catch {
      throw Failure(error, session.subject)
    }
    interrupt.restoreSignals()
    guard follower.sink.isDone else { throw Failure("\(session.subject): interrupted") }
    return follower
  }
}
