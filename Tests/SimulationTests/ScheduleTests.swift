import Glibc
import Simulation
import Testing

/// The mirror against thousands of schedules of a simulated kernel. `make simulate` runs more.
@Suite struct ScheduleTests {
  private func run(_ seeds: some Sequence<UInt64>) {
    for seed in seeds where Simulation.fault(of: seed) != nil {
      Issue.record("\(Simulation.failure(of: seed)?.text ?? "seed \(seed)")")
      return
    }
  }

  /// How many: 2,000, unless `NLCTL_SCHEDULES` says otherwise.
  private static let count: UInt64 = {
    guard let text = unsafe getenv("NLCTL_SCHEDULES"), let count = unsafe UInt64(String(cString: text))
    else { return 2_000 }
    return count
  }()

  @Test("2,000 schedules end with the kernel's state, and nothing is told that was not so")
  func schedules() { run(1...Self.count) }

  @Test("Schedules that once showed a fault show none")
  func keptSchedules() { run(Simulation.keptSeeds) }
}
