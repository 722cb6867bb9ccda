import Glibc
import Hostile
import NetlinkWire

/// Where the run stands, for the handler of a trap.
nonisolated(unsafe) var standing = 0

/// Runs cases, each in memory of exactly its size, so that a read beyond it is seen.
struct Runner {
  private var sinks = Sinks()
  private let from: Int
  private let part: Int
  private let parts: Int
  private let isTracing: Bool
  /// How many cases came, and how many of them ran.
  private(set) var number = 0
  private(set) var ran = 0
  private var told = Runner.now

  init(from: Int, part: Int, of parts: Int, isTracing: Bool) {
    self.from = from
    self.part = part
    self.parts = parts
    self.isTracing = isTracing
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS] {
      signal(number) { _ in
        var digits: [UInt8] = Array("\nfuzz: a trap in case ".utf8) + Array(String(standing).utf8) + [10]
        write(2, &digits, digits.count)
        _exit(1)
      }
    }
  }

  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Runs one case; `mustHold` must stand in its JSON.
  mutating func run(_ bytes: [UInt8], mustHold: String = "") {
    number += 1
    guard number > from, number % parts == part else { return }
    ran += 1
    standing = number
    if isTracing { fputs("\(number)\n", stderr) }
    if ran % 65_536 == 0, Runner.now > told + 20 {
      told = Runner.now
      print("  \(number) cases")
      fflush(stdout)
    }
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes.count, alignment: 8)
    for (offset, byte) in bytes.enumerated() {
      memory.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
    }
    let complaint = sinks.feed(
      UnsafeRawBufferPointer(start: memory, count: bytes.count).bytes, mustHold: mustHold)
    memory.deallocate()
    if let complaint {
      print("case \(number): \(complaint)")
      print(bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
      exit(1)
    }
  }
}
