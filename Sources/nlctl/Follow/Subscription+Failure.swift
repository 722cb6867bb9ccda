import NetlinkCore

extension Subscription {
  /// Joins groups of rtnetlink; `interrupt` ends what it waits for. Warns if the buffer is smaller than was
  /// asked for. Groups of `optional` that an older kernel lacks are left out. `isQueued`: whoever reads the
  /// queue tells the tap what came.
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

extension SubscriptionQueue {
  /// Starts to read a subscription; it is a failure if no thread can be made.
  static func reading(_ subscription: Subscription, _ subject: String) throws(Failure) -> SubscriptionQueue {
    do {
      return try SubscriptionQueue(subscription)
    } catch {
      throw Failure(Words.of(error, subject))
    }
  }

  /// The next event, as the program takes it: nil once a signal has come, other errors as failures.
  mutating func event(milliseconds: Int, _ subject: String) throws(Failure) -> Subscription.Event? {
    do {
      return try next(milliseconds: milliseconds)
    } catch {
      if error.kind == .cancelled { return nil }
      throw Failure(Words.of(error, subject))
    }
  }
}
