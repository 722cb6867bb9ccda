import NetlinkCore

/// One run in which lines are written to a reader who reads slowly, in gulps, or no more, while a signal or a deadline
/// may end the command: rule 7, and (f) of what is found wrong.
struct ReaderRun {
  private let capacity: Int
  private let readings: [SimulatedPipe.Reading]
  private let cancelled: Int?
  private let deadline: Int?
  private let interruptions: Int
  /// What is written at once: some lines, as one event or one dump makes them.
  private let outputs: [[UInt8]]

  /// Milliseconds that a signal or a deadline may need.
  private static let bound = 100

  /// The run of a seed; the schedule of the same seed does not depend on it.
  init(seed: UInt64) {
    var random = Random(seed ^ 0x7ead)
    capacity = 4096 * random.pick([1, 2, 4, 16])
    var moment = 0
    var readings: [SimulatedPipe.Reading] = []
    for _ in 0..<random.below(30) {
      moment += random.pick([0, 1, 10, 400, 3_000])
      readings.append(.init(moment: moment, count: random.pick([1, 100, 4096, 65_536])))
    }
    self.readings = readings
    cancelled = random.chance(50) ? random.below(5_000) : nil
    // Without an end a reader that stops reading holds the command for ever, which is right.
    deadline = cancelled == nil || random.chance(30) ? random.below(5_000) : nil
    interruptions = random.pick([0, 0, 1, 3])
    outputs = (0..<1 + random.below(6)).map { _ in
      var bytes: [UInt8] = []
      for _ in 0..<1 + random.below(6) {
        let length = random.pick([1, 80, 300, 4095, 4096, 9_000])
        bytes += repeatElement(UInt8(ascii: "a") + UInt8(random.below(26)), count: length)
        bytes.append(UInt8(ascii: "\n"))
      }
      return bytes
    }
  }

  /// Runs it; what was wrong, nil if nothing was.
  func run() -> String? {
    let pipe = SimulatedPipe(
      capacity: capacity, readings: readings, cancelled: cancelled, interruptions: interruptions)
    let writer = PatientWriter(pipe, until: deadline)
    let end = min(cancelled ?? .max, deadline ?? .max)
    var expected: [UInt8] = []
    for output in outputs {
      let began = pipe.lastReturn
      let outcome = writer.write(output.span)
      if pipe.isStuck { return "a reader that does not read holds the command" }
      if pipe.lastReturn > max(began, end) + Self.bound {
        return "the command ends \(pipe.lastReturn - end) ms after a signal or its deadline"
      }
      switch outcome {
      case .failed(let number): return "writing failed with \(number)"
      case .written:
        expected += output
      case .unread(let count):
        if pipe.lastReturn < end { return "the command ended \(end - pipe.lastReturn) ms early" }
        let taken = output.prefix(output.count - count)
        if expected + taken != pipe.written { return "\(count) bytes are wrongly said to be unread" }
        return Self.endsInLine(taken, output) ? nil : "a short line was cut"
      }
      if expected != pipe.written { return "the reader gets other bytes than were written" }
    }
    return nil
  }

  /// Whether what was taken ends with a line, or in one that does not fit into one write.
  private static func endsInLine(_ taken: ArraySlice<UInt8>, _ output: [UInt8]) -> Bool {
    let newline = UInt8(ascii: "\n")
    guard let last = taken.last, last != newline else { return true }
    let start = taken.lastIndex(of: newline).map { $0 + 1 } ?? 0
    let end = output[taken.endIndex...].firstIndex(of: newline) ?? output.endIndex
    return end + 1 - start > 4096
  }
}
