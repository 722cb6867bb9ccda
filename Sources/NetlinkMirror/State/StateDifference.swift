package import NetlinkCore
internal import Rtnetlink
import NetlinkWire

/// Reports the differences between two states, as the events that lead from one to the other.
package struct StateDifference<Sink: EventSink & ~Copyable>: ~Copyable {
  package var sink: Sink
  private var mirror: NamespaceMirror

  /// Begins with the earlier state.
  package init(_ sink: consuming Sink, from states: [TableState], at time: StreamTime) {
    self.sink = sink
    mirror = NamespaceMirror(nil, shown: states.map { $0.table }, wantsRepeats: false, at: time)
    self.sink.follows(nil, mirror.devices, nil)
    for state in states { mirror.take(state, &self.sink) }
  }

  /// Reports what is different in the later state.
  package mutating func tell(_ states: [TableState]) {
    for state in states {
      guard mirror.tracked.contains(state.table) else { continue }
      let load = Load(state.table, judges: [], settled: [])
      var answer = Answer()
      answer.snapshots = [state.snapshot]
      _ = mirror.takeOver(answer, load, cause: NamespaceMirror.baseline, isInitial: false, &sink)
    }
    sink.remark(.idle, at: mirror.time)
  }
}

extension NamespaceMirror {
  /// The cause of events that are differences from an earlier state.
  package static var baseline: StaticString { "baseline" }

  /// What is known of a table.
  func state(of table: Tracked) -> TableState {
    var state = TableState(table)
    for place in store.places(tag: table.rawValue) {
      state.add(store.message(at: place), store.key(at: place).bytes)
    }
    return state
  }

  /// Begins with an earlier state of a table. The sink gets its objects as those of the start.
  mutating func take<Sink: EventSink & ~Copyable>(_ state: TableState, _ sink: inout Sink) {
    let type = state.table.type
    for index in 0..<state.count {
      let message = state.message(index)
      let place = makeKey(message, type)
      let key = state.keys[index]
      // The key may be of a former identity; its place is the same.
      let length = key.starts(with: self.key[..<place]) ? place : key.count
      if type.new == RTM.newLink { devices.relearn(message) }
      store.set(key, placeLength: length, tag: state.table.rawValue, message)
      sink.event(event(.new, type, nil, nil, isInitial: true), key, message, old: message)
    }
    certain.insert(state.table)
  }
}
