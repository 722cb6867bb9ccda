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

  /// Runs `body` alone with the value, unless another thread is inside: then it does nothing. Never blocks.
  package func withLockIfFree(_ body: (inout Value) -> Void) {
    guard unsafe cnl_mutex_try_lock(mutex) == 0 else { return }
    defer { unsafe cnl_mutex_unlock(mutex) }
    body(&value)
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

  /// The same until `end`, in milliseconds of `Poll.now`; nil where there is no answer by then. Nil for `end`: for ever.
  package func wait<Answer>(until end: Int?, _ body: (inout Value) -> Answer?) -> Answer? {
    guard let end else { return wait(body) }
    unsafe cnl_mutex_lock(mutex)
    defer { unsafe cnl_mutex_unlock(mutex) }
    while true {
      if let answer = body(&value) { return answer }
      if Poll.now() >= end { return nil }
      unsafe cnl_mutex_wait_until(mutex, Int64(end))
    }
  }

  /// Lets those who wait look again. To be called with or without the lock.
  package func wake() { unsafe cnl_mutex_wake(mutex) }
}
