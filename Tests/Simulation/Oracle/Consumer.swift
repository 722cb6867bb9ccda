import NetlinkCore
import NetlinkMirror
import Rtnetlink
import NetlinkWire

/// A consumer of events that keeps what they say by their keys, and finds fault with any that cannot have been.
final class Consumer {
  /// An object as it was told last.
  struct Known {
    let place: [UInt8]
    let state: Registry.State
    /// The names of the devices that it speaks of, as they were then.
    let names: [String]
    /// The earliest moment at which it can have been so.
    let moment: Int
  }

  private let kernel: SimulatedKernel
  private(set) var objects: [[UInt8]: Known] = [:]
  /// The first thing that was wrong.
  private(set) var fault: String?
  private var lastTime = StreamTime(microsecondsSince1970: 0)
  private var devices: [Int32?: Devices] = [:]
  /// When an object of a key was last gone.
  private var goneAt: [[UInt8]: Int] = [:]
  private(set) var count = 0

  init(_ kernel: SimulatedKernel) { self.kernel = kernel }

  func find(fault text: @autoclosure () -> String) {
    guard fault == nil else { return }
    fault = text()
    kernel.say("FAULT: \(fault ?? "")")
  }

  func follow(_ id: Int32?, _ devices: Devices?) { self.devices[id] = devices }

  /// Whether times go forward.
  func see(_ time: StreamTime) {
    if time < lastTime {
      find(fault: "time goes back from \(lastTime.microsecondsSince1970) to \(time.microsecondsSince1970)")
    }
    lastTime = max(time, lastTime)
  }

  func take(_ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message) {
    count += 1
    see(event.time)
    let bytes = message.bytes.array
    // Made only where somebody reads it: most of the time of a run would go there.
    func text() -> String { "\(event.kind.word) \(String(decoding: key, as: UTF8.self))" }
    kernel.say(
      "    told: \(text())\(event.cause.map { " (\($0))" } ?? "")\(event.origin == nil ? "" : ", by notification")"
    )
    var place = event.namespaceID.map { Array("nsid/\($0)/".utf8) } ?? []
    Registry.appendPlace(of: event.kind == .delete ? old.bytes.array : bytes, to: &place)
    let known = objects[key]
    switch event.kind {
    case .new, .append, .replace: if known != nil { find(fault: "\(text()): it is known already") }
    case .change, .delete:
      guard let known else { return find(fault: "\(text()): it is not known") }
      let before = old.bytes.array
      if known.state.message != before, known.state.core != Canonical.state(of: before).core {
        find(fault: "\(text()): the old state is not what was told")
      }
    }
    if event.kind == .delete {
      objects[key] = nil
      goneAt[key] = momentOfAbsence(known, place, text())
      return
    }
    let state = Canonical.state(of: bytes)
    checkOrder(event, bytes, text())
    let names = names(bytes, event.namespaceID)
    if let known, known.state.core == state.core, known.place == place {
      // Hops of IPv6 in another order are another message.
      if known.state == state, known.names == names, event.former == nil, !Canonical.isJoinable(bytes) {
        find(fault: "\(text()): nothing has changed")
      }
      objects[key] = Known(place: place, state: state, names: names, moment: known.moment)
      return
    }
    let earliest = hasOrder(bytes) ? known?.moment ?? goneAt[key] ?? 0 : 0
    let phases = kernel.registry.histories[place] ?? []
    guard
      let index = phases.indices.first(where: { index in
        (index + 1 == phases.count || phases[index + 1].since > earliest)
          && phases[index].states.contains { $0.core == state.core }
      })
    else {
      objects[key] = Known(place: place, state: state, names: names, moment: earliest)
      return find(fault: "\(text()): never was so, or not after what was told before")
    }
    objects[key] = Known(
      place: place, state: state, names: names, moment: max(earliest, phases[index].since))
  }

  /// Whether, after a loss, links are told before what names them.
  private func checkOrder(_ event: Event, _ bytes: [UInt8], _ text: @autoclosure () -> String) {
    guard event.cause.map({ "\($0)" }) == "overflow", event.type.new != MessageType.newLink else { return }
    let prefix = event.namespaceID.map { "nsid/\($0)/" } ?? ""
    for device in Canonical.devices(in: bytes)
    where device != 0 && objects[Array("\(prefix)link/\(device)".utf8)] == nil {
      find(fault: "\(text()): it names link \(device), which is not told yet")
    }
  }

