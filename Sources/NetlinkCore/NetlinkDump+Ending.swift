extension NetlinkDump {
  /// Ends the dump and returns how it went. The rest, if any, is not read but dropped with the channel.
  ///
  /// It may be called at any time, from any thread, and again with the same result; other readers get the end. Blocks
  /// only while another thread is inside a receive, which waits where the kernel waits for a lock of its own; `cancel`
  /// does not. Throws the kernel's refusal, or what went wrong in the exchange. Unlike OVS, it throws an error that the
  /// kernel sends with the end of the dump. OVS: `nl_dump_done`.
  @discardableResult
  public func finish() throws(NetlinkError) -> DumpStatus {
    let course = state.withLock { state in
      end(&state)
      return state.course
    }
    return try course.result()
  }

  /// Ends the dump without asking how it went. A thread that is inside a receive gets the end once the kernel lets it go.
  /// Thread-safe; never blocks. OVS: `nl_dump_done`.
  public func cancel() {
    isGivenUp.withLock { $0 = true }
    // Whoever is inside looks at it on the way out.
    state.withLockIfFree { state in end(&state) }
  }

  /// Ends the dump where `cancel` could not, because this thread was inside. Returns whether it was given up.
  func endIfGivenUp() -> Bool {
    guard isGivenUp.withLock({ $0 }) else { return false }
    state.withLockIfFree { state in end(&state) }
    return true
  }

  private func end(_ state: inout State) {
    if !state.course.isOver { state.course.abandon() }
    close(&state)
  }
}
