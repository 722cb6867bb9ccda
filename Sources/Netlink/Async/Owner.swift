internal import NetlinkCore

extension NetlinkError {
  /// The error of a stream of changes whose deadline has passed.
  static var late: NetlinkError {
    NetlinkError(.timedOut, .receive, errno: Errno.timedOut, subject: "changes")
  }
}

extension Handoff {
  /// What tasks get once it is cancelled: an error with the subject of the one for its deadline.
  var cancelled: NetlinkError {
    NetlinkError(.cancelled, .receive, errno: Errno.cancelled, subject: lateness.subject)
  }
}

/// Cancels a handoff when the last sequence or iterator of it is gone.
final class Owner<Element: Sendable>: Sendable {
  let handoff: Handoff<Element>
  init(_ handoff: Handoff<Element>) { self.handoff = handoff }
  deinit { handoff.cancel() }

  /// Runs `body`, which fills the handoff, on a thread of its own in the network namespace of the calling thread.
  /// `ended` is called with its outcome, also where no thread can be started.
  func start(
    ended: @escaping @Sendable (Result<Void, NetlinkError>) -> Void = { _ in },
    _ body: @escaping @Sendable () throws(NetlinkError) -> Void
  ) {
    let handoff = handoff
    let finish: @Sendable (Result<Void, NetlinkError>) -> Void = { result in
      ended(handoff.finish(result))
    }
    do throws(NetlinkError) {
      let worker = try Worker {
        do throws(NetlinkError) {
          try body()
          finish(.success(()))
        } catch {
          finish(.failure(error))
        }
      }
      worker.detach()
    } catch {
      finish(.failure(error))
    }
  }
}
