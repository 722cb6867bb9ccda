/// What an invocation does.
package enum Action: Equatable, Sendable {
  /// Lists the objects that match the selectors.
  case dump(ObjectName)

  /// Shows one device, by its name or its index.
  case getLink(String)

  /// Asks for the route of a packet.
  case getRoute(RouteLookup)

  /// Shows one next hop object.
  case getNexthop(UInt32)

  /// Shows one neighbour: the one with that address on the device of that name.
  case getNeigh(String, String)

  /// Shows one bucket: the one with that index of the group with that id.
  case getBucket(UInt32, UInt16)

  /// Lists network namespaces.
  case netns

  /// Follows changes.
  case monitor(MonitorOptions)

  /// Waits for an object.
  case wait(ObjectName, WaitOptions)

  /// Prints the state of these kinds of objects at one moment; of all if there are none.
  case snapshot([ObjectName])

  /// Prints what differs between two snapshots, or between a snapshot and now.
  case diff(String, String?)

  /// Explains the messages in a file; nil and `-` are standard input.
  case explain(String?)

  /// Lists an object's fields.
  case fields(ObjectName)

  /// Prints an object's JSON Schema.
  case schema(ObjectName)

  /// Prints a shell's completions.
  case completions(Shell)

  /// Lists words for completion; only the topic `fields` has an object.
  case complete(CompletionSource, ObjectName?)

  /// Prints help on stdout.
  case help(HelpTopic)

  /// Prints the version on stdout.
  case version

  /// Whether it asks the kernel. `complete` does, too, but a shell runs it.
  package var asksKernel: Bool {
    switch self {
    case .explain, .help, .version, .completions, .complete, .fields, .schema: false
    case .dump, .getLink, .getRoute, .getNeigh, .getNexthop, .getBucket, .netns, .monitor, .wait, .snapshot:
      true
    case .diff(_, let other): other == nil
    }
  }
}
