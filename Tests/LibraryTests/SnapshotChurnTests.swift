import Glibc
import LiveKernel
import Netlink
import NetlinkCore
import Testing

/// Snapshots while other entries of the table come and go all the time. NLCTL_SNAPSHOTS in the environment says how
/// many of each table are taken.
@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
struct SnapshotChurnTests {
  private static let runs = unsafe getenv("NLCTL_SNAPSHOTS").flatMap { unsafe Int(String(cString: $0)) } ?? 4

  /// Objects that stay, and others that are added and deleted in turn.
  struct Churn: Sendable {
    let request: Request
    let stable: [Request]
    let added: [Request]
    let deleted: [Request]
  }

  /// IPv6 routes: every fiftieth stable one has one beside it that comes and goes.
  static func routes() throws -> Churn {
    let stable = try (0..<2000).map { try #require(IPPrefix("2001:db8:\(String(2 * $0, radix: 16))::/48")) }
    let others = try (0..<40).map {
      try #require(IPPrefix("2001:db8:\(String(100 * $0 + 1, radix: 16))::/48"))
    }
    return Churn(
      request: .get(.route, family: .ipv6), stable: stable.map { .newRoute(to: $0, device: 1) },
      added: others.map { .newRoute(to: $0, device: 1) },
      deleted: others.map { .deleteRoute(to: $0, device: 1) })
  }

  /// Rules, whose place in a dump is a count.
  static func rules() -> Churn {
    let stable = (0..<500).map { UInt32(1000 + 2 * $0) }
    let others = (0..<40).map { UInt32(1001 + 24 * $0) }
    return Churn(
      request: .get(.rule, family: .ipv4), stable: stable.map { .newRule(.ipv4, priority: $0, table: .main) },
      added: others.map { .newRule(.ipv4, priority: $0, table: .main) },
      deleted: others.map { .deleteRule(.ipv4, priority: $0, table: .main) })
  }

  @Test("A certain snapshot has every entry that stays, once", arguments: [0, 1])
  func stable(table: Int) throws {
    let churn = try table == 0 ? Self.routes() : Self.rules()
    let scene = try LibraryNamespace()
    for request in churn.stable { _ = try scene.client.transact(request) }
    func keys() throws -> (counts: [String: Int], isCertain: Bool) {
      let snapshot = try scene.client.snapshot(churn.request)
      let keys = try snapshot.ownedMessages.map { try #require(NetlinkObject($0)).key }
      return (Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +), snapshot.status.isCertain)
    }
    let before = try keys()
    #expect(before.isCertain && before.counts.count >= churn.stable.count)
    let stable = Set(before.counts.keys)
    let isOver = Guarded(false)
    let namespace = scene.namespace
    let worker = try Worker {
      guard let client = try? NetlinkClient(.route, in: namespace) else { return }
      while !isOver.withLock({ $0 }) {
        for request in churn.added { _ = try? client.transact(request) }
        for request in churn.deleted { _ = try? client.transact(request) }
      }
    }
    for _ in 0..<Self.runs {
      let (counts, isCertain) = try keys()
      if !isCertain { continue }
      #expect(stable.allSatisfy { counts[$0] == 1 })
      #expect(counts.values.allSatisfy { $0 == 1 })
    }
    isOver.withLock { $0 = true }
    worker.join()
    let after = try keys()
    #expect(after.isCertain && Set(after.counts.keys) == stable)
  }
}
