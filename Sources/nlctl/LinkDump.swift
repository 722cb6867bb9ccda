import CommandLine
import Netlink
import Render
import Rtnl
import Wire

/// `nlctl link dump`: links are held until the dump is known to be whole, then shown.
enum LinkDump {
  static func run(_ session: inout Session) throws(Failure) {
    let links = try session.hold(try request(&session), .link)
    // A filtered dump has not the names of the devices around.
    if session.invocation.selectors.isEmpty { session.learn(links) } else { try session.learnNames() }
    var list = try ObjectList(.link, .link, &session)
    try list.begin()
    try list.add(links.messages, &session)
    try list.end()
    if links.status.interrupted { session.incomplete("the list of links") }
  }

  /// The request, with what the kernel can filter by.
  private static func request(_ session: inout Session) throws(Failure) -> Request {
    var master: UInt32?
    var kind: String?
    let selectors = session.invocation.selectors
    for selector in selectors
    where !selector.isNegated && selectors.count(where: { $0.name == selector.name }) == 1 {
      guard case .pattern(let pattern) = selector.value, let literal = pattern.literal else { continue }
      switch selector.name {
      case "master", "vrf": master = try session.devices(pattern).first
      case "kind": kind = literal
      default: continue
      }
    }
    return LinkRequest.all(master: master, kind: kind)
  }
}
