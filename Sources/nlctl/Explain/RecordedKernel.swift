import Explain
import Glibc
import NetlinkCore
import Rtnetlink
import NetlinkWire

/// Answers from a recording in the place of the kernel: `--from`.
///
/// Dumps and questions are answered by what the recording held at its end; filters are left to the program,
/// which checks every selector again.
final class RecordedKernel: Host {
  /// What is wrong with the recording, and what was asked for in vain.
  struct Report {
    var damages: [String] = []
    var missing: [String] = []
  }

  private struct State: ~Copyable {
    var tables: RecordedTables
    var report = Report()
  }

  private let state: Guarded<State>

  /// Reads the recording.
  init(_ file: String) throws(Failure) {
    let name = file == "-" ? "standard input" : file
    let input = try Input(file)
    var sink = Sink(name)
    var recording = Recording()
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while !recording.isOver {
      let count = try input.read(into: &chunk, name)
      if count == 0 { break }
      recording.feed(chunk.raw.slice(at: 0, length: count), &sink)
    }
    recording.finish(&sink)
    let damages = sink.damages
    state = Guarded(State(tables: sink.tables, report: Report(damages: damages)))
  }

  private struct Sink: RecordingSink, ~Copyable {
    var tables = RecordedTables()
    var damages: [String] = []
    private let name: String
    /// The first namespace of a recording is the one that is shown.
    private static let most = 16

    init(_ name: String) { self.name = name }

    mutating func datagram(_ bytes: RawSpan, _ envelope: Envelope) {
      guard envelope.netlinkProtocol == 0, envelope.namespace == 0 else { return }
      var messages = Messages(bytes)
      while let message = messages.next() { tables.apply(message, envelope) }
    }

    mutating func damage(_ offset: UInt64, _ why: String) {
      if damages.count < Sink.most { damages.append("\(name): byte \(offset): \(why)") }
    }
  }

  /// Says what is wrong; the status that follows.
  func finish(_ status: ExitStatus, isQuiet: Bool) -> ExitStatus {
    let report = state.withLock { $0.report }
    for damage in report.damages { Diagnostics.complain(damage) }
    if !isQuiet { for missing in report.missing { Diagnostics.complain(missing) } }
    if !report.damages.isEmpty { return status == .answered ? .failed : status }
    return report.missing.isEmpty ? status : max(status, .incomplete)
  }

  func open(_ protocolNumber: Int32) throws(OpenFailure) -> Endpoint { .substitute(RecordedSocket(self)) }
  func namespace() -> UInt64? { 1 }
  func process() -> Int32 { getpid() }
  func contents(of path: String) -> [UInt8]? { nil }

  /// The datagrams that answer a request.
  func answers(to request: borrowing Message, port: UInt32) -> [[UInt8]] {
    var replies = Replies(sequence: request.sequence, port: port)
    guard request.type & 3 == 2, request.type >= RTM.getLink else {
      replies.acknowledge(request.bytes, 0)
      return replies.datagrams
    }
    state.withLock { state in
      if request.flags & MessageFlag.dump == MessageFlag.dump {
        if !state.tables.isKnown(request) { state.report.note(request) }
        state.tables.dump(request) { replies.add($0, isMulti: true) }
        replies.done()
      } else if let answer = state.tables.answer(request) {
        replies.add(answer.raw, isMulti: false)
        if request.flags & MessageFlag.acknowledge != 0 { replies.acknowledge(request.bytes, 0) }
      } else {
        replies.acknowledge(
          request.bytes, -(request.type == RTM.getLink ? Errno.noDevice : Errno.noEntry))
      }
    }
    return replies.datagrams
  }
}

extension RecordedKernel.Report {
  /// Notes that a table was asked for that the recording has not whole.
  fileprivate mutating func note(_ request: borrowing Message) {
    let names: [UInt16: String] = [
      18: "links", 22: "addresses", 26: "routes", 30: "neighbours", 34: "rules", 106: "next hops",
      118: "buckets",
    ]
    let family = request.payload.byteCount > 0 ? request.payload.u8(at: 0) : 0
    let families: [UInt8: String] = [2: " of inet", 10: " of inet6", 7: " of bridges", 28: " of mpls"]
    let what = (names[request.type] ?? "messages of type \(request.type)") + (families[family] ?? "")
    let line = "the recording has no whole dump of \(what)"
    if !missing.contains(line) { missing.append(line) }
  }
}

/// Answers in the making: datagrams of at most 32 KiB.
private struct Replies {
  let sequence: UInt32
  let port: UInt32
  private(set) var datagrams: [[UInt8]] = []

  init(sequence: UInt32, port: UInt32) {
    self.sequence = sequence
    self.port = port
  }

  /// Adds a recorded message as an answer to this request.
  mutating func add(_ message: RawSpan, isMulti: Bool) {
    let count = datagrams.last?.count ?? 0
    if datagrams.isEmpty || count + message.byteCount > 32 << 10 { datagrams.append([]) }
    let last = datagrams.count - 1
    let start = datagrams[last].count
    datagrams[last].append(message)
    while datagrams[last].count % 4 != 0 { datagrams[last].append(0) }
    // NLM_F_MULTI; an interruption was of another dump.
    datagrams[last][start + 6] = datagrams[last][start + 6] & ~0x12 | (isMulti ? 2 : 0)
    set(sequence, at: start + 8)
    set(port, at: start + 12)
  }

  mutating func done() { datagrams.append(header(3, 2, 20) + octets(0)) }

  mutating func acknowledge(_ request: RawSpan, _ error: Int32) {
    datagrams.append(
      header(2, 0x100, 36) + octets(UInt32(bitPattern: error)) + request.slice(at: 0, length: 16).array)
  }

  private mutating func set(_ value: UInt32, at offset: Int) {
    for (index, byte) in octets(value).enumerated() { datagrams[datagrams.count - 1][offset + index] = byte }
  }

  private func header(_ type: UInt16, _ flags: UInt16, _ length: UInt32) -> [UInt8] {
    octets(length) + octets(UInt32(type) | UInt32(flags) << 16) + octets(sequence) + octets(port)
  }

  private func octets(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
  }
}

/// A socket whose kernel is a recording.
private final class RecordedSocket: Transport {
  private let kernel: RecordedKernel
  private let queue = Guarded<[[UInt8]]>([])
  let portID: UInt32 = 1
  var descriptor: Int32 { -1 }

  init(_ kernel: RecordedKernel) { self.kernel = kernel }

  func prime() {}
  func setOption(_ level: Int32, _ name: Int32, _ value: Int32) -> Int32 { 0 }
  func option(_ level: Int32, _ name: Int32) -> Int32? { 1 << 20 }
  func drops() -> UInt32? { 0 }

  func send(_ bytes: RawSpan) -> Int32 {
    var messages = Messages(bytes)
    while let message = messages.next() {
      let answers = kernel.answers(to: message, port: portID)
      queue.withLock { $0 += answers }
    }
    return 0
  }

  func receive(into memory: inout MutableRawSpan) -> Received {
    var received = Received()
    guard let datagram = queue.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else {
      received.error = EAGAIN
      return received
    }
    received.length = datagram.count
    received.isTruncated = datagram.count > memory.byteCount
    for offset in 0..<min(datagram.count, memory.byteCount) {
      memory.storeBytes(of: datagram[offset], toByteOffset: offset, as: UInt8.self)
    }
    return received
  }

  func wait(_ milliseconds: Int, _ first: Cancellation?, _ second: Cancellation?) -> Wakeup {
    queue.withLock { $0.isEmpty } ? .timedOut : .ready
  }
}
