import NetlinkCore
import NetlinkWire

/// A kernel that keeps tables, answers dumps and questions, and tells of changes, all in one thread and in
/// simulated time.
final class SimulatedKernel: @unchecked Sendable {
  private struct Weakly { weak var socket: SimulatedSocket? }

  /// A notification that has yet to be queued.
  private struct Late {
    let due: Int
    let namespace: Int
    let group: UInt32
    let bytes: [UInt8]
  }

  let knobs: Knobs
  let registry = Registry()
  private(set) var namespaces: [Namespace] = []
  /// The namespace that the thread is in.
  var current = 0
  /// Runs where a real kernel may do other things: before each receive, in the middle of dumps above all.
  var interlude: (() -> Void)?
  private var isInInterlude = false
  /// Simulated time, in microseconds.
  private(set) var time = 1_000_000
  private var sockets: [Weakly] = []
  private var late: [Late] = []
  private var lastPort: UInt32 = 1_000
  private var lastSerial = 0
  private var random: Random
  /// The datagrams of all dumps; nil while nobody wants to know.
  var dumped: [[UInt8]]?
  /// What happened, for people; nil while nobody wants to read it.
  var log: [String]?
  /// The namespaces that the first has an id for, by that id.
  private(set) var ids: [Int32: Int] = [:]

  init(_ knobs: Knobs, seed: UInt64) {
    self.knobs = knobs
    random = Random(seed)
    namespaces = [Namespace(self, 0)]
  }

  /// The namespace that is followed.
  var home: Namespace { namespaces[0] }

  func serial() -> Int {
    lastSerial += 1
    return lastSerial
  }

  func say(_ text: @autoclosure () -> String) {
    if log != nil { log?.append("\(time / 1000) ms: \(text())") }
  }

  // MARK: Time

  /// Lets so many microseconds pass.
  func advance(_ microseconds: Int) {
    time += microseconds
    while let first = late.first, first.due <= time {
      late.removeFirst()
      deliver(first.namespace, first.group, first.bytes)
    }
  }

  /// Does what else a kernel does, once in a while.
  func pause() {
    advance(3)
    guard !isInInterlude else { return }
    isInInterlude = true
    interlude?()
    isInInterlude = false
  }

  // MARK: Notifications

  /// Queues a notification on every socket that wants it, now or, where no lock orders it, soon.
  func notify(_ namespace: Namespace, _ group: UInt32, _ bytes: [UInt8], mayBeLate: Bool = false) {
    if mayBeLate, knobs.lateness > 0 {
      let due = max(late.last?.due ?? 0, time + random.below(knobs.lateness))
      late.append(Late(due: due, namespace: namespace.number, group: group, bytes: bytes))
    } else {
      deliver(namespace.number, group, bytes)
    }
  }

  private func deliver(_ namespace: Int, _ group: UInt32, _ bytes: [UInt8]) {
    for holder in sockets {
      guard let socket = holder.socket, socket.groups & (1 << UInt64(group)) != 0 else { continue }
      if socket.namespace.number == namespace {
        socket.queue(bytes, group: group, from: nil)
      } else if socket.hearsAll, socket.namespace.number == 0, let id = id(of: namespace) {
        socket.queue(bytes, group: group, from: id)
      }
    }
  }

  /// Whether notifications are still to be queued.
  var hasLate: Bool { !late.isEmpty }

  /// Forgets a socket that was closed.
  func close() { sockets.removeAll { $0.socket == nil } }

  // MARK: Namespaces

  /// The id that the first namespace has for another.
  func id(of namespace: Int) -> Int32? { ids.first { $0.value == namespace }?.key }

  /// Makes a namespace that the first one has an id for.
  func addNamespace() {
    let namespace = Namespace(self, namespaces.count)
    var id: Int32 = 0
    while ids[id] != nil { id += 1 }
    namespace.id = id
    namespaces.append(namespace)
    ids[id] = namespace.number
    namespace.begin()
    say("namespace \(namespace.number) is new, with id \(id)")
    tellNamespace(id, MessageType.newNamespaceID)
  }

  /// Takes a namespace away, with all that is in it.
  func removeNamespace(_ id: Int32) {
    guard let number = ids[id] else { return }
    say("namespace \(number) with id \(id) goes")
    ids[id] = nil
    namespaces[number].end()
    tellNamespace(id, MessageType.deleteNamespaceID)
  }

  private func tellNamespace(_ id: Int32, _ type: UInt16) {
    var writer = MessageWriter()
    writeNamespace(id, type, Header(), to: &writer)
    deliver(0, Group.namespaceID, writer.bytes)
  }

  func writeNamespace(_ id: Int32, _ type: UInt16, _ header: Header, to writer: inout MessageWriter) {
    writer.begin(type, header)
    writer.u32(0)
    writer.attribute(NamespaceAttribute.id, u32: UInt32(bitPattern: id))
    writer.end()
  }
}

extension SimulatedKernel: Host {
  func open(_ protocolNumber: Int32) throws(OpenFailure) -> Endpoint {
    lastPort += 1
    let socket = SimulatedSocket(self, namespaces[current], portID: lastPort)
    sockets.append(Weakly(socket: socket))
    return .substitute(socket)
  }

  func namespace() -> UInt64? { UInt64(current + 1) }
  func process() -> Int32 { 1 }
  func now() -> Int { time / 1000 }
  func timeOfDay() -> StreamTime { StreamTime(microsecondsSince1970: 1_800_000_000_000_000 + Int64(time)) }
  func contents(of path: String) -> [UInt8]? {
    path.hasSuffix("/fib_triestat") ? namespaces[current].trieStatistics : nil
  }
}

/// What a message answers, and how.
struct Header {
  var flags: UInt16 = 0
  var sequence: UInt32 = 0
  var portID: UInt32 = 0
}

extension MessageWriter {
  mutating func begin(_ type: UInt16, _ header: Header) {
    begin(type, flags: header.flags, sequence: header.sequence, portID: header.portID)
  }
}
