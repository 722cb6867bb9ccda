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
    let names = Files.names(in: NamespaceDump.folder).sorted()
    let own = names.first { Files.isSame(NamespaceDump.path($0), NamespaceDump.own) }
    var all: [(name: String?, path: String)] = [(own, NamespaceDump.own)]
    all += names.filter { $0 != own }.map { ($0, NamespaceDump.path($0)) }
    // The descriptors stay open, so that each namespace can be asked for the ids of the others.
    let descriptors = all.map { Files.open($0.path) }
    defer { for descriptor in descriptors where descriptor >= 0 { close(descriptor) } }
    var topology = Topology()
    for (index, namespace) in all.enumerated() {
      do throws(Failure) {
        if index > 0, let name = namespace.name { try NamespaceDump.enter(name) }
        let session = try Session(invocation)
        try topology.read(namespace.name, invocation)
        topology.identify(descriptors, session.client)
      } catch {
        // A namespace that cannot be read must not hide the others.
        if let message = error.message {
          Diagnostics.complain("netns \(namespace.name ?? "of this process"): \(message)")
        }
        topology.skip(namespace.name, error.status)
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
