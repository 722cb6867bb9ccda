package import NetlinkCore
internal import NetlinkWire

/// Requests for neighbours and forwarding databases.
package enum NeighbourRequest {
  /// All neighbours of a family, on one device unless `device` is 0, of one master unless `master` is 0; or all proxy
  /// entries.
  package static func all(
    family: UInt8, device: UInt32 = 0, master: UInt32 = 0, proxies: Bool = false
  ) -> Request {
    var request = Request(type: RTM.getNeighbour)
    // struct ndmsg: family, device, state, flags and type.
    request.appendHeader(
      [family, 0, 0, 0] + UInt32(0).octets + [0, 0, proxies ? NeighbourFlag.proxy : 0, 0])
    if device != 0 { request.appendAttribute(NeighbourAttribute.device, u32: device) }
    if master != 0 { request.appendAttribute(NeighbourAttribute.master, u32: master) }
    request.witness = .neighbours(family: family)
    return request
  }

  /// One neighbour on a device by its address, or one entry of a forwarding database by its link-layer address.
  package static func one(
    family: UInt8, _ address: [UInt8], device: UInt32, flags: UInt8 = 0
  ) -> Request {
    var request = Request(type: RTM.getNeighbour)
    request.appendHeader([family, 0, 0, 0] + device.octets + [0, 0, flags, 0])
    let attribute = family == Family.bridge ? NeighbourAttribute.linkAddress : NeighbourAttribute.destination
    request.appendAttribute(attribute, bytes: address)
    return request
  }

  /// One entry of the forwarding database of a bridge.
  package static func station(_ address: [UInt8], master: UInt32) -> Request {
    var request = one(family: Family.bridge, address, device: 0)
    request.appendAttribute(NeighbourAttribute.master, u32: master)
    return request
  }
}

extension Witness {
  /// Neighbours or a forwarding database: the kernel keeps its place in a dump by hash bucket and a count.
  static func neighbours(family: UInt8) -> Witness {
    Witness(groups: [RouteGroup.neighbour, RouteGroup.link], barrier: linkQuestion) {
      ChangeJudge(table: RTM.newNeighbour, family: family)
    }
  }
}
