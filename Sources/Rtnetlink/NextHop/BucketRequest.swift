package import NetlinkCore
internal import NetlinkWire

/// Requests for buckets of resilient next hop groups.
package enum BucketRequest {
  /// All buckets; or those of a group, of a next hop, or of next hops that leave by a device or a port of a master.
  package static func all(group: UInt32?, nextHop: UInt32?, device: UInt32?, master: UInt32?) -> Request {
    var request = Request(type: RTM.getBucket)
    request.appendHeader(NextHopRequest.header())
    if let group { request.appendAttribute(NextHopAttribute.id, u32: group) }
    if let device { request.appendAttribute(NextHopAttribute.device, u32: device) }
    if let master { request.appendAttribute(NextHopAttribute.master, u32: master) }
    if let nextHop {
      request.appendNest(NextHopAttribute.bucket | AttributeFlag.nested) {
        $0.appendAttribute(BucketAttribute.nextHop, u32: nextHop)
      }
    }
    request.witness = .buckets
    return request
  }

  /// One bucket of a group.
  package static func one(_ index: UInt16, of group: UInt32) -> Request {
    var request = Request(type: RTM.getBucket)
    request.appendHeader(NextHopRequest.header())
    request.appendAttribute(NextHopAttribute.id, u32: group)
    request.appendNest(NextHopAttribute.bucket | AttributeFlag.nested) {
      $0.appendAttribute(BucketAttribute.index, u16: index)
    }
    return request
  }
}

extension Witness {
  /// Buckets of resilient groups; they disappear with their group or change with their next hops.
  static let buckets = Witness(groups: [RouteGroup.nextHop, RouteGroup.link], barrier: linkQuestion) {
    ChangeJudge(table: RTM.newBucket, family: Family.unspecified)
  }
}
