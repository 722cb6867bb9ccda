import NetlinkCore
import Rtnetlink
import NetlinkWire

/// What the kernel has and had: for every key all states in order, each with the moment it began.
///
/// Filled by the tables at each change, not by dumps, so that a fault of a dump cannot hide itself.
final class Registry {
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

  /// What there was under a key, from a moment on: nothing, an object, or several.
  struct Phase {
    let since: Int
    let states: [State]
  }

  /// Counts the changes.
  private(set) var moment = 0
  private var places: [Int: [UInt8]] = [:]
  private var current: [[UInt8]: [(serial: Int, state: State)]] = [:]
  private(set) var histories: [[UInt8]: [Phase]] = [:]

  /// Takes note of an object that is new or changed.
  func set(_ serial: Int, _ prefix: [UInt8], _ message: [UInt8]) {
    var key = prefix
    Registry.appendPlace(of: message, to: &key)
    let state = Canonical.state(of: message)
    if places[serial] != key {
      if places[serial] != nil { remove(serial) }
      places[serial] = key
      current[key, default: []].append((serial, state))
      return note(key)
    }
    guard let index = current[key]?.firstIndex(where: { $0.serial == serial }) else { return }
    if current[key]?[index].state == state { return }
    current[key]?[index].state = state
    note(key)
  }

  /// Takes note that an object is gone.
  func remove(_ serial: Int) {
    guard let key = places.removeValue(forKey: serial) else { return }
    current[key]?.removeAll { $0.serial == serial }
    if current[key]?.isEmpty == true { current[key] = nil }
    note(key)
  }

  /// What there is now, by places.
  var objects: [[UInt8]: [State]] { current.mapValues { $0.map(\.state) } }

  /// Where an object stands: its key but for the number of a copy; of a route of IPv6, whose hops come and go,
  /// the place that it shares with its alternatives.
  static func appendPlace(of bytes: [UInt8], to key: inout [UInt8]) {
    let message = Message(bytes.raw)
    guard let type = ObjectType.of(message) else { return }
    let start = key.count
    let length = type.identity.append(message, headerLength: type.table.headerLength, to: &key)
    if message.type & ~1 == MessageType.newRoute, message.payload.u8(at: 0) == Family.inet6 {
      key.removeSubrange((start + length)...)
    }
  }

  private func note(_ key: [UInt8]) {
    moment += 1
    let states = (current[key] ?? []).map(\.state)
    histories[key, default: [Phase(since: 0, states: [])]].append(Phase(since: moment, states: states))
  }
}
