import NetlinkCore
import NetlinkMirror

extension Subscription {
  /// Joins groups of rtnetlink. Those of `optional` are left out if an older kernel lacks them. Warns if the receive
  /// buffer is smaller than `receiveBuffer`. `interrupt` ends all waits. If `isQueued`, the reader of the queue passes
  /// what is received to the tap.
  static func open(
    _ session: borrowing Session, groups: [UInt32], optional: [UInt32] = [], receiveBuffer: Int?,
    allNamespaces: Bool, isQueued: Bool = false, until interrupt: Interrupt
  ) throws(Failure) -> Subscription {
    var options = session.client.options
    options.faults = session.faults
    options.tap = isQueued ? Tapping.current?.deaf : Tapping.current
    options.receiveBufferSize = receiveBuffer ?? 16 << 20
    var subject = session.subject
    do throws(NetlinkError) {
      let subscription = try Subscription(
        .route, groups: [], options: options, cancellation: interrupt.cancellation)
      if allNamespaces { try subscription.socket.listenToAllNamespaces(true) }
      for group in groups {
        do throws(NetlinkError) {
          try subscription.add(group)
        } catch {
          if error.errno == Errno.invalid, optional.contains(group) { continue }
          subject += ": multicast group \(group)"
          throw error
        }
      }
      // The kernel doubles the size, for its own bookkeeping.
      let got = subscription.socket.capabilities.receiveBufferSize / 2
      if let receiveBuffer, got < receiveBuffer {
        Diagnostics.complain("the receive buffer has \(got) bytes, not \(receiveBuffer)")
      }
      interrupt.listenToSignals()
      return subscription
    } catch {
      throw Failure(Words.of(error, subject))
    }
  }
}

extension Subscription {
  /// Joins the groups of `tables`, and those that tell of what changes the tables without a notification of their own.
  /// Of the latter, an older kernel may lack some.
  static func open(
    _ session: borrowing Session, following tables: [Tracked], until interrupt: Interrupt
  ) throws(Failure) -> Subscription {
    let groups = tables.flatMap { $0.groups }
    let upkeep = Tracked.upkeep(tables).filter { !groups.contains($0) }
    return try open(
      session, groups: groups + upkeep, optional: upkeep, receiveBuffer: nil, allNamespaces: false,
      until: interrupt)
  }
}

extension SubscriptionQueue {
  /// Begins to read a subscription in a thread of its own.
  static func reading(_ subscription: Subscription, _ subject: String) throws(Failure) -> SubscriptionQueue {
    do {
      return try SubscriptionQueue(subscription)
    } catch {
      throw Failure(Words.of(error, subject))
    }
  }

  /// The next event; nil after a signal.
  mutating func event(milliseconds: Int, _ subject: String) throws(Failure) -> Subscription.Event? {
    do {
      return try next(milliseconds: milliseconds)
    } catch {
      if error.kind == .cancelled { return nil }
      throw Failure(Words.of(error, subject))
    }
  }
}
