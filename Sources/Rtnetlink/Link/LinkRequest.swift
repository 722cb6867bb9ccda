package import NetlinkCore
internal import NetlinkWire

/// Requests for links.
package enum LinkRequest {
  /// `struct ifinfomsg` of a request: all zero but family and index.
  package static func header(family: UInt8 = Family.unspecified, index: UInt32 = 0) -> [UInt8] {
    [family, 0, 0, 0] + index.octets + [UInt8](repeating: 0, count: 8)
  }

  /// Everything about all links, virtual functions included; only about ports of `master` or links of `kind`, where
  /// given.
  package static func all(master: UInt32? = nil, kind: String? = nil) -> Request {
    var request = asking(for: LinkFilter.virtualFunctions)
    if let master { request.appendAttribute(LinkAttribute.master, u32: master) }
    if let kind {
      request.appendNest(LinkAttribute.info | AttributeFlag.nested) {
        $0.appendAttribute(LinkAttribute.infoKind, string: kind)
      }
    }
    return request
  }

  /// The ports of all bridges, as the bridges describe them.
  package static var bridgePorts: Request {
    asking(for: LinkFilter.compressedVLANs, header: header(family: Family.bridge))
  }

  /// Everything about one link.
  package static func one(_ index: UInt32) -> Request {
    asking(for: LinkFilter.virtualFunctions, header: header(index: index))
  }

  /// Everything about the link of that name, which may be an alternative one.
  package static func named(_ name: String) -> Request { named(Array(name.utf8)) }

  /// The same, of the name with these bytes.
  package static func named(_ name: [UInt8]) -> Request {
    var request = asking(for: LinkFilter.virtualFunctions)
    let isShort = name.count < InterfaceName.size
    request.appendAttribute(
      isShort ? LinkAttribute.name : LinkAttribute.alternativeName, bytes: name + [0])
    return request
  }

  /// All links without their counters, for their names; those of another namespace where its id is given.
  package static func names(in namespaceID: Int32? = nil) -> Request {
    var request = asking(for: LinkFilter.skipStatistics)
    if let namespaceID {
      request.appendAttribute(LinkAttribute.targetNamespaceID, u32: UInt32(bitPattern: namespaceID))
    }
    return request
  }

  private static func asking(for filter: UInt32, header: [UInt8] = header()) -> Request {
    var request = Request(type: RTM.getLink)
    request.appendHeader(header)
    request.appendAttribute(LinkAttribute.filterMask, u32: filter)
    return request
  }
}

extension Witness {
  /// A question about the first link, for which the kernel takes its lock of network devices (RTNL): when the answer
  /// comes, changes that were under way are finished and notified.
  package static let linkQuestion = LinkRequest.one(linkQuestionIndex).bytes

  /// The first link, which every namespace has.
  package static let linkQuestionIndex: UInt32 = 1
}
