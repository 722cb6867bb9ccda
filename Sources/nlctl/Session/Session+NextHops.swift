import NetlinkCore
import Rtnetlink
import NetlinkWire

extension Session {
  /// The ids of the next hops that leave by one of the devices.
  mutating func nextHops(by devices: Set<UInt32>) throws(Failure) -> [UInt32] {
    var numbers: [UInt32] = []
    try hold(NextHopRequest.all(), .nexthop).forEach(.nexthop) { message in
      let attributes = ObjectType.nexthop.attributes(of: message)
      let (number, device) = (
        attributes.attribute(NextHopAttribute.id), attributes.attribute(NextHopAttribute.device)
      )
      if number.byteCount == 4, device.byteCount == 4, devices.contains(device.u32(at: 0)) {
        numbers.append(number.u32(at: 0))
      }
    }
    return numbers
  }
}
