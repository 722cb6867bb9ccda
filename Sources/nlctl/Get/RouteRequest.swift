import CommandLine
import NetlinkCore
import Rtnetlink
import NetlinkWire

/// The request of `nlctl route get`.
enum RouteRequest {
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
    // RTM_F_LOOKUP_TABLE tells the table, which IPv6 does unasked; RTM_F_FIB_MATCH asks for its route.
    let flags: UInt32 = (lookup.fibmatch ? 0x2000 : 0) | (isIPv6 ? 0 : 0x1000)
    let length = destination.bytes.isEmpty ? 0 : destination.length
    request.put(
      [family.number, UInt8(length), UInt8(source), tos, 0, 0, 0, 0]
        + FamilyRequest.octets(flags))
    let bytes = destination.bytes.isEmpty ? [UInt8](repeating: 0, count: isIPv6 ? 16 : 4) : destination.bytes
    request.attribute(1, bytes: bytes)
    if let from = lookup.from { request.attribute(2, bytes: from.bytes) }
    if let iif = lookup.iif { request.attribute(3, u32: try index(iif, &session)) }
    if let oif = lookup.oif { request.attribute(4, u32: try index(oif, &session)) }
    if let vrf = lookup.vrf {
      let index = try index(vrf, &session)
      guard session.isVRF(index) else { throw Failure("link \(vrf): not a VRF") }
      request.attribute(4, u32: index)
    }
    if let mark = lookup.mark { request.attribute(16, u32: mark) }
    if let uid = lookup.uid { request.attribute(25, u32: uid) }
    if let transport = lookup.transport { request.attribute(27, u8: transport) }
    if let port = lookup.sourcePort { request.attribute(28, u16: port.bigEndian) }
    if let port = lookup.destinationPort { request.attribute(29, u16: port.bigEndian) }
    return request
  }

  /// The kernel takes of a label no more than this.
  private static func label(_ destination: NetworkPrefix, _ isTable: Bool) -> Request {
    var request = Request(type: RTM.getRoute)
    request.put([28, 20, 0, 0, 0, 0, 0, 0] + FamilyRequest.octets(isTable ? 0x2000 : 0))
    request.attribute(1, bytes: destination.bytes)
    return request
  }

  private static func index(_ name: String, _ session: inout Session) throws(Failure) -> UInt32 {
    guard let index = try session.device(named: name) else {
      throw Failure("link \(name): no such device (ENODEV)")
    }
    return index
  }
}
