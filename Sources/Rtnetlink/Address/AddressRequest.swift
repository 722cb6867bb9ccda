package import NetlinkCore
internal import NetlinkWire

/// Requests for addresses.
package enum AddressRequest {
  /// All addresses of a family, of one device unless `device` is 0.
  package static func all(family: UInt8, device: UInt32 = 0) -> Request {
    var request = Request(type: RTM.getAddress)
    request.appendHeader(header(family: family, device: device))
    request.witness = .addresses(family: family)
    return request
  }

  /// `struct ifaddrmsg`: the family, and the only device wanted.
  private static func header(family: UInt8, device: UInt32) -> [UInt8] { [family, 0, 0, 0] + device.octets }
}

extension Witness {
  /// Addresses: the kernel keeps its place in a dump by device and a count within it. It flags a dump during which
  /// addresses changed, but not one that ends while an address has changed and the kernel has yet to count the change:
  /// it notifies of it first, and before that it changes the list.
  static func addresses(family: UInt8) -> Witness {
    Witness(
      groups: [RouteGroup.ipv4Address, RouteGroup.ipv6Address], barrier: linkQuestion, asksAgain: true
    ) { ChangeJudge(table: RTM.newAddress, family: family) }
  }
}
