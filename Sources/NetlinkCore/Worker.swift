private import CNetlink

/// A thread that does one thing and ends. Signals do not reach it.
@safe package final class Worker: @unchecked Sendable {
  /// A box for what the thread does, so that C can hand it over.
  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private let thread: OpaquePointer

  /// Starts to run `body`; throws when no thread can be started. POSIX: `pthread_create`.
  package init(_ body: @escaping @Sendable () -> Void) throws(NetlinkError) {
    var thread: OpaquePointer?
    let context = unsafe Unmanaged.passRetained(Body(body))
    let error = unsafe cnl_thread_start(
      &thread,
      { context in
        guard let context = unsafe context else { return }
        unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
      }, unsafe context.toOpaque())
    guard error == 0, let thread = unsafe thread else {
      unsafe context.release()
      throw .system(.receive, error)
    }
    unsafe self.thread = thread
  }

  /// Lets the thread end by itself; called instead of `join`. POSIX: `pthread_detach`.
  package func detach() { unsafe cnl_thread_detach(thread) }

  /// Waits until the thread has ended; to be called once. POSIX: `pthread_join`.
  package func join() { unsafe cnl_thread_join(thread) }
}
