import CNetlink
import Netlink

extension Subscription {
  /// Joins groups of rtnetlink; a signal ends what it waits for. A buffer that was asked for and not had
  /// is said.
  static func open(
    _ session: borrowing Session, groups: [UInt32], receiveBuffer: Int?, allNamespaces: Bool
  ) throws(Failure) -> Subscription {
    var options = session.socket.options
    options.faults = session.faults
    options.receiveBufferSize = receiveBuffer ?? 16 << 20
    do {
      let subscription = try Subscription(.route, groups: [], options: options)
      if allNamespaces { try subscription.socket.listenAllNamespaces(true) }
      for group in groups { try subscription.add(group) }
      // The kernel doubles the size, for its own bookkeeping.
      let got = subscription.socket.capabilities.receiveBufferSize
      if let receiveBuffer, got < receiveBuffer {
        Program.complain("the receive buffer has \(got) bytes, not \(receiveBuffer)")
      }
      cnl_raise_on_signals(subscription.socket.cancellationDescriptor)
      return subscription
    } catch {
      throw Failure(Words.of(error, session.subject, nil))
    }
  }

  /// The next event, as the program takes it: nil once a signal has come, other errors as failures.
  func event(
    into buffer: inout ReceiveBuffer, milliseconds: Int, _ subject: String
  ) throws(Failure) -> Event? {
    do {
      return try next(into: &buffer, milliseconds: milliseconds)
    } catch {
      if error.kind == .cancelled { return nil }
      throw Failure(Words.of(error, subject, nil))
    }
  }

  /// Whether a signal has come.
  var hasEnded: Bool {
    do {
      _ = try socket.wait(milliseconds: 0)
      return false
    } catch {
      return error.kind == .cancelled
    }
  }
}
