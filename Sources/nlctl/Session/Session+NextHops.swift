import NetlinkCore
import Rtnetlink
import NetlinkWire

extension Session {
  /// The numbers of the next hops that leave by one of the devices.
  mutating func nextHops(by devices: Set<UInt32>) throws(Failure) -> [UInt32] {
    var numbers: [UInt32] = []
    var messages = try hold(FamilyRequest.nextHops(), .nexthop).messages
    while let message = messages.next() {
      guard message.type == ObjectType.nexthop.new, ObjectType.nexthop.isWhole(message) else { continue }
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
