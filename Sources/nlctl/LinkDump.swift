import CommandLine
import Netlink
import Render
import Rtnl
import Wire

/// `nlctl link dump`: links are held until the dump is known to be whole, then shown.
enum LinkDump {
  static func run(_ session: inout Session) throws(Failure) {
    let links = try session.hold(LinkRequest.all(), .link)
    session.learn(links)
    var match = try Selectors(session.invocation, session.interfaces).match(.link)
    var list = JSONList(session)
    try list.begin()
    var messages = links.messages
    while let message = messages.next() {
      guard message.type == ObjectType.link.new,
        match.matches(message, by: ObjectType.link.table, &session.walker)
      else { continue }
      try list.add(message, .link, &session.walker)
    }
    try list.end()
    if links.status.interrupted { session.incomplete("the list of links") }
  }
}
