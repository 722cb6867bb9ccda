import CommandLine
import NetlinkCore
import Rtnetlink
import NetlinkWire

/// Makes the request of `nlctl route get`.
enum RouteLookupRequest {
  /// The request for the route of a packet.
  static func get(
    _ lookup: RouteLookup, _ family: FamilyName?, _ session: inout Session
  ) throws(Failure) -> Request {
    let destination = lookup.destination
    let family = destination.family ?? lookup.from?.family ?? family ?? .inet
    if family == .mpls { return label(destination, lookup.fibmatch) }
    let isIPv6 = family == .inet6
    var request = Request(type: RTM.getRoute)
    request.isIdempotent = true
    let tos = UInt8(
      truncatingIfNeeded: try lookup.tos.map { value throws(Failure) in try session.number(value, .dsfield) }
        ?? 0)
    let source = lookup.from.map { $0.bytes.count * 8 } ?? 0
    var header = RouteHeader(family: family.number)
    header.destinationLength = UInt8(destination.bytes.isEmpty ? 0 : destination.length)
    header.sourceLength = UInt8(source)
    header.typeOfService = tos
    // With IPv6 the kernel tells the table in any case.
    header.flags = (lookup.fibmatch ? RouteFlag.matchTable : 0) | (isIPv6 ? 0 : RouteFlag.lookUpTable)
    request.appendHeader(header.octets)
    let bytes = destination.bytes.isEmpty ? [UInt8](repeating: 0, count: isIPv6 ? 16 : 4) : destination.bytes
    request.appendAttribute(RouteAttribute.destination, bytes: bytes)
    if let from = lookup.from { request.appendAttribute(RouteAttribute.source, bytes: from.bytes) }
    if let iif = lookup.iif {
      request.appendAttribute(RouteAttribute.inputDevice, u32: try index(iif, &session))
    }
    if let oif = lookup.oif {
      request.appendAttribute(RouteAttribute.outputDevice, u32: try index(oif, &session))
    }
    if let vrf = lookup.vrf {
      let index = try index(vrf, &session)
      guard session.known.isVRF(index) else { throw Failure("link \(vrf): not a VRF") }
      request.appendAttribute(RouteAttribute.outputDevice, u32: index)
    }
    if let mark = lookup.mark { request.appendAttribute(RouteAttribute.mark, u32: mark) }
    if let uid = lookup.uid { request.appendAttribute(RouteAttribute.userID, u32: uid) }
    if let transport = lookup.transport { request.appendAttribute(RouteAttribute.transport, u8: transport) }
    if let port = lookup.sourcePort {
      request.appendAttribute(RouteAttribute.sourcePort, u16: port.bigEndian)
    }
    if let port = lookup.destinationPort {
      request.appendAttribute(RouteAttribute.destinationPort, u16: port.bigEndian)
    }
    return request
  }

  /// The request for the route of a label, in which the kernel accepts only its length and `RTM_F_FIB_MATCH`.
  private static func label(_ destination: NetworkPrefix, _ isTable: Bool) -> Request {
    var request = Request(type: RTM.getRoute)
    var header = RouteHeader(family: Family.mpls)
    header.destinationLength = labelBits
    header.flags = isTable ? RouteFlag.matchTable : 0
    request.appendHeader(header.octets)
    request.appendAttribute(RouteAttribute.destination, bytes: destination.bytes)
    return request
  }

  /// The length of a label, in bits.
  private static let labelBits: UInt8 = 20

  /// The index of a device.
  private static func index(_ name: String, _ session: inout Session) throws(Failure) -> UInt32 {
    guard let index = try session.device(named: name) else { throw Failure.noDevice(name) }
    return index
  }
}
