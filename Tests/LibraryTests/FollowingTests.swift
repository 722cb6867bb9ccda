import LiveKernel
import Netlink
import NetlinkCore
import Rtnetlink
import Synchronization
import Testing

/// Streams of changes.
@Suite(.timeLimit(.minutes(20)), .enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
struct FollowingTests {
  @Test("Changes of links and addresses are told in order, with what differs")
  func changes() async throws {
    let scene = try LibraryNamespace("link add ve0 type veth peer name ve1")
    let following = Following([.links, .addresses], in: scene.namespace)
    try await following.waitUntilReady()
    try scene.ip("link set ve0 mtu 1400", "address add 10.0.0.1/24 dev ve0", "link delete ve0")
    var told: [String] = []
    for try await change in following {
      told.append("\(change.kind) \(change.key) \(change.changedPaths)")
      #expect(!change.isInitial)
      if change.kind == .change, change.changedPaths == ["mtu"] {
        let link = try #require(Link(change.object))
        #expect(link.mtu == 1400 && link["link"] == "ve1")
        #expect(Link(change.former)?.mtu == 1500 && change.cause == nil)
      }
      if change.kind == .delete, Link(change.object)?.name == "ve0" { break }
    }
    #expect(told.contains { $0.hasPrefix("new addr/") && $0.contains("10.0.0.1") }, "\(told)")
    #expect(told.contains { $0.hasPrefix("change link/") && $0.hasSuffix("[\"mtu\"]") }, "\(told)")
  }

  @Test("What is there at the start is told first where it is asked for")
  func initial() async throws {
    let scene = try LibraryNamespace("link add name br0 type bridge")
    var names: [String] = []
    for try await change in Following([.links], in: scene.namespace, includingInitial: true) {
      if change.kind == .initialEnd { break }
      #expect(change.kind == .new && change.isInitial)
      if let link = Link(change.object) { names.append(link.name) }
    }
    #expect(names.sorted() == ["br0", "lo"])
  }

  @Test("A field that comes or goes is told as changed; an object of a renamed device had the former name")
  func differences() async throws {
    // Of an alias of a device that is down the kernel says nothing.
    let scene = try LibraryNamespace(
      "link add ve0 type veth peer name ve1", "link set ve0 up", "address add 10.0.0.1/24 dev ve0")
    let following = Following([.links, .addresses], in: scene.namespace)
    try await following.waitUntilReady()
    try scene.ip("link set ve0 alias words", "link set ve0 alias \"\"", "link set ve0 name ve7")
    var paths: [[String]] = []
    for try await change in following where change.kind == .change {
      guard let address = change.object.flatMap({ Address($0) }) else {
        paths.append(change.changedPaths)
        continue
      }
      #expect(address.deviceName == "ve7" && change.cause == "rename")
      #expect(change.former.flatMap { Address($0) }?.deviceName == "ve0")
      break
    }
    #expect(paths.filter { $0 == ["ifalias"] }.count == 2, "\(paths)")
  }

  @Test("What an object spoke of before has its name there, though it speaks of it no more")
  func formerNames() async throws {
    let scene = try LibraryNamespace(
      "link add br0 type bridge", "link add ve0 type veth peer name ve1", "link set ve0 master br0")
    let following = Following([.links], in: scene.namespace)
    try await following.waitUntilReady()
    try scene.ip("link set ve0 nomaster")
    for try await change in following where change.kind == .change {
      guard Link(change.former)?.master != nil, Link(change.object)?.master == nil else { continue }
      #expect(Link(change.former)?.masterName == "br0" && Link(change.former)?["master"] == "br0")
      break
    }
  }

  @Test(
    "A bridge that goes up is told of the device on it, which shows that, and not of its ports, which do not")
  func lower() async throws {
    let scene = try LibraryNamespace(
      "link add br0 type bridge", "link add ve0 type veth peer name ve1", "link set ve0 master br0",
      "link add link br0 name up0 type macvlan")
    let following = Following([.links], in: scene.namespace)
    try await following.waitUntilReady()
    try scene.ip("link set br0 up", "link set br0 down", "link set ve1 mtu 1400")
    var causes: [String] = []
    for try await change in following where change.kind == .change {
      #expect(!change.changedPaths.isEmpty, "\(change.key) \(change.cause ?? "-")")
      if let cause = change.cause { causes.append(cause) }
      if Link(change.object)?.mtu == 1400 { break }
    }
    #expect(causes.contains("lower-link"), "\(causes)")
  }

  @Test("Routes that go with their device are told, with the cause")
  func silentChanges() async throws {
    let scene = try LibraryNamespace(
      "link add ve0 type veth peer name ve1", "link set ve1 up", "link set ve0 up",
      "address add 10.0.0.1/24 dev ve0",
      "route add 10.1.0.0/16 via 10.0.0.2")
    let following = Following([.ipv4Routes], in: scene.namespace)
    try await following.waitUntilReady()
    try scene.ip("link set ve0 down")
    for try await change in following {
      // Of the links, which are followed with them, nobody asked.
      #expect(change.object == nil || change.object?.kind == .route, "\(change.key)")
      guard change.kind == .delete, change.key.contains("10.1.0.0") else { continue }
      #expect(change.cause == "link-down")
      break
    }
  }

  @Test("A cancelled task ends its stream, and a stream of a namespace that is not there says so")
  func ends() async throws {
    let scene = try LibraryNamespace()
    let following = Following([.links], in: scene.namespace)
    try await following.waitUntilReady()
    let task = Task { for try await _ in following {} }
    task.cancel()
    let error = await #expect(throws: NetlinkError.self) { try await task.value }
    #expect(error?.kind == .cancelled)
    let missing = await #expect(throws: NetlinkError.self) {
      for try await _ in Following([.links], in: .name("no-such-name")) {}
    }
    #expect(missing.map { "\($0)" } == "network namespace no-such-name: no such file or directory (ENOENT)")
  }

  @Test("A deadline ends a stream while it reads its tables, and while it waits for a change")
  func deadlines() async throws {
    let scene = try LibraryNamespace()
    for round in 0..<4 {
      try scene.ip((0..<2000).map { "route add blackhole 10.\($0 / 250 + 8 * round).\($0 % 250).0/24" })
    }
    let reading = Following([.ipv4Routes], in: scene.namespace, until: .after(.milliseconds(5)))
    let early = await #expect(throws: NetlinkError.self) { try await reading.waitUntilReady() }
    #expect(early?.kind == .timedOut)
    #expect(await #expect(throws: NetlinkError.self) { for try await _ in reading {} }?.kind == .timedOut)
    // On a busy machine the tables take longer to read.
    var time = Duration.milliseconds(200)
    while time < .seconds(60) {
      let deadline = Deadline.after(time)
      let waiting = Following([.links], in: scene.namespace, includingInitial: true, until: deadline)
      if (try? await waiting.waitUntilReady()) != nil {
        while !deadline.isPast { try await Task.sleep(for: .milliseconds(5)) }
        // What had been told by then is still there.
        var told: [String] = []
        let late = await #expect(throws: NetlinkError.self) {
          for try await change in waiting { told.append("\(change.kind) \(change.key)") }
        }
        #expect(late?.kind == .timedOut && told == ["new link/1", "initial-end "])
        #expect(late.map { "\($0)" } == "changes: time was up (ETIMEDOUT)")
        return
      }
      time *= 4
    }
    Issue.record("the links were not read in time")
  }

  @Test("A stream that has ended holds no descriptor of its namespace")
  func descriptors() async throws {
    let scene = try LibraryNamespace()
    let file = try scene.inside { Files.target(of: "/proc/thread-self/ns/net") }
    func openCount() -> Int {
      Files.numbers(in: "/proc/self/fd").count { Files.target(of: "/proc/self/fd/\($0)") == file }
    }
    let before = openCount()
    for _ in 0..<3 { try await Following([.links], in: scene.namespace).waitUntilReady() }
    #expect(await eventually { openCount() == before })
  }

  @Test("A deadline ends a stream of a kernel that never answers")
  func silence() async throws {
    var options = NetlinkSocket.Options()
    options.patience = nil
    let following = Following(
      [.links], options: options, until: .after(.milliseconds(20)),
      pool: ChannelPool(host: SlowKernel(messages: 1)))
    let error = await #expect(throws: NetlinkError.self) { try await following.waitUntilReady() }
    #expect(error?.kind == .timedOut)
  }

  @Test(
    "A group that an older kernel lacks is done without where it only tells what else may have changed")
  func groups() async throws {
    var options = NetlinkSocket.Options()
    options.patience = nil
    for (group, errno, expected) in [
      (RouteGroup.ipv4Netconf, Errno.invalid, .timedOut), (RouteGroup.ipv4Netconf, Errno.noMemory, .system),
      (RouteGroup.link, Errno.invalid, .system),
    ] as [(UInt32, Int32, NetlinkError.Kind)] {
      let kernel = SlowKernel(messages: 1, refusals: [group: errno])
      let following = Following(
        [.links], options: options, until: .after(.milliseconds(20)), pool: ChannelPool(host: kernel))
      let error = await #expect(throws: NetlinkError.self) { try await following.waitUntilReady() }
      #expect(error?.kind == expected, "\(group), \(errno): \(String(describing: error))")
      #expect(expected == .timedOut || error?.errno == errno)
    }
  }

  @Test("A task that is cancelled while it waits for the tables ends its stream")
  func cancelledEarly() async throws {
    var options = NetlinkSocket.Options()
    options.patience = nil
    let kernel = SlowKernel(messages: 1)
    let following = Following([.links], options: options, pool: ChannelPool(host: kernel))
    let task = Task { try await following.waitUntilReady() }
    #expect(await eventually { kernel.asked.load(ordering: .relaxed) > 0 })
    task.cancel()
    let error = await #expect(throws: NetlinkError.self) { try await task.value }
    #expect(error?.kind == .cancelled)
    #expect(error?.description == "changes: cancelled (ECANCELED)")
    #expect(await eventually { kernel.open.load(ordering: .relaxed) == 0 })
    // It would end by itself with the last reference.
    withExtendedLifetime(following) {}
  }

  @Test("A cancelled task ends its stream of another namespace within 100 ms, and leaves no socket there")
  func cancelledElsewhere() async throws {
    let scene = try LibraryNamespace("link add name br0 type bridge")
    for part in 0..<2 {
      try scene.ip((0..<2000).map { "route add blackhole 10.\($0 / 250 + 8 * part).\($0 % 250).0/24" })
    }
    ChannelPool.shared.removeAll()
    let before = try scene.socketCount()
    // While it reads the tables, and while it waits for a change.
    for isReady in [false, true] {
      // A machine that does much else may take longer now and then.
      var fastest = Duration.seconds(60)
      for _ in 0..<5 where fastest > .milliseconds(100) {
        let following = Following([.links, .ipv4Routes], in: scene.namespace)
        if isReady { try await following.waitUntilReady() }
        let task = Task { for try await _ in following {} }
        #expect(try await eventually { try scene.socketCount() > before })
        let start = ContinuousClock.now
        task.cancel()
        let error = await #expect(throws: NetlinkError.self) { try await task.value }
        fastest = min(fastest, ContinuousClock.now - start)
        #expect(error?.kind == .cancelled)
        // Its thread ends meanwhile; idle channels would be kept for the next one who asks there.
        #expect(try await scene.hasSockets(before, without: .shared))
        withExtendedLifetime(following) {}
      }
      #expect(fastest <= .milliseconds(100), "\(isReady): \(fastest)")
    }
  }

  @Test(
    "A stream that is not read holds no more than its backlog, says that something was lost, and makes it good"
  )
  func unread() async throws {
    let scene = try LibraryNamespace("link add name br0 type bridge")
    var options = NetlinkSocket.Options()
    options.receiveBufferSize = 64 << 10
    let backlog = 128 << 10
    let following = Following([.ipv4Routes], in: scene.namespace, backlog: backlog, options: options)
    try await following.waitUntilReady()
    // Many times what may wait, each change some 600 bytes.
    for round in 0..<4 {
      try scene.ip((0..<2000).map { "route add blackhole 10.\($0 / 250 + 8 * round).\($0 % 250).0/24" })
      #expect(following.waitingByteCount <= backlog + 4096)
    }
    try scene.ip("route add blackhole 10.255.0.0/24")
    var there: Set<String> = []
    var lost = false
    var hasRecovered = false
    for try await change in following {
      switch change.kind {
      case .lost: lost = true
      case .resyncEnd: hasRecovered = true
      case .delete: there.remove(change.key)
      case .new, .change, .replace, .append: there.insert(change.key)
      default: break
      }
      if lost, hasRecovered, there.count == 8001 { break }
    }
    #expect(lost && hasRecovered && there.count == 8001)
  }
}
