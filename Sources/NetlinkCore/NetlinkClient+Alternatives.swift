extension NetlinkClient {
  /// Dumps a table as `snapshot(_:retries:)` does; where the kernel refuses the request for an attribute
  /// that it does not know (EINVAL), asks `simpler` instead.
  ///
  /// A kernel of strict checking refuses what it does not know, so that a request that asks for more than
  /// every kernel has is best told what would do. Blocks as both do. Throws what the request answered last
  /// throws. OVS: none.
  public func snapshot(
    _ request: Request, orElse simpler: Request, until deadline: Deadline = .never
  ) throws(NetlinkError) -> Snapshot {
    do throws(NetlinkError) {
      return try snapshot(request, until: deadline)
    } catch {
      guard error.isRefusal else { throw error }
    }
    return try snapshot(simpler, until: deadline)
  }

  /// Asks as `transact(_:)` does; where the kernel refuses the request as above, asks `simpler` instead.
  ///
  /// Blocks as both do. Throws what the request answered last throws. OVS: none.
  public func transact(
    _ request: Request, orElse simpler: Request, until deadline: Deadline = .never
  ) throws(NetlinkError) -> Reply {
    do throws(NetlinkError) {
      return try transact(request, until: deadline)
    } catch {
      guard error.isRefusal else { throw error }
    }
    return try transact(simpler, until: deadline)
  }
}

extension NetlinkError {
  /// Whether the kernel may not know something that was asked for. EINVAL.
  fileprivate var isRefusal: Bool { kind == .kernel && errno == Errno.invalid }
}
