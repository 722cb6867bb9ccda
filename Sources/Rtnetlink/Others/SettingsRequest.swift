package import NetlinkCore
internal import NetlinkWire

/// Requests for objects that no mirror follows.
package enum SettingsRequest {
  /// The settings of all interfaces in one family: `struct netconfmsg`.
  package static func netconf(family: UInt8) -> Request {
    var request = Request(type: RTM.getNetconf)
    request.appendHeader([family, 0, 0, 0])
    return request
  }

  /// The multicast addresses of one family: `struct ifaddrmsg`.
  package static func multicastAddresses(family: UInt8) -> Request {
    var request = Request(type: RTM.getMulticast)
    request.appendHeader([family] + [UInt8](repeating: 0, count: 7))
    return request
  }

  /// The ids of namespaces: `struct rtgenmsg`.
  package static var namespaceIDs: Request {
    var request = Request(type: RTM.getNamespaceID)
    request.appendHeader([0, 0, 0, 0])
    return request
  }

  /// The VLANs of bridges and their ports: `struct br_vlan_msg`. With their counters each VLAN stands for itself; without
  /// them those that are alike are one range.
  package static func vlans(withCounters: Bool) -> Request {
    var request = Request(type: RTM.getVLAN)
    request.appendHeader([Family.bridge] + [UInt8](repeating: 0, count: 7))
    if withCounters { request.appendAttribute(VLANDump.flags, u32: VLANDump.statistics) }
    return request
  }

  /// The multicast groups of bridges: `struct br_port_msg`.
  package static var multicastGroups: Request {
    var request = Request(type: RTM.getMDB)
    request.appendHeader([Family.bridge] + [UInt8](repeating: 0, count: 7))
    return request
  }
}
