import CommandLine
import Netlink
import Rtnl
import Wire

/// `nlctl bucket dump`: which next hop has which bucket of the resilient groups.
enum BucketDump {
  static func run(_ session: inout Session) throws(Failure) {
    let invocation = session.invocation
    guard invocation.family == nil else { throw Failure("buckets have no address family", .usage) }
    let request = FamilyRequest.buckets(
      group: number("id", invocation), nextHop: number("nhid", invocation), device: try session.only("dev"),
      master: try session.only("master"))
    try HeldDump.run(&session, .bucket, .bucket, [(request, 0)])
  }

  /// The one number that a selector asks for; nil for several, a range, none, and 0, which is no id.
  private static func number(_ name: String, _ invocation: Invocation) -> UInt32? {
    invocation.only(name) {
      guard case .range(let range) = $0, let number = range.single, number > 0 else { return nil }
      return UInt32(truncatingIfNeeded: number)
    }
  }
}

extension Session {
  /// The numbers of the next hops that leave by one of the devices.
  mutating func nextHops(by devices: [UInt32]) throws(Failure) -> [UInt32] {
    var numbers: [UInt32] = []
    var messages = try hold(FamilyRequest.nextHops(), .nexthop).messages
    while let message = messages.next() {
      guard message.type == ObjectType.nexthop.new, message.payload.byteCount >= 8 else { continue }
      let attributes = message.payload.slice(at: 8, length: message.payload.byteCount - 8)
      let (number, device) = (attributes.attribute(1), attributes.attribute(5))
      guard number.byteCount == 4, device.byteCount == 4, devices.contains(device.u32(at: 0)) else {
        continue
      }
      numbers.append(number.u32(at: 0))
    }
    return numbers
  }
}
