package import NetlinkWire

/// The groups of a bridge one by one, for text: the kernel sends all of them in one message.
package enum MulticastGroups {
  /// A message about one port in one group, or one port with a multicast router.
  package struct Part {
    package let bytes: [UInt8]
    /// How it is read.
    package let table: Table
    /// How it reads.
    package let layout: Layout
  }

  /// The message in parts; none if it has anything that stands in no part.
  package static func parts(of message: borrowing Message) -> [Part] {
    guard ObjectType.mdb.isWhole(message) else { return [] }
    let header = Array(message.bytes.array[..<(Message.headerLength + ObjectType.mdb.table.headerLength)])
    var parts: [Part] = []
    // In a part the entry follows the header, without the nests around it.
    var attributes = Attributes(ObjectType.mdb.attributes(of: message))
    while attributes.next() {
      var nests = Attributes(attributes.value)
      while nests.next() {
        if attributes.type == MulticastAttribute.routers, nests.type == MulticastAttribute.router {
          let bytes = header + nests.value.array
          parts.append(Part(bytes: bytes, table: BridgeMDB.routerAlone, layout: BridgeMDB.routerLine))
          continue
        }
        guard attributes.type == MulticastAttribute.groups else { return [] }
        var entries = Attributes(nests.value)
        while entries.next() {
          guard entries.type == MulticastAttribute.entry else { return [] }
          let bytes = header + entries.value.array
          parts.append(Part(bytes: bytes, table: BridgeMDB.entryAlone, layout: BridgeMDB.entryLine))
        }
        if !entries.isWhole { return [] }
      }
      if !nests.isWhole { return [] }
    }
    return attributes.isWhole ? parts : []
  }
}
