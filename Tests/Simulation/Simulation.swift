/// Runs schedules of changes against the code that follows and dumps a kernel's tables, and finds the fewest steps
/// with which something goes wrong.
package enum Simulation {
  /// A schedule with which something went wrong.
  package struct Failure {
    package let seed: UInt64
    /// What was wrong first.
    package let fault: String
    /// What happened, in as few steps as still show it.
    package let steps: [String]

    /// All of it, for people, with the command that repeats it.
    package var text: String {
      "seed \(seed): \(fault)\n" + steps.map { "  \($0)\n" }.joined()
        + "  again: make simulate SEED=\(seed)\n"
    }
  }

  /// Whether a seed's schedule goes well; the fault if not.
  package static func fault(of seed: UInt64) -> String? { fault(of: Schedule(seed: seed)) }

  /// A seed's schedule that goes wrong, cut down; nil for one that goes well.
  package static func failure(of seed: UInt64) -> Failure? {
    var schedule = Schedule(seed: seed)
    guard fault(of: schedule) != nil else { return nil }
    shorten(&schedule)
    var steps: [String] = ["\(schedule.purpose), theme \(schedule.theme), \(schedule.knobs)"]
    let fault = fault(of: schedule, log: &steps) ?? "nothing"
    return Failure(seed: seed, fault: fault, steps: steps)
  }

  static func fault(of schedule: Schedule) -> String? {
    var log: [String]?
    return run(schedule, &log)
  }

  private static func fault(of schedule: Schedule, log: inout [String]) -> String? {
    var lines: [String]? = []
    let fault = run(schedule, &lines)
    log += lines ?? []
    return fault
  }

  private static func run(_ schedule: Schedule, _ log: inout [String]?) -> String? {
    let kernel = SimulatedKernel(schedule.knobs, seed: schedule.seed)
    kernel.log = log
    let fault =
      switch schedule.purpose {
      case .follow: FollowerRun(schedule: schedule, kernel: kernel).run()
      case .dump: DumpRun(schedule: schedule, kernel: kernel).run() ?? list(schedule, kernel)
      case .wait: WaitRun(schedule: schedule, kernel: kernel).run()
      }
    log = kernel.log
    return fault ?? ReaderRun(seed: schedule.seed).run()
  }

  /// The same changes once more, while a follower reads a table to show it.
  private static func list(_ schedule: Schedule, _ former: SimulatedKernel) -> String? {
    let kernel = SimulatedKernel(schedule.knobs, seed: schedule.seed)
    kernel.log = former.log
    defer { former.log = kernel.log }
    return ListRun(schedule: schedule, kernel: kernel).run()
  }

  /// Leaves out whatever can be left out: halves first, then ever smaller pieces, then gaps.
  private static func shorten(_ schedule: inout Schedule) {
    var hasChanged = true
    while hasChanged {
      hasChanged = shorten(&schedule, \.during)
      if shorten(&schedule, \.before) { hasChanged = true }
    }
    for index in schedule.during.indices where schedule.during[index].gap > 0 {
      var other = schedule
      other.during[index].gap = 0
      if fault(of: other) != nil { schedule = other }
    }
  }

  private static func shorten(
    _ schedule: inout Schedule, _ part: WritableKeyPath<Schedule, [Operation]>
  ) -> Bool {
    var hasChanged = false
    var size = max(1, schedule[keyPath: part].count / 2)
    while true {
      var start = 0
      while start < schedule[keyPath: part].count {
        var other = schedule
        let end = min(start + size, other[keyPath: part].count)
        other[keyPath: part].removeSubrange(start..<end)
        if fault(of: other) != nil {
          schedule = other
          hasChanged = true
        } else {
          start = end
        }
      }
      if size == 1 { return hasChanged }
      size /= 2
    }
  }
}
