extension Interpreter {
  /// Refuses options about how objects are shown where the command would ignore them. A line for each object
  /// (`--oneline`) is what every command prints without details.
  func checkShape() throws(UsageError) {
    guard let command else { return }
    let shapes = [
      ("brief", invocation.brief), ("details", invocation.details > 0), ("stats", invocation.stats > 0),
      ("numeric", invocation.numeric),
    ]
    for (name, isGiven) in shapes where isGiven && command.ignored.contains(name) {
      throw error("option '--\(name)' is not for '\(command.path)'")
    }
    for (name, isGiven) in [("tree", invocation.tree), ("dot", invocation.dot)] where isGiven {
      if invocation.brief { throw error("options '--brief' and '--\(name)' exclude each other") }
    }
  }
}

extension Command {
  /// The options about how objects are shown that mean nothing to it.
  fileprivate var ignored: [String] {
    if object != nil { return [] }
    if self == CommandTable.explain { return ["brief", "stats"] }
    if follows || self == CommandTable.diff { return ["brief"] }
    return ["brief", "details", "stats", "numeric"]
  }
}
