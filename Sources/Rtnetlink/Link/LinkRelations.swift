import NetlinkWire

/// What a link message says of other devices, found in one pass over its attributes.
struct LinkRelations: ~Escapable {
  /// The link's own index; 0 where the header is cut off.
  let index: UInt32
  /// The device that it is a port of (IFLA_MASTER).
  let master: UInt64?
  /// The device below or the other end of the pair (IFLA_LINK).
  let lower: UInt64?
  /// The id of the namespace in which that device is.
  let lowerNamespace: UInt64?
  /// IFLA_LINKINFO; empty where there is none.
  let info: RawSpan
  /// The link's kind; empty where there is none.
  let kind: RawSpan

  @_lifetime(borrow message)
  init(_ message: borrowing Message) {
    let bytes = ObjectType.link.attributes(of: message)
    var (master, lower, lowerNamespace): (UInt64?, UInt64?, UInt64?)
    var info = bytes.slice(at: 0, length: 0)
    var attributes = Attributes(bytes)
    while attributes.next() {
      // Of a repeated attribute the first one counts, as in the walk.
      switch attributes.type {
      case LinkAttribute.master where master == nil: master = attributes.value.unsigned
      case LinkAttribute.lower where lower == nil: lower = attributes.value.unsigned
      case LinkAttribute.lowerNamespaceID where lowerNamespace == nil:
        lowerNamespace = attributes.value.unsigned
      case LinkAttribute.info where info.byteCount == 0: info = attributes.value
      default: continue
      }
    }
    index = ObjectType.link.isWhole(message) ? message.payload.u32(at: LinkHeader.index) : 0
    (self.master, self.lower, self.lowerNamespace) = (master, lower, lowerNamespace)
    self.info = info
    kind = info.attribute(LinkAttribute.infoKind).untilNUL
  }

  /// Whether the kernel says the link's own index in place of that of the device below, which is in another namespace.
  var isUnderItself: Bool {
    guard lowerNamespace != nil, lower == UInt64(index) else { return false }
    if case .link = LinkKind.lower(of: kind) { return false }
    return true
  }
}
