import NetlinkCore
import NetlinkMirror
import NetlinkWire
import Rtnetlink
import Testing

@testable import Simulation

/// What a follower knows that reads a table to show it, whatever goes wrong meanwhile.
@Suite struct ListTests {
  /// How far a list is, and when its time is up.
  private final class Course {
    var receives = 0
    var mostReceives = Int.max
    var losses = 0
  }

  private struct Sink: EventSink {
    let course: Course
    var isDone: Bool { course.receives >= course.mostReceives }
    var deadline: Int? { nil }

    mutating func event(_ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message)
    {}
    mutating func unknown(
      _ message: borrowing Message, _ origin: Event.Origin, _ namespaceID: Int32?, at time: StreamTime
    ) {}
    mutating func remark(_ remark: Remark, at time: StreamTime) {
      if case .lost = remark { course.losses += 1 }
    }
    mutating func follows(_ namespaceID: Int32?, _ devices: Devices?, _ place: NamespacePlace?) {}
  }

  /// Reads the rules once, of which ten stay; how many of these are known then, and whether all is certain.
  private func list(
    _ kernel: SimulatedKernel, _ course: Course, keepsAllTries: Bool, _ change: @escaping () -> Void = {}
  ) throws -> (known: Int, isCertain: Bool) {
    kernel.home.begin()
    for number in 1...10 as ClosedRange<UInt32> {
      kernel.home.addRule(Rule(family: 2, priority: 1_000 + number, table: 100))
    }
    let pool = ChannelPool(host: kernel)
    var options = FollowOptions()
    options.keepsAllTries = keepsAllTries
    let subscription = try Subscription(groups: Tracked.rules.groups + Tracked.upkeep([.rules]), pool: pool)
    var follower = Follower(
      NetlinkClient(pool: pool), DirectSource(subscription, kernel), Sink(course: course), tables: [.rules],
      options: options, namespaces: Directory(kernel))
    kernel.log = []
    kernel.interlude = {
      course.receives += 1
      change()
    }
    defer { kernel.interlude = nil }
    try follower.begin()
    var known = 0
    follower.forEach(.rules) { message in
      let attributes = message.payload.slice(at: 12, length: message.payload.byteCount - 12)
      let priority = attributes.attribute(RuleAttribute.priority).unsigned ?? 0
      if (1_001...1_010).contains(priority) { known += 1 }
    }
    return (known, follower.isCertain)
  }

  @Test("What the dumps had is known though notifications were lost during each of them")
  func lost() throws {
    for keepsAllTries in [true, false] {
      var knobs = Knobs()
      knobs.queueRoom = 2_000
      let kernel = SimulatedKernel(knobs, seed: 1)
      let course = Course()
      let passing = Rule(family: 2, priority: 50, table: 100)
      var dumped = 0
      kernel.dumped = []
      let (known, isCertain) = try list(kernel, course, keepsAllTries: keepsAllTries) {
        // Once a datagram of a dump: while only notifications are read, nothing changes.
        guard let count = kernel.dumped?.count, count != dumped else { return }
        dumped = count
        for _ in 0..<20 {
          kernel.home.addRule(passing)
          kernel.home.removeRule(passing)
        }
      }
      #expect(course.losses > 0 && !isCertain)
      // Who follows on does not believe such a dump.
      #expect(known == (keepsAllTries ? 10 : 0))
    }
  }

  @Test("What a dump had is known though time was up before the notifications were read")
  func late() throws {
    var (kept, unread) = (0, 0)
    for moment in 0...100 {
      let kernel = SimulatedKernel(Knobs(), seed: 1)
      let course = Course()
      course.mostReceives = moment
      let (known, isCertain) = try list(kernel, course, keepsAllTries: true)
      let hasAsked = (kernel.log ?? []).contains { $0.contains("asked: dump rule") }
      #expect(known == (hasAsked ? 10 : 0), "\(moment)")
      if !isCertain { if hasAsked { kept += 1 } else { unread += 1 } }
    }
    #expect(kept > 1 && unread > 1, "\(kept) \(unread)")
  }
}
