import NetlinkWire

extension NetlinkClient {
  /// The generic netlink family of that name, asked of the kernel and then remembered; a failure never
  /// is, for a module may be loaded any time. Throws ENOENT for a family that is not there, `.malformed`
  /// for an answer that is none. Blocks as `transact`. OVS: `nl_lookup_genl_family`.
  public func family(
    named name: String, until deadline: Deadline = .never
  ) throws(NetlinkError) -> GenericFamily {
    if let known = knownFamily(name) { return known }
    var request = Request(type: 16)  // GENL_ID_CTRL
    request.isIdempotent = true
    request.subject = "generic family \(name)"
    request.put([3, 1, 0, 0])  // CTRL_CMD_GETFAMILY
    request.attribute(2, string: name)  // CTRL_ATTR_FAMILY_NAME
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
        remember(name, family)
        return family
      }
    }
    throw .malformed(.lookUp)
  }

  /// The number of a family's multicast group. Throws ENOENT where family or group are not there,
  /// `.malformed` as `family(named:)`.
  /// Blocks as `transact`. OVS: `nl_lookup_genl_mcgroup`.
  public func group(
    named group: String, in family: String, until deadline: Deadline = .never
  ) throws(NetlinkError) -> UInt32 {
    if let number = try self.family(named: family, until: deadline).groups[group] { return number }
    // The family may have been loaded anew since.
    remember(family, nil)
    if let number = try self.family(named: family, until: deadline).groups[group] { return number }
    throw NetlinkError(
      .kernel, .lookUp, errno: Errno.noEntry, subject: "group \(group) of generic family \(family)")
  }
}

extension GenericFamily {
  /// Reads the controller's answer; nil if it names no number or is malformed anywhere.
  init?(_ name: String, _ message: borrowing Message) {
    let payload = message.bytes
    guard payload.byteCount >= 20 else { return nil }
    var id: UInt16?
    var groups: [String: UInt32] = [:]
    var attributes = Attributes(payload.slice(at: 20, length: payload.byteCount - 20))
    while attributes.next() {
      if attributes.type == 1, attributes.value.byteCount >= 2 { id = attributes.value.u16(at: 0) }
      if attributes.type == 7, !GenericFamily.read(attributes.value, into: &groups) { return nil }
    }
    guard let id, id != 0, attributes.isWhole else { return nil }
    self.init(name: name, id: id, groups: groups)
  }

  private static func read(_ list: RawSpan, into groups: inout [String: UInt32]) -> Bool {
    var entries = Attributes(list)
    while entries.next() {
      var name: String?
      var number: UInt32?
      var fields = Attributes(entries.value)
      while fields.next() {
        if fields.type == 1 { name = fields.value.string }
        if fields.type == 2, fields.value.byteCount >= 4 { number = fields.value.u32(at: 0) }
      }
      guard let name, let number, fields.isWhole else { return false }
      groups[name] = number
    }
    return entries.isWhole
  }
}
