public import NetlinkCore
internal import NetlinkWire
internal import Rtnetlink

/// Messages of a dump that are handed over together, and the names of the devices.
struct Batch: Sendable {
  let bytes: [UInt8]
  let names: DeviceNames
}

/// How a dump that tasks read has ended.
final class AsyncStatus: Sendable {
  private let status = Guarded<DumpStatus?>(nil)
  var value: DumpStatus? { status.withLock { $0 } }
  func set(_ value: DumpStatus) { status.withLock { $0 = value } }

  /// Takes the end of one of several dumps.
  func add(_ other: DumpStatus) {
    status.withLock { status in
      guard var both = status else { return status = other }
      both.isComplete = both.isComplete && other.isComplete
      both.isInterrupted = both.isInterrupted || other.isInterrupted
      both.isDisturbed = both.isDisturbed || other.isDisturbed
      both.witnessError = both.witnessError ?? other.witnessError
      both.isFiltered = both.isFiltered && other.isFiltered
      status = both
    }
  }
}

/// The messages of a dump, for tasks: a thread of its own receives, and no thread of the cooperative pool waits.
///
/// Several tasks may read one dump, each with an iterator of its own: together they get every message once. The dump
/// begins when the sequence is made. It ends when its last sequence and iterator are gone, or as soon as a task is
/// cancelled that waits for one of its messages or asks for one: for all readers, with `.cancelled`. They are resumed at
/// once; the thread and its channel go once the kernel lets the thread go, should it be inside a system call. At most
/// half a mebibyte waits to be read; then the thread waits. The network namespace is that of the thread that makes it, or
/// of the client. Thread-safe; an iterator belongs to one task. OVS: none.
public struct AsyncDump: AsyncSequence, Sendable {
  /// A message that owns its bytes.
  public typealias Element = OwnedMessage
  /// What the dump may end with.
  public typealias Failure = NetlinkError

  static let limit = 512 << 10

  let owner: Owner<Batch>
  private let ended: AsyncStatus

  init(_ client: NetlinkClient, _ request: Request, until deadline: Deadline) {
    let handoff = Handoff<Batch>(
      limit: AsyncDump.limit, until: deadline, lateness: request.explain(.timedOut(.dump)))
    let ended = AsyncStatus()
    owner = Owner(handoff)
    self.ended = ended
    owner.start { () throws(NetlinkError) in
      ended.set(try client.feed(request, .none, to: handoff, until: deadline))
    }
  }

  /// How the dump ended; nil while it has not, and where it failed.
  public var status: DumpStatus? { ended.value }

  /// A reader for one task.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(owner: owner) }

  /// One task's reader. Messages that it has taken and not handed out are lost when it goes.
  public struct AsyncIterator: AsyncIteratorProtocol {
    let owner: Owner<Batch>
    private var batch = Batch(bytes: [], names: .none)
    private var offset = 0

    init(owner: Owner<Batch>) { self.owner = owner }

    /// The next message; nil at the end. Suspends while the kernel has yet to answer. Throws what the dump ended with.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws(NetlinkError)
      -> OwnedMessage?
    {
      try await nextWithNames(isolation: actor)?.message
    }

    /// The next message; nil at the end. Throws what the dump ended with.
    public mutating func next() async throws(NetlinkError) -> OwnedMessage? { try await next(isolation: nil) }

    mutating func nextWithNames(
      isolation actor: isolated (any Actor)?
    ) async throws(NetlinkError) -> (message: OwnedMessage, names: DeviceNames)? {
      while true {
        // A cancelled task gets nothing more, not even what it has taken already.
        if Task.isCancelled, offset < batch.bytes.count {
          batch = Batch(bytes: [], names: .none)
          owner.handoff.cancel(losesTaken: true)
        }
        if let message = take() { return (message, batch.names) }
        guard let batch = try await owner.handoff.next(isolation: actor) else { return nil }
        self.batch = batch
        offset = 0
      }
    }

    private mutating func take() -> OwnedMessage? {
      guard let (message, end) = AsyncIterator.message(in: batch.bytes, at: offset) else { return nil }
      offset = end
      return message
    }

    private static func message(in bytes: [UInt8], at offset: Int) -> (OwnedMessage, end: Int)? {
      guard offset < bytes.count else { return nil }
      var messages = Messages(bytes.raw.slice(at: offset, length: bytes.count - offset))
      guard let owned = messages.next()?.owned else { return nil }
      return (owned, bytes.count - messages.remainingByteCount)
    }
  }
}

extension NetlinkClient {
  /// Starts a dump for tasks to read. Never throws and never blocks; a failure is thrown to the readers, `.timedOut`
  /// where the deadline passed. OVS: none.
  public func messages(of request: Request, until deadline: Deadline = .never) -> AsyncDump {
    AsyncDump(self, request, until: deadline)
  }

  /// Starts to read the objects that a filter chooses, for tasks. Never throws and never blocks; a failure is thrown
  /// to the readers, `.timedOut` where the deadline passed. OVS: none.
  public func objects<Filter: ObjectFilter>(
    matching filter: Filter, until deadline: Deadline = .never
  ) -> AsyncObjects<Filter> {
    AsyncObjects(self, filter, until: deadline)
  }

  /// Reads a dump on this thread and hands its datagrams on, until it ends or nobody wants more.
  func feed(
    _ request: Request, _ names: DeviceNames, to handoff: Handoff<Batch>, until deadline: Deadline
  ) throws(NetlinkError) -> DumpStatus {
    if handoff.isCancelled { throw handoff.cancelled }
    let dump = dump(request, until: deadline)
    handoff.onCancel { dump.cancel() }
    var cursor = dump.makeCursor()
    while cursor.receive() {
      let bytes = cursor.datagram.array
      guard handoff.put(Batch(bytes: bytes, names: names), cost: bytes.count) else { break }
    }
    return try dump.finish()
  }
}
