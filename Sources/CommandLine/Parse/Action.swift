/// What an invocation does.
package enum Action: Equatable, Sendable {
  /// Lists the objects that the selectors leave.
  case dump(ObjectName)

  /// Shows one device: a name, or else an index.
  case getLink(String)

  /// Asks for the route of a packet.
  case getRoute(RouteLookup)

  /// Shows one next hop object.
  case getNexthop(UInt32)

  /// Shows one neighbour: by its address, on the device of that name.
  case getNeigh(String, String)

  /// Shows one bucket: of the group of that id, the one of that index.
  case getBucket(UInt32, UInt16)

  /// Lists network namespaces.
  case netns

  /// Follows changes.
  case monitor(MonitorOptions)

  /// Waits for an object.
  case wait(ObjectName, WaitOptions)

  /// Prints the state of these objects, or of all, at one moment.
  case snapshot([ObjectName])

  /// Says what differs between two snapshots, or a snapshot and now.
  case diff(String, String?)

  /// Explains the messages in a file; nil and `-` are standard input.
  case explain(String?)

  /// Lists an object's fields.
  case fields(ObjectName)

  /// Prints an object's JSON Schema.
  case schema(ObjectName)

  /// Prints a shell's completions.
  case completions(Shell)

  /// Lists words for completion; the object is given with `fields` alone.
  case complete(CompletionTopic, ObjectName?)

  /// Prints help on stdout.
  case help(HelpTopic)

  /// Prints the version on stdout.
  case version
}
