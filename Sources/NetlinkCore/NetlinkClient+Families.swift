import NetlinkWire

extension NetlinkClient {
  /// The generic netlink family of that name. The kernel is asked once and its answer remembered; a failure is not
  /// remembered, because the module may be loaded at any time. Of a client for `.generic` alone.
  ///
  /// Throws ENOENT for a family that is not there, EPROTONOSUPPORT of a client for another protocol, `.malformed` for an
  /// answer that is none, and what `transact` throws. Blocks as `transact`. OVS: `nl_lookup_genl_family`.
  public func family(
    named name: String, until deadline: Deadline = .never
  ) throws(NetlinkError) -> GenericFamily {
    if let known = knownFamily(name) { return known }
    let subject = "generic family \(name)"
    // To another protocol the same bytes say something else: to rtnetlink that a link be changed.
    if netlinkProtocol != .generic {
      throw NetlinkError(.system, .lookUp, errno: Errno.protocolUnsupported, subject: subject)
    }
    var request = Request(type: GenericController.type)
    request.isIdempotent = true
    request.subject = subject
    request.appendHeader([GenericController.getFamily, GenericController.version, 0, 0])
    request.appendAttribute(GenericController.Attribute.familyName, string: name)
    var reply: Reply
    do throws(NetlinkError) {
      reply = try transact(request, until: deadline)
    } catch {
      var error = error
      error.operation = .lookUp
      throw error
    }
    var messages = reply.messages
    while let message = messages.next() {
      if let family = GenericFamily(name, message) {
        remember(family)
        return family
      }
    }
    throw .malformed(.lookUp)
  }

  /// The multicast group of that name of a family. Throws ENOENT where family or group are not there, and what
  /// `family(named:)` throws. Blocks as `transact`. OVS: `nl_lookup_genl_mcgroup`.
  public func group(
    named group: String, in family: String, until deadline: Deadline = .never
  ) throws(NetlinkError) -> NetlinkGroup {
    if let number = try self.family(named: family, until: deadline).groups[group] { return number }
    // The family may have been loaded anew since.
    forgetFamily(named: family)
    if let number = try self.family(named: family, until: deadline).groups[group] { return number }
    throw NetlinkError(
      .kernel, .lookUp, errno: Errno.noEntry, subject: "group \(group) of generic family \(family)")
  }
}

extension GenericFamily {
  /// Reads the controller's answer; nil if it has no number or is malformed anywhere.
  init?(_ name: String, _ message: borrowing Message) {
    let payload = message.payload
    guard payload.byteCount >= GenericController.headerLength else { return nil }
    var id: UInt16?
    var groups: [String: NetlinkGroup] = [:]
    var attributes = Attributes(payload, from: GenericController.headerLength)
    while attributes.next() {
      let value = attributes.value
      switch attributes.type {
      case GenericController.Attribute.familyID where value.byteCount >= 2: id = value.u16(at: 0)
      case GenericController.Attribute.multicastGroups:
        if !GenericFamily.read(value, into: &groups) { return nil }
      default: break
      }
    }
    guard let id, id != 0, attributes.isWhole else { return nil }
    self.init(name: name, id: id, groups: groups)
  }

  /// Reads the list of groups; false where it is malformed.
  private static func read(_ list: RawSpan, into groups: inout [String: NetlinkGroup]) -> Bool {
    var entries = Attributes(list)
    while entries.next() {
      var name: String?
      var number: UInt32?
      var fields = Attributes(entries.value)
      while fields.next() {
        switch fields.type {
        case GenericController.GroupAttribute.name: name = fields.value.string
        case GenericController.GroupAttribute.id where fields.value.byteCount >= 4:
          number = fields.value.u32(at: 0)
        default: break
        }
      }
      guard let name, let number, fields.isWhole else { return false }
      groups[name] = NetlinkGroup(rawValue: number)
    }
    return entries.isWhole
  }
}
