import NetlinkWire

extension NetlinkClient {
  /// Sends a request and waits for its reply and acknowledgement.
  ///
  /// It runs on a channel of its own, so that notifications are neither lost nor taken for replies. Where the kernel
  /// refuses the request for an attribute that it does not know (EINVAL), `simpler` is sent instead: a kernel that
  /// checks strictly refuses attributes it does not know, so give a simpler request beside one that not every kernel
  /// knows.
  ///
  /// Blocks while the kernel owes the answer, until the deadline at most; `options.patience` bounds each wait. Throws
  /// the kernel's refusal with its words, or `.outcomeUnknown` where the answer was lost and the request is not
  /// idempotent. A request that is not sent yet when it is cancelled or its deadline passes is not sent (`.cancelled`,
  /// `.timedOut`); of a change that was sent the outcome is unknown (`.outcomeUnknown`). OVS: `nl_transact`.
  @discardableResult
  public func transact(
    _ request: Request, orElse simpler: Request? = nil, until deadline: Deadline = .never
  ) throws(NetlinkError) -> Reply {
    try ask(request, orElse: simpler) { (request) throws(NetlinkError) in
      let results = transactAll([request], until: deadline)
      guard let result = results.first else { return Reply() }
      return try result.get()
    }
  }

  /// Sends requests in batches and waits for all their answers, which stand in the requests' order. A refusal of one
  /// does not stop the others; each has the error that `transact` would throw. Blocks as `transact`; the deadline holds
  /// for all together. OVS: `nl_transact_multiple`.
  public func transactAll(
    _ requests: [Request], until deadline: Deadline = .never
  ) -> [Result<Reply, NetlinkError>] {
    guard !requests.isEmpty else { return [] }
    let deadline = min(deadline, self.deadline)
    do throws(NetlinkError) {
      if cancellation.isCancelled { throw .cancelled(.transact) }
      if deadline.isPast { throw .timedOut(.transact) }
      let key = pool.key(netlinkProtocol, options)
      var channel = try pool.lease(netlinkProtocol, options)
      let room = channel.capabilities.receiveBufferSize
      let transactor = Transactor(
        netlinkProtocol, requests, options, cancellation, room: room, until: deadline)
      let (results, isClean) = transactor.run(&channel)
      if isClean { pool.park(channel, key) }
      if netlinkProtocol == .generic {
        for (request, result) in zip(requests, results) {
          if case .failure(let error) = result, error.errno == Errno.noEntry { forgetFamily(request.type) }
        }
      }
      return results
    } catch {
      return requests.map { .failure($0.explain(error)) }
    }
  }
}
