private import CNetlink

/// A way to end waits from another thread.
///
/// For good: once it is cancelled, every wait that it was given to ends at once with `.cancelled`, now and later. A system
/// call in which the kernel waits for a lock of its own is no such wait (`Deadline`). It opens a descriptor only when
/// something really waits. Thread-safe; never blocks. Closing the socket or shutting it down would not do: the kernel
/// wakes no receive on netlink for that. OVS: none.
public final class Cancellation: Sendable {
  private struct State {
    var descriptor: Int32 = -1
    var isCancelled = false
  }
  private let state = Guarded(State())

  /// A cancellation that has not been used.
  public init() {}

  deinit {
    let descriptor = state.withLock { $0.descriptor }
    if descriptor >= 0 { cnl_close(descriptor) }
  }

  /// Ends all waits.
  public func cancel() {
    state.withLock { state in
      guard !state.isCancelled else { return }
      state.isCancelled = true
      if state.descriptor >= 0 { cnl_eventfd_raise(state.descriptor) }
    }
  }

  /// Whether `cancel` was called.
  public var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// A descriptor that becomes readable with the cancellation, for a poll of one's own; -1 if the system has none left.
  /// It is an eventfd, and a write to it ends the waits that are under way: a signal handler may do that. It stays open
  /// as long as this object lives.
  public var descriptor: Int32 {
    state.withLock { state in
      if state.descriptor < 0 {
        state.descriptor = max(-1, cnl_eventfd(state.isCancelled ? 1 : 0))
      }
      return state.descriptor
    }
  }
}
