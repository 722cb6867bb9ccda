package import NetlinkCore
internal import NetlinkWire

/// Requests for links.
package enum LinkRequest {
  /// `struct ifinfomsg` of a request: all zero but the index.
  package static func header(index: UInt32 = 0) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 16)
    for byte in 0..<4 { header[4 + byte] = UInt8(truncatingIfNeeded: index >> UInt32(8 * byte)) }
    return header
  }

  /// Everything about all links, virtual functions included. The kernel's `RTEXT_FILTER_VF`.
  package static func all(master: UInt32? = nil, kind: String? = nil) -> Request {
    var request = Request(type: RTM.getLink)
    request.put(header())
    request.attribute(29, u32: 1)
    if let master { request.attribute(10, u32: master) }
    if let kind { request.nest(18 | 0x8000) { $0.attribute(1, string: kind) } }
    return request
  }

  /// The ports of all bridges, as the bridges describe them.
  package static var bridgePorts: Request {
    var request = Request(type: RTM.getLink)
    request.put([7] + header().dropFirst())
    // RTEXT_FILTER_BRVLAN_COMPRESSED
    request.attribute(29, u32: 4)
    return request
  }

  /// Everything about one link.
  package static func one(_ index: UInt32) -> Request {
    var request = Request(type: RTM.getLink)
    request.put(header(index: index))
    request.attribute(29, u32: 1)
    return request
  }

  /// Everything about the link of that name, which may be an alternative one.
  package static func named(_ name: String) -> Request {
    var request = Request(type: RTM.getLink)
    request.put(header())
    request.attribute(29, u32: 1)
    request.attribute(name.utf8.count < 16 ? 3 : 53, string: name)
    return request
  }

  /// The names of all links, without counters. The kernel's `RTEXT_FILTER_SKIP_STATS`.
  package static var names: Request {
    var request = Request(type: RTM.getLink)
    request.put(header())
    request.attribute(29, u32: 8)
    return request
  }
}
