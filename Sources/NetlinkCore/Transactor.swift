import NetlinkWire

/// Runs requests over one channel: sends them in batches, gives each reply to its request, and sends a request again
/// where its answer was lost and it is idempotent.
struct Transactor: ~Copyable {
  /// One request and what became of it.
  struct Exchange {
    enum Progress: Equatable { case unsent, sent, answered }

    let request: Request
    var progress = Progress.unsent
    var reply = Reply()
    /// Whether the last message of the reply said that more follow.
    var isPartial = false
    /// What the request ended with; nil for success.
    var error: NetlinkError?
    /// Its sequence number.
    var number: UInt32 = 0
    /// The length of an answer that did not fit; 0 where all did.
    var needed = 0

    /// Whether the reply lacks an answer that did not fit.
    var isCut: Bool { needed > 0 && (reply.count == 0 || isPartial) }

    /// What the client's caller gets.
    var result: Result<Reply, NetlinkError> {
      if let error { return .failure(request.explain(error)) }
      return .success(reply)
    }
  }

  let netlinkProtocol: NetlinkProtocol
  let options: NetlinkSocket.Options
  let cancellation: Cancellation
  let deadline: Deadline
  /// In the order of the requests.
  var exchanges: [Exchange]
  /// How many requests a batch may have; halved after each loss.
  var limit: Int
  var buffer = ReceiveBuffer()
  /// Whether something of this batch was lost.
  var isLossy = false
  /// Whether nothing went wrong on the channel itself.
  var isClean = true

  /// After so many lossy batches in a row without a single answer, the run is given up.
  static let patience = 5
  /// How many bytes a batch may have: it is sent as one datagram, and more than a page brings no gain.
  static let batchBytes = 4096 - 512

  init(
    _ netlinkProtocol: NetlinkProtocol, _ requests: [Request], _ options: NetlinkSocket.Options,
    _ cancellation: Cancellation, room: Int, until deadline: Deadline
  ) {
    self.netlinkProtocol = netlinkProtocol
    self.options = options
    self.cancellation = cancellation
    self.deadline = deadline
    exchanges = requests.map { Exchange(request: $0) }
    limit = max(1, min(128, room / 4096))
  }

  /// Runs all requests, in order.
  consuming func run(_ channel: inout Channel) -> (results: [Result<Reply, NetlinkError>], isClean: Bool) {
    var fruitless = 0
    while let batch = nextBatch() {
      if cancellation.isCancelled { abort(.cancelled(.transact)) }
      if deadline.isPast { abort(.timedOut(.transact)) }
      if unanswered == 0 { break }
      let before = unanswered
      send(batch, &channel)
      guard collect(batch, &channel) else { break }
      if isLossy {
        settle(batch)
        limit = max(1, limit / 2)
        fruitless = unanswered < before ? 0 : fruitless + 1
        if fruitless >= Transactor.patience { abort(.overflow(.transact)) }
      }
    }
    return (exchanges.map { $0.result }, isClean)
  }

  var unanswered: Int { exchanges.count { $0.progress != .answered } }

  /// The next requests to go out together: the first always, others while they fit.
  func nextBatch() -> [Int]? {
    guard let first = exchanges.firstIndex(where: { $0.progress == .unsent }) else { return nil }
    var batch: [Int] = []
    var size = 0
    for index in first..<exchanges.count where exchanges[index].progress == .unsent {
      let length = Framing.aligned(exchanges[index].request.bytes.count)
      if !batch.isEmpty, size + length > Transactor.batchBytes { break }
      size += length
      batch.append(index)
      if batch.count == limit { break }
    }
    return batch
  }

  /// Sends a batch. A request that cannot be sent ends with the reason; the others go on.
  mutating func send(_ batch: [Int], _ channel: inout Channel) {
    isLossy = false
    var number = channel.sequences(batch.count)
    var bytes: [UInt8] = []
    for index in batch {
      exchanges[index].number = number
      exchanges[index].reply = Reply()
      exchanges[index].isPartial = false
      exchanges[index].needed = 0
      do throws(NetlinkError) {
        bytes += try exchanges[index].request.sealed(
          adding: MessageFlag.acknowledge, sequence: number, portID: channel.portID,
          to: netlinkProtocol, for: .transact)
        bytes.pad()
        exchanges[index].progress = .sent
      } catch {
        answer(index, error)
      }
      number += 1
    }
    guard !bytes.isEmpty else { return }
    let error = channel.endpoint.send(bytes)
    guard error != 0 else { return }
    isClean = false
    for index in batch where exchanges[index].progress == .sent { answer(index, .system(.transact, error)) }
  }

  /// Receives until the batch is answered, or the rest of its answers is lost; false if the channel is of no more use.
  mutating func collect(_ batch: [Int], _ channel: inout Channel) -> Bool {
    while batch.contains(where: { exchanges[$0].progress == .sent }) {
      switch channel.receive(into: &buffer) {
      case .datagram: sort(batch, channel.portID)
      // The kernel does not report further losses until the queue has been read to its end.
      case .overflow: lose()
      case .wouldBlock:
        if isLossy { return true }
        switch channel.endpoint.transport.wait(
          deadline.left(atMost: options.patienceMilliseconds), cancellation, nil)
        {
        case .ready: continue
        case .timedOut where deadline.isPast: return forsake(.timedOut(.transact))
        case .timedOut: return giveUp(.stalled(.transact))
        case .cancelled: return forsake(.cancelled(.transact))
        case .failed(let errno): return giveUp(.system(.transact, errno))
        }
      case .truncated(let length, let sequence):
        buffer.grow(to: length)
        if let index = batch.first(where: { exchanges[$0].number == sequence }) {
          exchanges[index].needed = max(exchanges[index].needed, length)
        }
        lose()
      case .malformed: return giveUp(.malformed(.transact))
      case .failed(let errno): return giveUp(.system(.transact, errno))
      }
    }
    return true
  }
}
