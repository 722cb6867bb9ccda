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

  @Test("2,000 schedules end with the kernel's state, and nothing is told that was not so")
  func schedules() { run(1...2_000) }

  @Test("Schedules that once showed a fault show none")
  func keptSchedules() { run(Simulation.keptSeeds) }
}
