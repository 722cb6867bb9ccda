import CommandLine
import Netlink
import Render
import Rtnl
import Wire

/// One run of a command: the socket, the names, and how far what was printed can be trusted.
struct Session: ~Copyable {
  let invocation: Invocation
  let socket: NetlinkSocket
  let interfaces = InterfaceNames()
  var walker = Walker()
  /// What the program will exit with unless something fails.
  var status = ExitStatus.answered

  /// Enters the namespace asked for and opens the socket.
  init(_ invocation: Invocation) throws(Failure) {
    self.invocation = invocation
    if let reference = invocation.netns { try Session.enter(reference) }
    do {
      var options = NetlinkSocket.Options()
      if let plan = invocation.fault {
        guard let plan = FaultPlan(plan) else { throw Failure("'\(plan)' is not a fault plan", .usage) }
        options.faults = FaultInjector(plan)
      }
      socket = try NetlinkSocket(.route, options: options)
    } catch let error as NetlinkError {
      throw Failure(Words.of(error, "netlink socket", nil))
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure("netlink socket: failed")
    }
  }

  private static func enter(_ reference: NamespaceReference) throws(Failure) {
    var (namespace, name): (NetworkNamespace, String)
    switch reference {
    case .path(let path): (namespace, name) = (.path(path), path)
    case .name(let text):
      (namespace, name) = (.name(text), text)
      if let process = Int(text), process > 0, !Files.exist(namespace.path) { namespace = .process(process) }
    }
    do {
      try namespace.enter()
    } catch {
      throw Failure(Words.of(error, "network namespace \(name)", nil))
    }
  }

  /// What the command is called in messages.
  var subject: String { invocation.path }

  /// Says that what was printed is known to be incomplete.
  mutating func incomplete(_ what: String) {
    status = max(status, .incomplete)
    Program.complain("\(what) changed while it was read; what is shown may be incomplete")
  }

  /// Reads a table whole before anything of it is shown; repeats a dump that changed under way.
  mutating func hold(_ request: borrowing Request, _ type: ObjectType) throws(Failure) -> Snapshot {
    do throws(NetlinkError) {
      return try Snapshot(socket, request)
    } catch {
      throw Failure(Words.of(error, subject, type))
    }
  }

  /// Fills the names from held link messages.
  func learn(_ links: borrowing Snapshot) {
    var messages = links.messages
    while let message = messages.next() { learn(message) }
  }

  /// Takes the name of one link message.
  func learn(_ message: borrowing Message) {
    guard message.type == ObjectType.link.new, message.payload.byteCount >= 16 else { return }
    let payload = message.payload
    let attributes = payload.slice(at: 16, length: payload.byteCount - 16)
    interfaces.set(
      payload.u32(at: 4), name: attributes.attribute(3).untilNUL, flags: payload.u32(at: 8),
      type: payload.u16(at: 2))
  }

  /// Asks for the names of all interfaces, without their counters.
  mutating func learnNames() throws(Failure) {
    let links = try hold(LinkRequest.names, .link)
    learn(links)
  }
}
