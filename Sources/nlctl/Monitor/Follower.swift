import CommandLine
import Netlink
import Render
import Rtnl
import Wire

/// Follows tables of the kernel, in one network namespace or in all that have an id here.
///
/// Joined first, dumped then: what happens in between is queued and comes after, so nothing is missed.
struct Follower<Sink: EventSink & ~Copyable>: ~Copyable {
  /// A box, for arrays hold no noncopyable values.
  final class Followed {
    let id: Int32?
    var world: World
    init(_ world: consuming World) {
      id = world.id
      self.world = world
    }
  }

  var sink: Sink
  private var worlds: [Followed]
  private var worldsByID: [Int32?: Followed]
  /// When all worlds are looked at again for what has waited too long: of thousands, not at each datagram.
  private var nextLook = 0
  private var finder: NamespaceFinder
  private let invocation: Invocation
  private let wantsRepeats: Bool
  private let shown: [Tracked]
  private let followsAll: Bool
  private let end: Int?
  private(set) var lostInAll: UInt64 = 0
  /// Whether a loss could not be made good.
  private(set) var isIncomplete = false

  /// A mirror of nothing yet. `shown` says which tables events are wanted of.
  init(
    _ session: consuming Session, _ sink: consuming Sink, shown: [Tracked], allNamespaces: Bool = false
  ) {
    var invocation = session.invocation
    end = invocation.timeout.map { Clock.now + Clock.milliseconds($0) }
    invocation.netns = nil
    invocation.fault = nil
    self.invocation = invocation
    wantsRepeats = session.wantsRepeats
    finder = NamespaceFinder(session.client)
    worlds = [Followed(World(session, nil, shown: shown))]
    worldsByID = [nil: worlds[0]]
    self.sink = sink
    self.shown = shown
    followsAll = allNamespaces
  }

  /// The namespace of the monitor's own.
  var own: Followed { worlds[0] }

  /// How many messages changed nothing.
  var repeats: Int { worlds.reduce(0) { $0 + $1.world.repeats } }

  /// Follows what comes by `queue`, which was begun before, until the sink has enough, time is up, or a
  /// signal comes; true when the sink has enough.
  mutating func run(_ queue: consuming SubscriptionQueue) throws(Failure) -> Bool {
    var queue = queue
    _ = try worlds[0].world.begin(finder, cause: nil, isInitial: true, &sink)
    if followsAll {
      let ids = finder.ids()
      finder.look(for: ids)
      for id in ids { _ = try follow(id, cause: nil) }
    }
    if !sink.isDone { try sink.remark(.initialEnd) }
    try sink.remark(.idle)
    let subject = invocation.path
    while !sink.isDone {
      guard var event = try queue.event(milliseconds: 0, subject) else { break }
      if case .timedOut = event {
        for followed in worlds { followed.world.isReplaying = false }
        let isAsItWas = try !settle()
        if isAsItWas, worlds.allSatisfy({ $0.world.refresh.isEmpty }) { try sink.remark(.settled) }
        try sink.remark(.idle)
        if sink.isDone { break }
        guard let next = try queue.event(milliseconds: patience, subject) else { break }
        event = next
      }
      try take(event, queue)
      if isOver { break }
    }
    try sink.remark(.idle)
    return sink.isDone
  }

  /// Whether time is up.
  var isOver: Bool { end.map { Clock.now >= $0 } ?? false }

  /// How long a wait may last, in milliseconds; -1 for ever.
  private var patience: Int {
    var until = [end, sink.deadline].compactMap { $0 }
    for followed in worlds where !followed.world.refresh.isEmpty { until.append(followed.world.refresh.due) }
    return until.min().map { max(0, $0 - Clock.now) } ?? -1
  }

