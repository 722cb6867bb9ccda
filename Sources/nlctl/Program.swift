import CNetlink
import CommandLine
import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// The program: runs a command line, and returns the exit status.
enum Program {
  static func run() -> ExitStatus {
    // If the reader is gone, write(2) fails with EPIPE, which ends the program quietly. The signal would end
    // it with a status that scripts take for an error.
    cnl_ignore_broken_pipes()
    Output.keepStandardStreams()
    let invocation: Invocation
    do {
      guard let arguments = try Arguments.read() else {
        Diagnostics.complain(Arguments.unreadable)
        return .failed
      }
      invocation = try Parser.parse(arguments.words, escaped: arguments.escaped)
    } catch {
      try? Output.error.write(error.text)
      return .usage
    }
    var tapping: Tapping?
    do {
      tapping = try Tapping.begin(invocation)
      let status = try run(invocation)
      return tapping?.finish(status) ?? status
    } catch {
      if let message = error.message { Diagnostics.complain(message) }
      if let hint = error.hint { try? Output.error.write(hint + "\n") }
      return tapping?.finish(error.status) ?? error.status
    }
  }

  private static func run(_ invocation: Invocation) throws(Failure) -> ExitStatus {
    switch invocation.action {
    case .dump(let object):
      if invocation.watch {
        try WatchCommand.run(invocation, object)
      } else {
        try AllNamespaces.run(invocation, object)
      }
    case .getLink(let name): try GetCommand.link(invocation, name)
    case .getRoute(let lookup): try GetCommand.route(invocation, lookup)
    case .getNexthop(let id): try GetCommand.nextHop(invocation, id)
    case .getNeigh(let address, let device): try GetCommand.neighbour(invocation, address, on: device)
    case .netns: try NamespaceDump.run(invocation)
    case .getBucket(let id, let index): try GetCommand.bucket(invocation, index, of: id)
    case .help(let topic): try print(topic.text)
    case .version: try print("nlctl \(Version.number)\n\(Versions.line)\n")
    case .completions(let shell): try print(shell.completions)
    case .complete(let source, let object): try CompleteCommand.run(invocation, source, object)
    case .snapshot(let objects): try SnapshotCommand.run(invocation, objects)
    case .diff(let one, let other): try DiffCommand.run(invocation, one, other)
    case .explain(let file): try ExplainCommand.run(invocation, file)
    case .fields(let object): try DescribeCommand.fields(invocation, object)
    case .schema(let object): try DescribeCommand.schema(invocation, object)
    case .monitor(let options): try MonitorCommand.run(invocation, options)
    case .wait(let object, let options): try WaitCommand.run(invocation, object, options)
    }
  }

  private static func print(_ text: String) throws(Failure) -> ExitStatus {
    try Output.standard.write(text)
    return .answered
  }
}
