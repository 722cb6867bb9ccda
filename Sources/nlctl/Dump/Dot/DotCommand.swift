import CommandLine
import Glibc
import NetlinkCore

/// `nlctl link dump --dot`: draws devices for Graphviz; with `--all-netns` those of all namespaces.
enum DotCommand {
  static func run(_ invocation: Invocation) throws(Failure) -> ExitStatus {
    var invocation = invocation
    let isOfAll = invocation.allNetns
    invocation.allNetns = false
    if !isOfAll { return try one(invocation) }
    var listed = try ListedNamespaces()
    let names = listed.names
    let own = names.first { Files.isSame(NetworkNamespace.path(ofName: $0), NamespaceDump.own) }
    var all: [(name: [UInt8]?, path: [UInt8])] = [(own, NamespaceDump.own)]
    all += names.filter { $0 != own }.map { ($0, NetworkNamespace.path(ofName: $0)) }
    // The descriptors stay open, so that each namespace can be asked for the ids of the others.
    let descriptors = all.map { Files.open($0.path) }
    defer { for descriptor in descriptors where descriptor >= 0 { close(descriptor) } }
    var topology = Topology()
    for (index, namespace) in all.enumerated() {
      let words = namespace.name.map(NamespaceDump.words)
      if index > 0, let name = namespace.name, let missed = listed.missed(entering: name) {
        topology.skip(words, missed)
        continue
      }
      do throws(Failure) {
        let session = try Session(invocation)
        try topology.read(words, invocation)
        topology.identify(descriptors, session.client)
      } catch {
        NamespaceDump.complain(of: namespace.name, error)
        topology.skip(words, error.status)
      }
    }
    try Output.standard.write(DotWriter(topology).write())
    return topology.status
  }

  /// Draws only the namespace that was asked for.
  private static func one(_ invocation: Invocation) throws(Failure) -> ExitStatus {
    var topology = Topology()
    try topology.read(nil, invocation)
    try Output.standard.write(DotWriter(topology).write())
    return topology.status
  }
}
