import CommandLine
import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// `nlctl link dump`: links are held until the dump is known to be whole, and then shown.
enum LinkDump {
  static func run(_ session: inout Session) throws(Failure) {
    // The kernel does not filter a dump by device, but it can be asked for one device.
    let invocation = session.invocation
    let isBridge = invocation.family == .bridge
    if !invocation.tree, !isBridge, let name = session.literal("dev") { return try one(name, &session) }
    let links = try session.hold(try request(&session), .link)
    // A filtered dump lacks the names of other devices.
    if invocation.selectors.isEmpty, !isBridge { session.learn(links) } else { try session.learnNames() }
    if invocation.tree {
      try TreeList.show(links, &session)
    } else {
      var list = try ObjectList(.link, .link, &session)
      try list.begin()
      try list.add(links.messages, &session, check: HeaderCheck(isPort: isBridge))
      try list.end()
    }
    if links.status.isInterrupted { session.incomplete(.link) }
  }

  /// Shows one device, if it matches the other selectors.
  private static func one(_ name: [UInt8], _ session: inout Session) throws(Failure) {
    let words = NamespaceDump.words(name)
    let reply: Reply
    do throws(Failure) {
      reply = try session.ask(LinkRequest.named(name), .link, subject: "link \(words)")
    } catch {
      // Among all devices there may be one with that index, which the failure then says.
      if error.isAbsence, UInt32(words) != nil { _ = try session.device(name) }
      throw error
    }
    try learn(reply, &session)
    var list = try ObjectList(.link, .link, &session, answered: "dev")
    try list.begin()
    try list.add(reply.messages, &session)
    try list.end()
  }

  /// Learns the names of the device and of those to which it refers, because there may be thousands of others.
  private static func learn(_ reply: borrowing Reply, _ session: inout Session) throws(Failure) {
    var messages = reply.messages
    while let message = messages.next() {
      guard ObjectType.link.isWhole(message) else { continue }
      session.known.learn(message)
      let attributes = ObjectType.link.attributes(of: message)
      let info = attributes.attribute(LinkAttribute.info)
      // The data of a kind or of a port may name any device.
      if info.attribute(LinkAttribute.infoData).byteCount > 0
        || info.attribute(LinkAttribute.infoPortData).byteCount > 0
      {
        return try session.learnNames()
      }
      let isLowerHere = attributes.attribute(LinkAttribute.lowerNamespaceID).byteCount == 0
      let named = (isLowerHere ? [LinkAttribute.lower] : []) + [LinkAttribute.master]
      for number in named {
        guard let index = attributes.attribute(number).unsigned, index != 0 else { continue }
        session.learnName(of: UInt32(truncatingIfNeeded: index))
      }
    }
  }

  /// The request, with the filters that the kernel has.
  private static func request(_ session: inout Session) throws(Failure) -> Request {
    if session.invocation.family == .bridge { return LinkRequest.bridgePorts }
    let kind = session.invocation.only("kind") {
      if case .pattern(let pattern) = $0 { pattern.literal } else { nil }
    }
    var master = try session.only("master")
    if master == nil { master = try session.only("vrf") }
    return LinkRequest.all(master: master, kind: kind)
  }
}
