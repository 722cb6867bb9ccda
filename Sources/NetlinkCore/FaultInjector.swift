/// Carries out a fault plan over all sockets that were opened with it, to try out how a program copes with losses.
///
/// Receives that brought something are counted over all sockets together: otherwise a second try would meet the same
/// fault again. Given to sockets by `NetlinkSocket.Options.faults`. Thread-safe. OVS (2011): `stress.c`.
public final class FaultInjector: Hashable, Sendable {
  /// The kinds of faults.
  enum Fault: Hashable { case overflow, interruption, truncation, sequence, cut }

  private struct State {
    var receives = 0
    var hits: [Fault: Int] = [:]
  }

  /// What is to happen.
  public let plan: FaultPlan
  private let state = Guarded(State())

  /// Readies the plan, from its first receive on.
  public init(_ plan: FaultPlan) { self.plan = plan }

  /// How many faults have struck.
  public var hits: Int { state.withLock { $0.hits.values.reduce(0, +) } }

  /// Counts a receive and tells which fault is to strike it.
  func strike() -> Fault? {
    state.withLock { state in
      state.receives += 1
      let rates: [(Fault, FaultPlan.Rate?)] = [
        (.overflow, plan.overflow), (.truncation, plan.truncation), (.sequence, plan.sequence),
        (.interruption, plan.interruption), (.cut, plan.cut),
      ]
      for (fault, rate) in rates {
        guard let rate, state.receives % rate.every == 0 else { continue }
        let hits = state.hits[fault, default: 0]
        if let times = rate.times, hits >= times { continue }
        state.hits[fault] = hits + 1
        return fault
      }
      return nil
    }
  }

  /// Injectors are told apart by identity.
  public static func == (one: FaultInjector, other: FaultInjector) -> Bool { one === other }

  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
