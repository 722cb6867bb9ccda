import Foundation
import LiveKernel
import Netlink
import NetlinkCore
import Testing

@Suite(.timeLimit(.minutes(20))) struct Guide {
  /// The program of the README and the guide; `print` collects.
  static func program(_ print: (Any...) -> Void) async throws {
    for link in try Link.all() { print(link.index, link.name, link.mtu, link.isUp, link.kind ?? "-") }
    for route in try Route.all(.init(table: .main, device: 2)) {
      print("\(route.destination) via \(route.gateway, default: "-")", route.json())
    }
    if let vni = try Link.named("vx42")["linkinfo.info_data.id"] { print(vni) }  // any field, by its path

    let blue = try NetlinkClient(.route, in: .name("blue"))  // another namespace; the thread stays in its own
    print(try Link.all(from: blue).map(\.name))

    for try await change in Following([.links, .addresses]) {
      print(change.kind, change.key, change.changedPaths)
    }
  }

  @Test(
    "The guide's program prints links, routes, a field by its path, another namespace, and changes",
    .enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
  func runs() async throws {
    let scene = try LibraryNamespace(
      "link add vx42 index 2 type vxlan id 42 dstport 4789", "link set vx42 up",
      "address add 10.0.0.1/24 dev vx42",
      "route add 10.1.0.0/16 via 10.0.0.2")
    // The name is the program's; who has a namespace of that name keeps it.
    let isNew = try #require(Child.start(["ip", "netns", "add", "blue"])).finish().status == 0
    defer { if isNew { _ = Child.start(["ip", "netns", "delete", "blue"])?.finish() } }
    let lines = Guarded<[String]>([])
    // Nobody awaits the task: its thread, which is in the namespace, would resume who does.
    let outcome = Guarded<NetlinkError?>(nil)
    let task = Task(executorPreference: NamespaceExecutor(scene.namespace)) {
      do {
        try await Guide.program { words in
          lines.withLock { $0.append(words.map { "\($0)" }.joined(separator: " ")) }
        }
      } catch {
        outcome.withLock { $0 = error as? NetlinkError }
      }
    }
    #expect(await eventually { lines.withLock { $0.contains { $0.hasPrefix("[\"lo\"") } } })
    // The stream begins when the program comes to it: what is changed until it does is not told.
    var mtu = 1400
    #expect(
      try await eventually {
        mtu -= 1
        try scene.ip("link set vx42 mtu \(mtu)")
        return lines.withLock { $0.contains("change link/2 [\"mtu\"]") }
      })
    task.cancel()
    #expect(await eventually { outcome.withLock { $0 } != nil })
    #expect(outcome.withLock { $0 }?.kind == .cancelled)
    let said = lines.withLock { $0 }
    #expect(said.contains("2 vx42 1500 true vxlan"), "\(said)")
    #expect(
      said.contains { $0.hasPrefix("10.1.0.0/16 via 10.0.0.2 {") && $0.contains("\"dst\":\"10.1.0.0/16\"") })
    #expect(said.contains { $0.hasPrefix("10.0.0.0/24 via - {") } && said.contains("42"), "\(said)")
  }

  @Test("The guide and the README show the same program, and it is the one compiled here")
  func same() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    func lines(_ path: String) throws -> [Substring] {
      try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
        .split(separator: "\n", omittingEmptySubsequences: false)
    }
    func program(_ path: String) throws -> [Substring] {
      let all = try lines(path)
      let first = try #require(all.firstIndex(of: "import Netlink"))
      let last = try #require(all[first...].firstIndex(of: "```"))
      return Array(all[first..<last])
    }
    let guide = try program("docs/netlink.md")
    #expect(guide.count >= 12)
    #expect(guide == (try program("README.md")))
    let compiled = try lines("Tests/LibraryTests/GuideTests.swift").map { $0.drop { $0 == " " } }
    for line in guide.dropFirst() where !line.isEmpty {
      #expect(compiled.contains { $0 == line.drop { $0 == " " } }, "\(line)")
    }
  }
}

/// Runs tasks on threads that are in a namespace.
final class NamespaceExecutor: TaskExecutor {
  private let namespace: NetworkNamespace

  init(_ namespace: NetworkNamespace) { self.namespace = namespace }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = unsafe asUnownedTaskExecutor()
    let namespace = namespace
    let worker = try? Worker {
      try? namespace.enter()
      unsafe job.runSynchronously(on: executor)
    }
    worker?.detach()
  }
}
