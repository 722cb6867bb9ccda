package import NetlinkCore
internal import NetlinkWire

/// Requests for next hops.
package enum NextHopRequest {
  /// `struct nhmsg` of a request: all zero but the family.
  static func header(family: UInt8 = Family.unspecified) -> [UInt8] {
    [family] + [UInt8](repeating: 0, count: 7)
  }

  /// The next hop of that number.
  package static func one(_ id: UInt32) -> Request {
    var request = Request(type: RTM.getNextHop)
    request.appendHeader(header())
    request.appendAttribute(NextHopAttribute.id, u32: id)
    return request
  }

  /// All next hops; or those that leave by a device or a port of a master, those that are groups, or those for
  /// forwarding databases.
  package static func all(
    family: UInt8 = Family.unspecified, device: UInt32? = nil, master: UInt32? = nil, groups: Bool = false,
    forwarding: Bool = false
  ) -> Request {
    var request = Request(type: RTM.getNextHop)
    request.appendHeader(header(family: family))
    if let device { request.appendAttribute(NextHopAttribute.device, u32: device) }
    if groups { request.appendAttribute(NextHopAttribute.groups, bytes: []) }
    if let master { request.appendAttribute(NextHopAttribute.master, u32: master) }
    if forwarding { request.appendAttribute(NextHopAttribute.forwarding, bytes: []) }
    return request
  }
}
