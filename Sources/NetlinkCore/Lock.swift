private import CNetlink

/// A value that one thread at a time may touch.
///
/// Over a pthread mutex and not `Synchronization.Mutex`, whose futex code the thread sanitizer does not
/// see and reports as races. Thread-safe; `withLock` blocks while another thread is inside; not recursive.
/// OVS: `ovs_mutex`.
@safe package final class Guarded<Value: ~Copyable>: @unchecked Sendable {
  private let mutex: OpaquePointer
  private var value: Value

  /// Puts `value` under a fresh lock.
  package init(_ value: consuming Value) {
    unsafe mutex = cnl_mutex_create()
    self.value = value
  }

  deinit { unsafe cnl_mutex_destroy(mutex) }

  /// Runs `body` alone with the value. Rethrows what it throws.
  package func withLock<Answer: ~Copyable, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    unsafe cnl_mutex_lock(mutex)
    defer { unsafe cnl_mutex_unlock(mutex) }
    return try body(&value)
  }

  /// Runs `body` alone with the value, and again after each `wake`, until it has an answer.
  package func wait<Answer>(_ body: (inout Value) -> Answer?) -> Answer {
    unsafe cnl_mutex_lock(mutex)
    defer { unsafe cnl_mutex_unlock(mutex) }
    while true {
      if let answer = body(&value) { return answer }
      unsafe cnl_mutex_wait(mutex)
    }
  }

  /// Lets those who wait look again. To be called with or without the lock.
  package func wake() { unsafe cnl_mutex_wake(mutex) }
}
