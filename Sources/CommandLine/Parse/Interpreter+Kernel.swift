extension Interpreter {
  /// Refuses `--explain` and `--record` where nothing is sent to the kernel, and a recording on standard output, where the
  /// answer goes.
  func checkTraffic() throws(UsageError) {
    guard invocation.explain || invocation.record != nil else { return }
    let name = invocation.explain ? "explain" : "record"
    if !invocation.action.asksKernel { throw error("option '--\(name)' is for commands that ask the kernel") }
    if invocation.source != nil { throw error("options '--from' and '--\(name)' exclude each other") }
    if invocation.record == "-" {
      throw error("--record '-': expected a file; standard output has the answer")
    }
  }

  /// Refuses a family where a snapshot has all of them in one table.
  func checkStates() throws(UsageError) {
    guard let family = invocation.family else { return }
    switch invocation.action {
    case .diff: throw error("diff compares all families")
    case .snapshot(let objects):
      let whole = (objects.isEmpty ? ObjectName.followed : objects).first { object in
        switch object {
        case .link: false
        case .route: family == .bridge
        case .neigh: family != .bridge
        default: true
        }
      }
      guard let whole else { return }
      let able = family == .bridge ? ObjectName.neigh : .route
      throw error("a snapshot of \(whole) cannot be of \(family) alone; one of \(able) can")
    default: return
    }
  }
}
