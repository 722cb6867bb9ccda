extension NetlinkClient {
  /// Asks `request`; where the kernel refuses it for an attribute that it does not know (EINVAL), asks `simpler`
  /// instead. Throws what the one that was asked last throws.
  func ask<Answer>(
    _ request: Request, orElse simpler: Request?, _ ask: (Request) throws(NetlinkError) -> Answer
  ) throws(NetlinkError) -> Answer {
    guard let simpler else { return try ask(request) }
    do throws(NetlinkError) {
      return try ask(request)
    } catch {
      guard error.isRefusal else { throw error }
    }
    return try ask(simpler)
  }
}

extension NetlinkError {
  /// Whether the kernel refused a request, perhaps for an attribute that it does not know: EINVAL.
  fileprivate var isRefusal: Bool { kind == .kernel && errno == Errno.invalid }
}
