import NetlinkCore
internal import Rtnetlink
import NetlinkWire

// Which object a question about one of them names.
extension RecordedQuestion {
  /// Whether it asks for proxy entries.
  var asksForProxies: Bool {
    payload.count > NeighbourHeader.flags && payload[NeighbourHeader.flags] & NeighbourFlag.proxy != 0
  }

  /// Whether it asks for this object.
  func names(_ object: borrowing Message) -> Bool {
    new == RTM.newLink ? namesLink(object) : namesOther(object)
  }

  /// Whether it asks for this link, by number or by one of its names.
  private func namesLink(_ link: borrowing Message) -> Bool {
    let index = field(LinkHeader.index)
    if index != 0 { return link.payload.u32(at: LinkHeader.index) == index }
    guard let name = self.name, !name.isEmpty else { return false }
    let length = ObjectType.linkHeaderLength
    let attributes = link.payload.slice(at: length, length: link.payload.byteCount - length)
    if attributes.attribute(LinkAttribute.name).untilNUL.equals(name.raw) { return true }
    var others = Attributes(attributes.attribute(LinkAttribute.properties))
    while others.next() { if others.value.untilNUL.equals(name.raw) { return true } }
    return false
  }

  /// The name that it asks for; nil where it asks for none.
  private var name: [UInt8]? {
    let length = ObjectType.linkHeaderLength
    guard payload.count > length else { return nil }
    let attributes = payload.raw.slice(at: length, length: payload.count - length)
    let name = attributes.attribute(LinkAttribute.name)
    return (name.byteCount > 0 ? name : attributes.attribute(LinkAttribute.alternativeName)).untilNUL.array
  }

  /// Whether it asks for this neighbour, next hop or bucket: by its device, and by what stands in the question.
  private func namesOther(_ object: borrowing Message) -> Bool {
    guard object.payload.byteCount >= headerLength else { return false }
    if new == RTM.newNeighbour {
      let device = field(NeighbourHeader.device)
      let flags = byte(NeighbourHeader.flags)
      guard device == 0 || object.payload.u32(at: NeighbourHeader.device) == device,
        object.payload.u8(at: NeighbourHeader.flags) & flags == flags
      else { return false }
    }
    let own = object.payload.slice(at: headerLength, length: object.payload.byteCount - headerLength)
    return attributes.allSatisfy { attribute in
      let value = own.attribute(attribute.type)
      if isMore(attribute.type) || value.equals(attribute.value.raw) { return true }
      // Of a bucket, the question has the index alone.
      guard new == RTM.newBucket, attribute.type == NextHopAttribute.bucket else { return false }
      let index = attribute.value.raw.attribute(BucketAttribute.index)
      return value.attribute(BucketAttribute.index).equals(index)
    }
  }
}
