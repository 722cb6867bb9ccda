import NetlinkCore
import NetlinkWire

/// A network namespace of the simulated kernel: its tables, and what is still to be done under its lock.
final class Namespace {
  unowned let kernel: SimulatedKernel
  let number: Int
  /// The id that the first namespace has for it; nil for the first.
  var id: Int32?

  /// By index.
  var links: [Link] = []
  /// By device, in the order in which they were added.
  var addresses: [Address] = []
  /// In the order of a dump of each table, table by table in the order of their making.
  var routes4: [Route4] = []
  /// The tables of IPv4, in the order of a dump.
  var tables4: [UInt32] = [RouteNumber.main, RouteNumber.local]
  /// In the order of a dump.
  var routes6: [Route6] = []
  var rules: [Rule] = []
  /// By id.
  var nextHops: [NextHop] = []
  var neighbours: [Neighbour] = []
  /// In the order of a dump.
  var stations: [Station] = []

  /// Changes when a link is added, deleted or renamed. The kernel's `dev_base_seq`.
  var linkSequence: UInt32 = 1
  var addressSequence4: UInt32 = 1
  var addressSequence6: UInt32 = 1
  var nextHopSequence: UInt32 = 1
  /// Changes where a walk through the IPv6 routes has to begin anew. The kernel's `fn_sernum`.
  var treeNumber: UInt32 = 1

  /// What follows from the last change and happens before its lock is free.
  private var effects: [(Namespace) -> Void] = []

  init(_ kernel: SimulatedKernel, _ number: Int) {
    self.kernel = kernel
    self.number = number
  }

  /// What keys of its objects begin with.
  var prefix: [UInt8] { id.map { Array("nsid/\($0)/".utf8) } ?? [] }

  /// Puts in what every namespace has: the loopback device and the first rules.
  func begin() {
    let log = kernel.log
    kernel.log = nil
    defer { kernel.log = log }
    addLink("lo", index: 1)
    for family in [Family.inet, Family.inet6] {
      addRule(Rule(family: family, priority: 0, table: RouteNumber.local, flags: RuleAttribute.permanent))
      addRule(Rule(family: family, priority: 32_766, table: RouteNumber.main))
    }
  }

  /// Takes everything away, as the kernel does when the last user goes; nobody is told.
  func end() {
    finish()
    for serial in serials { kernel.registry.remove(serial) }
    links = []
    addresses = []
    routes4 = []
    routes6 = []
    rules = []
    nextHops = []
    neighbours = []
    stations = []
  }

  private var serials: [Int] {
    links.map(\.serial) + addresses.map(\.serial) + routes4.map(\.serial) + routes6.map(\.serial)
      + rules.map(\.serial) + nextHops.map(\.serial) + neighbours.map(\.serial) + stations.map(\.serial)
  }

  // MARK: Effects under the lock

  /// Does something later, but before the lock is free.
  func later(_ effect: @escaping (Namespace) -> Void) { effects.append(effect) }

  /// Whether something is still to be done under the lock.
  var isBusy: Bool { !effects.isEmpty }

  /// Does the next of what is still to be done.
  func finishOne() {
    guard !effects.isEmpty else { return }
    let effect = effects.removeFirst()
    effect(self)
  }

  /// Does all that is still to be done: whoever waits for the lock waits for that.
  func finish() { while !effects.isEmpty { finishOne() } }

  // MARK: Telling

  /// Tells the members of a group of an object, which `write` writes.
  func tell(
    _ group: UInt32, _ type: UInt16, flags: UInt16 = 0, mayBeLate: Bool = false,
    _ write: (UInt16, Header, inout MessageWriter) -> Void
  ) {
    var writer = MessageWriter()
    write(type, Header(flags: flags), &writer)
    kernel.notify(self, group, writer.bytes, mayBeLate: mayBeLate)
  }

  /// Takes note of what an object is now.
  func note(_ serial: Int, _ type: UInt16, _ write: (UInt16, Header, inout MessageWriter) -> Void) {
    var writer = MessageWriter()
    write(type, Header(), &writer)
    kernel.registry.set(serial, prefix, writer.bytes)
  }

  /// Takes note that an object is gone.
  func forget(_ serial: Int) { kernel.registry.remove(serial) }

  func say(_ text: @autoclosure () -> String) {
    kernel.say(number == 0 ? text() : "in namespace \(number): \(text())")
  }

  /// The number whose change a dump of that kind is flagged for; 0 where none is.
  func sequence(of walk: any TableWalk) -> UInt32 {
    switch walk {
    case is LinkWalk: linkSequence
    case let walk as AddressWalk:
      linkSequence &+ (walk.family == Family.inet ? addressSequence4 : addressSequence6)
    case is NextHopWalk: nextHopSequence
    default: 0
    }
  }

  // MARK: Questions

  /// Answers a question about one object; an error number where there is none.
  func answer(_ message: borrowing Message, _ header: Header, to writer: inout MessageWriter) -> Int32 {
    let payload = message.payload
    switch message.type {
    case MessageType.getLink:
      finish()
      guard payload.byteCount >= 16 else { return ErrorCode.invalid }
      let index = payload.u32(at: 4)
      let attributes = payload.slice(at: 16, length: payload.byteCount - 16)
      let name = String(decoding: attributes.attribute(LinkAttribute.name).untilNUL.array, as: UTF8.self)
      guard let link = links.first(where: { index != 0 ? $0.index == index : $0.name == name }) else {
        return ErrorCode.noDevice
      }
      write(link, MessageType.newLink, header, isAnswer: true, to: &writer)
      return 0
    case MessageType.getNextHop:
      finish()
      guard payload.byteCount >= 8 else { return ErrorCode.invalid }
      let attributes = payload.slice(at: 8, length: payload.byteCount - 8)
      let id = attributes.attribute(NextHopAttribute.id)
      guard id.byteCount == 4, let hop = nextHops.first(where: { $0.id == id.u32(at: 0) }) else {
        return ErrorCode.noEntry
      }
      write(hop, MessageType.newNextHop, header, to: &writer)
      return 0
    default: return ErrorCode.notSupported
    }
  }
}
