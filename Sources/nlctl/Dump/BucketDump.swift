import CommandLine
import NetlinkCore
import Rtnetlink

/// `nlctl bucket dump`: which next hop has which bucket of the resilient groups.
enum BucketDump {
  static func run(_ session: inout Session) throws(Failure) {
    let invocation = session.invocation
    let request = BucketRequest.all(
      group: number("id", invocation), nextHop: number("nhid", invocation), device: try session.only("dev"),
      master: try session.only("master"))
    try HeldDump.run(&session, .bucket, .bucket, [(request, 0)])
  }

  /// The number that a selector asks for; nil if it asks for several or none, or for 0, which is no id.
  private static func number(_ name: String, _ invocation: Invocation) -> UInt32? {
    invocation.only(name) {
      guard case .range(let range) = $0, let number = range.single, number > 0 else { return nil }
      return UInt32(truncatingIfNeeded: number)
    }
  }
}
