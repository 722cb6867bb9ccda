public import NetlinkCore
internal import NetlinkWire
internal import Rtnetlink

/// The objects that a filter chooses, as they come, for tasks. What `AsyncDump` promises holds for it, too. Unlike a
/// list it does not hold the table, and does not read a table again that changed under way: `status` then says so.
///
/// Thread-safe; an iterator belongs to one task. OVS: none.
public struct AsyncObjects<Filter: ObjectFilter>: AsyncSequence, Sendable {
  /// An object that owns its message.
  public typealias Element = Filter.Object
  /// What the dump may end with.
  public typealias Failure = NetlinkError

  private let filter: Filter
  private let owner: Owner<Batch>
  private let ended: AsyncStatus

  init(_ client: NetlinkClient, _ filter: Filter, until deadline: Deadline) {
    let lateness = NetlinkError.timedOut(.dump)
    let handoff = Handoff<Batch>(
      limit: AsyncDump.limit, until: deadline, lateness: filter.requests.first?.explain(lateness) ?? lateness)
    let ended = AsyncStatus()
    self.filter = filter
    owner = Owner(handoff)
    self.ended = ended
    owner.start { () throws(NetlinkError) in
      let names = try DeviceNames(of: client, until: deadline)
      var refusal: NetlinkError?
      for request in filter.requests {
        do throws(NetlinkError) {
          ended.add(try client.feed(request, names, to: handoff, until: deadline))
        } catch {
          guard error.isAbsence else { throw error }
          refusal = error
        }
        if handoff.isCancelled { return }
      }
      if ended.value == nil, let refusal { throw refusal }
    }
  }

  /// How the dumps that have ended so far did; nil where none has, or the first failed.
  public var status: DumpStatus? { ended.value }

  /// A reader for one task.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(messages: AsyncDump.AsyncIterator(owner: owner), filter: filter)
  }

  /// One task's reader.
  public struct AsyncIterator: AsyncIteratorProtocol {
    var messages: AsyncDump.AsyncIterator
    let filter: Filter

    /// The next object; nil at the end. Suspends while the kernel has yet to answer. Throws what the dump ended with.
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(NetlinkError) -> Filter.Object? {
      while let (message, names) = try await messages.nextWithNames(isolation: actor) {
        guard let object = NetlinkObject(message, names), let typed = Filter.Object(object),
          filter.includes(typed)
        else { continue }
        return typed
      }
      return nil
    }

    /// The next object; nil at the end. Throws what the dump ended with.
    public mutating func next() async throws(NetlinkError) -> Filter.Object? {
      try await next(isolation: nil)
    }
  }
}
