import CommandLine
import Glibc
import NetlinkCore
import Render
import NetlinkWire

/// `nlctl link dump --dot`: a drawing of devices for Graphviz, of all namespaces with `--all-netns`.
enum DotCommand {
  static func run(_ invocation: Invocation) throws(Failure) -> ExitStatus {
    var invocation = invocation
    let isOfAll = invocation.allNetns
    invocation.allNetns = false
    if !isOfAll { return try one(invocation) }
    let names = isOfAll ? Files.names(in: NamespaceDump.folder).sorted() : []
    let own = names.first { Files.isSame(NamespaceDump.path($0), NamespaceDump.own) }
    var all: [(name: String?, path: String)] = [(own, NamespaceDump.own)]
    all += names.filter { $0 != own }.map { ($0, NamespaceDump.path($0)) }
    // Kept open, to ask in each namespace for the ids of the others.
    let descriptors = all.map { Files.open($0.path) }
    defer { for descriptor in descriptors where descriptor >= 0 { close(descriptor) } }
    var topology = Topology()
    for (index, namespace) in all.enumerated() {
      if index > 0, let name = namespace.name { try NamespaceDump.enter(name) }
      try topology.read(namespace.name, invocation)
      let session = try Session(invocation)
      topology.identify(descriptors, session.client)
    }
    try Output.standard.write(DotWriter(topology).write())
    return topology.status
  }

  /// Only the namespace that was asked for.
  private static func one(_ invocation: Invocation) throws(Failure) -> ExitStatus {
    var topology = Topology()
    try topology.read(nil, invocation)
    try Output.standard.write(DotWriter(topology).write())
    return topology.status
  }
}
