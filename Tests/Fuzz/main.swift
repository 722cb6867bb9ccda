// Feeds the decoders what no kernel sends; see docs/testing.md.
//
//   fuzz FOLDER truncations                   every message of FOLDER/*.hex, cut at every length
//   fuzz FOLDER bytes [--values N]            every byte of every attribute, N other values of it (all)
//   fuzz FOLDER all                           every byte of every attribute, all other values, with little beside it
//   fuzz FOLDER unknown                       every attribute under a number that no table has
//   fuzz FOLDER random [--seconds N] [--seed S]   mutations of all kinds
//   fuzz FOLDER twins [--messages N] [--seed S]   sequences of messages, shown by old and by fresh renderers
//   fuzz FOLDER recordings [--messages N] [--seed S]   recordings of every form, mutated, to explain and to --from
//   fuzz FOLDER seeds OTHER                   inputs for guided fuzzing, a folder for each of its targets
//
// --trace prints the number of every case before it runs, --from N begins there, --part I/N takes
// one case of N. Exit status 1 and the case in hexadecimal when an output is not what it must be; a
// trap says which case it was.
import Glibc
import Hostile
import Twins

var words = Array(CommandLine.arguments.dropFirst())

func option(_ name: String) -> String? {
  guard let place = words.firstIndex(of: "--\(name)"), place + 1 < words.count else { return nil }
  let value = words[place + 1]
  words.removeSubrange(place...place + 1)
  return value
}

let seconds = Int(option("seconds") ?? "60") ?? 60
let messages = Int(option("messages") ?? "10000000") ?? 10_000_000
let values = Int(option("values") ?? "255") ?? 255
var clock = timespec()
clock_gettime(CLOCK_REALTIME, &clock)
let seed = option("seed").flatMap { UInt64($0) } ?? UInt64(clock.tv_nsec) << 20 ^ UInt64(clock.tv_sec)
let from = option("from").flatMap { Int($0) } ?? 0
let part = (option("part") ?? "0/1").split(separator: "/").compactMap { Int($0) }
let isTracing = words.firstIndex(of: "--trace").map { words.remove(at: $0) } != nil

guard words.count == 2 || words.count == 3 && words[1] == "seeds", part.count == 2, part[1] > 0 else {
  print("usage: fuzz FOLDER truncations|bytes|all|unknown|random|twins|recordings|seeds [OPTION...]")
  exit(2)
}
let corpus = Corpus(folder: words[0])
guard !corpus.messages.isEmpty else {
  print("fuzz: no messages in \(words[0])")
  exit(2)
}
var runner = Runner(from: from, part: part[0], of: part[1], isTracing: isTracing)
print("\(words[1]): \(corpus.messages.count) messages, seed \(seed)")
switch words[1] {
case "truncations": corpus.truncations { runner.run($0) }
case "bytes": corpus.changes(values: values) { runner.run($0) }
case "all": corpus.allChanges { runner.run($0) }
case "unknown": corpus.unknown { runner.run($0, mustHold: $1) }
case "random":
  var mutator = Mutator(corpus.messages, seed: seed)
  let end = Runner.now + Double(seconds)
  while Runner.now < end { for _ in 0..<500 { runner.run(mutator.next()) } }
case "twins":
  var mutator = Mutator(corpus.messages, seed: seed)
  var twins = Twins()
  var (shown, told) = (0, Runner.now)
  while shown < messages {
    for message in mutator.sequence() {
      shown += 1
      // A table of chosen fields keeps its layout for ever, so one is not made for each message.
      var kind = mutator.random(below: Renderer.kinds.count)
      if Renderer.kinds[kind] == .columns, mutator.random(below: 256) > 0 { kind = 0 }
      if let difference = twins.difference(message, kind: kind) {
        print("message \(shown): \(difference)")
        exit(1)
      }
    }
    if Runner.now > told + 20 {
      told = Runner.now
      print("  \(shown) messages")
      fflush(stdout)
    }
  }
  print("twins: \(shown) messages")
  exit(0)
case "recordings":
  var recordings = HostileRecordings(corpus.messages, seed: seed)
  var hostile = RecordingRunner()
  var told = Runner.now
  for number in 1...max(1, messages) {
    let file = recordings.next()
    standing = number
    if let complaint = hostile.run(file, chunk: 1 + recordings.random(below: 5000)) {
      print("recording \(number): \(complaint)")
      print(file.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
      exit(1)
    }
    if Runner.now > told + 20 {
      told = Runner.now
      print("  \(number) recordings")
      fflush(stdout)
    }
  }
  print("recordings: \(messages), with \(hostile.datagrams) datagrams that could be read")
  exit(0)
case "seeds" where words.count == 3:
  var counts: [String: Int] = [:]
  mkdir(words[2], 0o755)
  for seed in Guided.seeds(corpus.messages) {
    mkdir("\(words[2])/\(seed.target)", 0o755)
    counts[seed.target, default: 0] += 1
    guard let file = fopen("\(words[2])/\(seed.target)/seed\(counts[seed.target] ?? 0)", "w") else {
      print("fuzz: cannot write to \(words[2])")
      exit(2)
    }
    fwrite(seed.bytes, 1, seed.bytes.count, file)
    fclose(file)
  }
  for (target, count) in counts.sorted(by: { $0.key < $1.key }) { print("seeds: \(count) \(target)") }
  exit(0)
default:
  print("fuzz: '\(words[1])' is not known")
  exit(2)
}
print("\(words[1]): \(runner.ran) of \(runner.number) cases")
