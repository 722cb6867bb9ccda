package import NetlinkCore
internal import Rtnetlink
internal import NetlinkWire

/// A judge that is never disturbed: the witness only keeps the notifications.
private struct NoJudge: WitnessJudge {
  mutating func dumped(_ datagram: RawSpan) {}
  mutating func heard(_ message: borrowing Message) {}
  var isDisturbed: Bool { false }
}

// Tables that are too large to be held are shown as they come.
extension NetlinkClient {
  /// Dumps the routes of one family and shows them as they come, in datagrams of whole messages. Failure: the
  /// error that ended the dump.
  package func streamRoutes<Fault>(
    _ request: Request, _ family: UInt8, show: (RawSpan) throws(Fault) -> Void
  ) throws(Fault) -> Result<DumpStatus, NetlinkError> {
    family == Family.inet ? try streamIPv4Routes(request, show: show) : try streamTable(request, show: show)
  }

  /// Dumps a table once and shows it as it comes, in datagrams of whole messages. Failure: the error that
  /// ended the dump.
  private func streamTable<Fault>(
    _ request: Request, show: (RawSpan) throws(Fault) -> Void
  ) throws(Fault) -> Result<DumpStatus, NetlinkError> {
    var witness: DumpWitness?
    var witnessError: NetlinkError?
    do throws(NetlinkError) {
      witness = try request.witness.map { wanted throws(NetlinkError) in try DumpWitness(wanted, for: self) }
    } catch {
      witnessError = error
    }
    let dump = dump(request)
    var cursor = dump.makePrefetchingCursor()
    while let datagram = cursor.nextDatagram() {
      witness?.dumped(datagram)
      try show(datagram)
    }
    do throws(NetlinkError) {
      var status = try dump.finish()
      status.witnessError = witnessError
      status.isDisturbed = witness?.checkDisturbance() ?? false
      return .success(status)
    } catch {
      return .failure(error)
    }
  }

  /// Dumps IPv4 routes and shows each of them once, as they come, in datagrams of whole messages. If the
  /// kernel may have skipped some because of changes, the dump is repeated, and those are shown last.
  /// `isDisturbed` in the status: after five dumps some may still be missing. A dump that has no end is given up, and
  /// the status is not complete.
  ///
  /// `ahead`: a thread may receive while routes are shown. Failure: the error that ended a dump.
  package func streamIPv4Routes<Fault>(
    _ request: Request, ahead: Bool = true, show: (RawSpan) throws(Fault) -> Void
  ) throws(Fault) -> Result<DumpStatus, NetlinkError> {
    var stream = IPv4RouteStream()
    var status = DumpStatus()
    // How long to wait for a quiet moment, in milliseconds, over all dumps.
    var patience = 1200
    var witness: DumpWitness?
    do throws(NetlinkError) {
      var silent = request.witness ?? .routes(family: Family.inet)
      silent.makeJudge = { NoJudge() }
      witness = try DumpWitness(silent, for: self, keepsNotifications: true)
    } catch {
      status.witnessError = error
    }
    for count in 1...5 {
      let dump = dump(request)
      var cursor = ahead ? dump.makePrefetchingCursor() : PrefetchingCursor(dump, processors: 1)
      while let datagram = cursor.nextDatagram() {
        if let part = stream.unknown(in: datagram) {
          if !part.isEmpty { try show(part.raw) }
        } else {
          try show(datagram)
        }
        if stream.isEndless {
          dump.cancel()
          status.isComplete = false
          return .success(status)
        }
      }
      do throws(NetlinkError) {
        let ended = try dump.finish()
        status.isComplete = ended.isComplete
        status.isInterrupted = ended.isInterrupted
      } catch {
        return .failure(error)
      }
      guard witness != nil else { break }
      _ = witness?.checkDisturbance()
      stream.finish(witness?.notifications?.bytes)
      if stream.isWhole { break }
      let start = host.now()
      _ = witness?.waitForQuiet(1 + count, atMost: patience)
      patience = max(0, patience - (host.now() - start))
      witness?.beginAgain()
      witness?.forgetNotifications()
    }
    status.isDisturbed = witness != nil && !stream.isWhole
    return .success(status)
  }
}