  /// Whether what is told of an object must be in the order of its history. Where notifications come late a dump
  /// may be ahead of them, and nobody can know.
  private func hasOrder(_ bytes: [UInt8]) -> Bool {
    kernel.knobs.lateness == 0 || FollowerRun.table(of: bytes) != .bridgeNeighbours
  }

  /// When an object that is told to be gone can have been gone.
  private func momentOfAbsence(_ known: Known?, _ place: [UInt8], _ text: @autoclosure () -> String) -> Int {
    guard let known, hasOrder(known.state.message) else { return 0 }
    let phases = kernel.registry.histories[place] ?? []
    let isJoinable = Canonical.isJoinable(known.state.message)
    // How many of the kind were told; one of them is gone already.
    let rest = objects.values.count { other in
      other.place == place && Canonical.isJoinable(other.state.message) == isJoinable
    }
    let phase = phases.indices.first { index in
      guard index + 1 == phases.count || phases[index + 1].since > known.moment else { return false }
      let states = phases[index].states
      if Canonical.isIPv6Route(known.state.message), !isJoinable {
        // Of alternatives that are not joined, one that says the same has to be gone.
        let same = objects.values.count { $0.place == place && $0.state.core == known.state.core }
        return states.count { $0.core == known.state.core } <= same
      }
      return states.count { Canonical.isJoinable($0.message) == isJoinable } <= rest
    }
    guard let phase else {
      find(fault: "\(text()): it never went")
      return known.moment
    }
    return max(known.moment, phases[phase].since)
  }

  private func names(_ bytes: [UInt8], _ id: Int32?) -> [String] {
    guard let devices = devices[id] else { return [] }
    return Canonical.devices(in: bytes).map { index in
      index == 0 ? "" : String(decoding: devices.interfaces.name(of: index).array, as: UTF8.self)
    }
  }

  /// Compares what is known with what the kernel has, now that all is quiet.
  func compare(_ shows: (Registry.State) -> Bool) {
    var told: [[UInt8]: [Known]] = [:]
    for known in objects.values { told[known.place, default: []].append(known) }
    for (place, states) in kernel.registry.objects {
      var known = told.removeValue(forKey: place) ?? []
      for state in states where shows(state) {
        guard let index = known.firstIndex(where: { $0.state == state }) else {
          find(fault: "in the end \(String(decoding: place, as: UTF8.self)) is not known, or not as it is")
          continue
        }
        let names = kernelNames(state.message, place)
        if zip(names, known[index].names).contains(where: { $0 != nil && $0 != $1 }) {
          find(
            fault:
              "in the end \(String(decoding: place, as: UTF8.self)) is known by other names: \(known[index].names), not \(names)"
          )
        }
        known.remove(at: index)
      }
      if known.contains(where: { shows($0.state) }) {
        find(
          fault:
            "in the end \(String(decoding: place, as: UTF8.self)) is known \(known.count) times too often")
      }
    }
    for (place, known) in told where known.contains(where: { shows($0.state) }) {
      find(fault: "in the end \(String(decoding: place, as: UTF8.self)) is known and is not there")
    }
  }

  /// The names of the devices that an object speaks of; nil for one that is none.
  private func kernelNames(_ message: [UInt8], _ place: [UInt8]) -> [String?] {
    var namespace = kernel.home
    for (id, number) in kernel.ids where place.starts(with: "nsid/\(id)/".utf8) {
      namespace = kernel.namespaces[number]
    }
    return Canonical.devices(in: message).map { $0 == 0 ? "" : namespace.link($0)?.name }
  }
}

/// What a follower tells, given to a consumer.
struct ConsumerSink: EventSink, ~Copyable {
  let consumer: Consumer
  let kernel: SimulatedKernel
  var isDone: Bool { consumer.fault != nil }
  var deadline: Int? { nil }

  mutating func event(_ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message) {
    consumer.take(event, key, message, old: old)
  }
  mutating func unknown(
    _ message: borrowing Message, _ origin: Event.Origin, _ namespaceID: Int32?, at time: StreamTime
  ) {
    consumer.see(time)
  }
  mutating func remark(_ remark: Remark, at time: StreamTime) {
    consumer.see(time)
    if remark != .idle { kernel.say("    remark: \(remark)") }
  }
  mutating func follows(_ namespaceID: Int32?, _ devices: Devices?, _ place: NamespacePlace?) {
    consumer.follow(namespaceID, devices)
  }
}
