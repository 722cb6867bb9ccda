import Netlink
import Rtnl
import Wire

/// What the kernel has and had: for every key all states in order, each with the moment it began.
///
/// Filled by the tables at each change, not by dumps, so that a fault of a dump cannot hide itself.
final class Registry {
  /// A state of an object, from a moment on; nil while there is none.
  struct Phase {
    let since: Int
    let state: State?
  }

  /// An object as the kernel would answer for it.
  struct State: Equatable {
    /// What notifications carry, in an order that does not depend on how they were written.
    let core: [UInt8]
    /// What answers alone carry.
    let extra: [UInt8]
    /// The whole answer.
    let message: [UInt8]
    static func == (one: State, other: State) -> Bool { one.core == other.core && one.extra == other.extra }
  }

  private struct Place {
    var key: [UInt8]
    var index: Int
  }

  /// Counts the changes.
  private(set) var moment = 0
  private var places: [Int: [UInt8]] = [:]
  private var current: [[UInt8]: [(serial: Int, state: State)]] = [:]
  private(set) var histories: [[UInt8]: [Phase]] = [:]

  /// Takes note of an object that is new or changed.
  func set(_ serial: Int, _ prefix: [UInt8], _ message: [UInt8]) {
    var key = prefix
    Registry.appendKey(of: message, to: &key)
    let state = Canonical.state(of: message)
    if let old = places[serial] {
      if old == key {
        guard let index = current[key]?.firstIndex(where: { $0.serial == serial }) else { return }
        if current[key]?[index].state == state { return }
        current[key]?[index].state = state
        return note(key)
      }
      remove(serial)
    }
    places[serial] = key
    current[key, default: []].append((serial, state))
    note(key)
  }

  /// Takes note that an object is gone.
  func remove(_ serial: Int) {
    guard let key = places.removeValue(forKey: serial) else { return }
    current[key]?.removeAll { $0.serial == serial }
    if current[key]?.isEmpty == true { current[key] = nil }
    note(key)
  }

  /// What there is now, by keys that tell copies apart.
  var objects: [[UInt8]: State] {
    var objects: [[UInt8]: State] = [:]
    for (key, copies) in current {
      for (index, copy) in copies.enumerated() { objects[Registry.key(key, copy: index)] = copy.state }
    }
    return objects
  }

  /// What there was of a key at a moment.
  func state(of key: [UInt8], at moment: Int) -> State? {
    histories[key]?.last { $0.since <= moment }?.state ?? nil
  }

  /// Whether an object was there, and the same, from one moment to another.
  func isStable(_ key: [UInt8], _ range: ClosedRange<Int>) -> Bool {
    guard let phases = histories[key] else { return false }
    return state(of: key, at: range.lowerBound) != nil
      && !phases.contains { $0.since > range.lowerBound && $0.since <= range.upperBound }
  }

  /// The key of a copy: of the first the object's own, of the second with `#2` behind it.
  static func key(_ key: [UInt8], copy index: Int) -> [UInt8] {
    index == 0 ? key : key + Array("#\(index + 1)".utf8)
  }

  static func appendKey(of message: [UInt8], to key: inout [UInt8]) {
    let message = Message(message.raw)
    ObjectType.of(message)?.appendKey(of: message, to: &key)
  }

  private func note(_ key: [UInt8]) {
    moment += 1
    let copies = current[key] ?? []
    var index = 0
    while true {
      let own = Registry.key(key, copy: index)
      let state = index < copies.count ? copies[index].state : nil
      if index >= copies.count, histories[own] == nil { return }
      if histories[own] == nil { histories[own] = [Phase(since: 0, state: nil)] }
      if histories[own]?.last?.state != state { histories[own]?.append(Phase(since: moment, state: state)) }
      index += 1
    }
  }
}
