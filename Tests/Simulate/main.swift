// Runs schedules of changes of a simulated kernel; see docs/testing.md.
//
//   simulate [--seconds N] [--count N] [--from S]    seeds from S on, for so long or so many
//   simulate --seed S                                one seed, in as few steps as still show its fault
//
// --part I/N takes every Nth seed. Exit status 1 when a seed fails; its steps are printed.
import Glibc
import Simulation

func option(_ name: String) -> UInt64? {
  guard let place = CommandLine.arguments.firstIndex(of: "--\(name)"), place + 1 < CommandLine.arguments.count
  else { return nil }
  return UInt64(CommandLine.arguments[place + 1])
}

func milliseconds() -> Int {
  var clock = timespec()
  clock_gettime(CLOCK_MONOTONIC, &clock)
  return clock.tv_sec * 1000 + clock.tv_nsec / 1_000_000
}

if let seed = option("seed") {
  guard let failure = Simulation.failure(of: seed) else {
    print("seed \(seed) goes well")
    exit(0)
  }
  print(failure.text, terminator: "")
  exit(1)
}

let first = option("from") ?? 0
let start = milliseconds()
let end = option("seconds").map { start + 1000 * Int($0) }
let count = option("count") ?? (end == nil ? 20_000 : .max)
let part = option("part") ?? 0
let parts = option("parts") ?? 1
let limit = option("failures") ?? 5
var failures: [UInt64] = []
var seed = first + part
var run: UInt64 = 0
while run < count, failures.count < limit {
  if let end, run % 64 == 0, milliseconds() >= end { break }
  if let fault = Simulation.fault(of: seed) {
    failures.append(seed)
    print("seed \(seed): \(fault)")
  }
  run += 1
  seed += parts
}
for seed in failures.prefix(1) {
  if let failure = Simulation.failure(of: seed) { print(failure.text, terminator: "") }
}
let duration = max(1, milliseconds() - start)
print(
  "\(run) seeds from \(first + part), \(run * 1000 / UInt64(duration)) a second, \(failures.count) failed")
exit(failures.isEmpty ? 0 : 1)
