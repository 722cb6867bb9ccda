// Runs schedules of changes of a simulated kernel; see docs/testing.md.
//
//   simulate [--seconds N] [--count N] [--from S]    seeds from S on, for so long or so many; 20,000 from 1
//   simulate --seed S                                one seed, in as few steps as still show its fault
//
// --failures N ends after so many failing seeds, 5 if not said; of the first the steps are printed, with --whole they are
// not. Exit status 1 when a seed fails.
import Glibc
import Simulation

func option(_ name: String) -> UInt64? {
  let words = CommandLine.arguments
  guard let place = words.firstIndex(of: "--\(name)"), place + 1 < words.count else { return nil }
  return UInt64(words[place + 1])
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

let first = option("from") ?? 1
let start = milliseconds()
let end = option("seconds").map { start + 1000 * Int($0) }
let count = option("count") ?? (end == nil ? 20_000 : .max)
let limit = option("failures") ?? 5
var failures: [UInt64] = []
var seed = first
while seed - first < count, failures.count < limit {
  if let end, seed % 64 == 0, milliseconds() >= end { break }
  if let fault = Simulation.fault(of: seed) {
    failures.append(seed)
    print("seed \(seed): \(fault)")
    fflush(nil)
  }
  seed += 1
}
if !CommandLine.arguments.contains("--whole"), let failed = failures.first,
  let failure = Simulation.failure(of: failed)
{
  print(failure.text, terminator: "")
}
let duration = max(1, milliseconds() - start)
let run = seed - first
print("\(run) seeds from \(first), \(run * 1000 / UInt64(duration)) a second, \(failures.count) failed")
exit(failures.isEmpty ? 0 : 1)