  private mutating func take(
    _ event: Subscription.Event, _ queue: borrowing SubscriptionQueue
  ) throws(Failure) {
    switch event {
    case .timedOut, .overflow: return
    case .drained(let count):
      // A datagram that did not fit or was no message is lost, though the kernel did not count it.
      let count = count.map { UInt64(max(1, $0)) }
      lostInAll += count ?? 1
      try sink.remark(.lost(count))
      for followed in worlds {
        for table in followed.world.tracked { followed.world.refresh.add(table, .overflow) }
      }
      if followsAll { try compareNamespaces() }
      if worlds.allSatisfy({ $0.world.tracked.isEmpty }) { isIncomplete = true }
    case .datagram(let datagram):
      guard let followed = try followed(datagram.namespaceID) else { return }
      let time = Clock.Time(queue.receivedAt)
      var changed: [(id: Int32, isThere: Bool)] = []
      var messages = Messages(queue.bytes)
      while let message = messages.next() {
        if followsAll, followed.id == nil, message.type == 88 || message.type == 89,
          let id = NamespaceFinder.id(of: message)
        {
          changed.append((id, message.type == 88))
        }
        try followed.world.apply(message, datagram.group, time, &sink)
        if sink.isDone { return }
      }
      for (id, isThere) in changed {
        if isThere { _ = try follow(id, cause: "namespace") } else { try forget(id) }
      }
      let now = Clock.now
      guard now >= nextLook else { return }
      nextLook = now + 20
      if worlds.contains(where: { $0.world.refresh.isOverdue }) { _ = try settle() }
    }
  }

  /// Dumps what notifications cannot be trusted for, once the queue is empty; false when nothing was due.
  private mutating func settle() throws(Failure) -> Bool {
    let now = Clock.now
    let due = worlds.filter { !$0.world.refresh.isEmpty && now >= $0.world.refresh.due }
    if due.isEmpty { return false }
    let isResync = due.contains { $0.world.refresh.isAfterLoss }
    if isResync { try sink.remark(.resyncBegin) }
    for followed in due {
      let isAfterLoss = followed.world.refresh.isAfterLoss
      if let id = followed.id { followed.world.place = finder.place(of: id) }
      if try !followed.world.settle(finder, &sink), isAfterLoss { isIncomplete = true }
    }
    if isResync { try sink.remark(.resyncEnd) }
    return true
  }
}

// Namespaces come and go.
extension Follower where Sink: ~Copyable {
  private mutating func followed(_ id: Int32?) throws(Failure) -> Followed? {
    if let followed = worldsByID[id] { return followed }
    guard let id else { return nil }
    return try follow(id, cause: "namespace")
  }

  /// Follows a namespace from now on.
  private mutating func follow(_ id: Int32, cause: StaticString?) throws(Failure) -> Followed {
    if let followed = worldsByID[id] { return followed }
    var session = try Session(invocation)
    session.isPatient = true
    session.wantsRepeats = wantsRepeats
    let followed = Followed(World(session, id, shown: shown))
    worlds.append(followed)
    worldsByID[id] = followed
    let place = finder.place(of: id)
    followed.world.place = place
    sink.namespace(id, place)
    if try !followed.world.begin(finder, cause: cause, isInitial: cause == nil, &sink) {
      try sink.devicesChanged(&followed.world.session, id)
    }
    return followed
  }

  /// Says that all there was in a namespace is gone.
  private mutating func forget(_ id: Int32) throws(Failure) {
    guard let index = worlds.firstIndex(where: { $0.id == id }) else { return }
    try worlds[index].world.end("namespace", &sink)
    worlds.remove(at: index)
    worldsByID[id] = nil
    sink.namespace(id, nil)
  }

  /// Finds out which namespaces came and went while notifications were lost.
  private mutating func compareNamespaces() throws(Failure) {
    let ids = Set(finder.ids())
    finder.look(for: ids.filter { worldsByID[$0] == nil })
    for gone in worlds.compactMap({ $0.id }) where !ids.contains(gone) { try forget(gone) }
    for id in ids { _ = try follow(id, cause: "overflow") }
  }
}
