import NetlinkCore

/// A model of a pipe whose reader takes bytes at certain moments, and of poll(2) and write(2) on it, in simulated time.
///
/// Like the kernel's, it is writable while it has room for a page; a write that finds less room than it needs blocks
/// until the reader has made room, and no signal ends it.
final class SimulatedPipe: WriteTarget {
  /// How many bytes the reader takes, and when.
  struct Reading {
    let moment: Int
    let count: Int
  }

  /// What a write that needs no room for more than this never waits for.
  private static let page = 4096

  private let capacity: Int
  private let readings: [Reading]
  /// When the command is cancelled; nil for never.
  private let cancelled: Int?
  /// How many system calls in a row a signal that the program handles interrupts.
  private var interruptions: Int

  private var moment = 0
  private var nextReading = 0
  /// How many bytes the reader has not taken.
  private var waiting = 0
  /// All bytes that were written.
  private(set) var written: [UInt8] = []
  /// When the last system call returned.
  var lastReturn: Int { moment }
  /// Whether a write can never end, or somebody waits again and again without need.
  private(set) var isStuck = false
  private var idleWaits = 0

  init(capacity: Int, readings: [Reading], cancelled: Int?, interruptions: Int) {
    self.capacity = capacity
    self.readings = readings
    self.cancelled = cancelled
    self.interruptions = interruptions
  }

  private var room: Int { capacity - waiting }

  func now() -> Int { moment }

  func wait(_ milliseconds: Int) -> Wakeup {
    let end = milliseconds < 0 ? Int.max : moment + milliseconds
    while true {
      if room >= Self.page { return .ready }
      if let cancelled, cancelled <= moment {
        idleWaits += 1
        return idleWaits > 3 ? stuck() : .cancelled
      }
      let next = min(nextReading < readings.count ? readings[nextReading].moment : .max, cancelled ?? .max)
      if next > end {
        if end == .max { return stuck() }
        moment = end
        return .timedOut
      }
      advance(to: next)
    }
  }

  func write(_ bytes: Span<UInt8>) -> Int {
    if interruptions > 0 {
      interruptions -= 1
      return interruptions % 2 == 0 ? -Int(Errno.interrupted) : -Int(Errno.again)
    }
    while room < bytes.count {
      guard nextReading < readings.count else {
        isStuck = true
        return -Int(Errno.inputOutput)
      }
      advance(to: readings[nextReading].moment)
    }
    waiting += bytes.count
    for index in bytes.indices { written.append(bytes[index]) }
    return bytes.count
  }

  /// Lets the reader take what it takes until then.
  private func advance(to end: Int) {
    moment = max(moment, end)
    while nextReading < readings.count, readings[nextReading].moment <= moment {
      waiting -= min(waiting, readings[nextReading].count)
      nextReading += 1
    }
  }

  private func stuck() -> Wakeup {
    isStuck = true
    return .failed(Errno.inputOutput)
  }
}
