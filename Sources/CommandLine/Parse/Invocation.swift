/// What a command line asks for: typed, checked, and free of contradictions.
package struct Invocation: Equatable, Sendable {
  /// What to do.
  package var action: Action

  /// The command's words, for messages: `link dump`.
  package var path: String

  /// What objects to show, in the order given; a bare operand is among them.
  package var selectors: [Selector] = []

  /// `-4`, `-6`, `--family`: the only family asked for.
  package var family: FamilyName?

  /// `--netns`: where to look.
  package var netns: NamespaceReference?

  /// `--json`.
  package var json = false

  /// `--pretty`.
  package var pretty = false

  /// `--fields`: the chosen names in order, at least one; not compared with any table yet.
  package var fields: [String]?

  /// How often `--details` was given.
  package var details = 0

  /// How often `--stats` was given.
  package var stats = 0

  /// `--oneline`.
  package var oneline = false

  /// `--brief`.
  package var brief = false

  /// `--consistent` of `route dump`.
  package var consistent = false

  /// `--tree` of `link dump`.
  package var tree = false

  /// `--dot` of `link dump`.
  package var dot = false

  /// `--watch`.
  package var watch = false

  /// `--sort`: the field, after a minus sign where downwards.
  package var sort: String?

  /// `--all-netns`.
  package var allNetns = false

  /// `--numeric`.
  package var numeric = false

  /// `--color`.
  package var color = ColorChoice.auto

  /// `--timestamp`.
  package var timestamp = false

  /// `--quiet`.
  package var quiet = false

  /// `--verbose`.
  package var verbose = false

  /// `--explain`.
  package var explain = false

  /// `--record`: the file.
  package var record: String?

  /// `--from`: the recording to answer from.
  package var source: String?

  /// `--fault`: the plan as typed.
  package var fault: String?

  /// `--timeout` of `monitor` and `wait`.
  package var timeout: Duration?

  init(_ action: Action, path: String) {
    self.action = action
    self.path = path
  }
}

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

/// A network namespace as named on the command line.
package enum NamespaceReference: Equatable, Sendable {
  /// A file: the text has a slash.
  case path(String)

  /// A name under `/run/netns`; if there is none and it is a number, a process id.
  case name(String)
}

/// When to colour.
package enum ColorChoice: String, CaseIterable, Sendable {
  /// On a terminal that can, unless the environment says no.
  case auto

  /// Always.
  case always

  /// Never.
  case never
}

/// What the packet of `route get` looks like.
package struct RouteLookup: Equatable, Sendable {
  /// Where it goes. A `default` destination is the empty prefix.
  package var destination: NetworkPrefix

  /// Its source address.
  package var from: IPAddress?

  /// The device it must leave by.
  package var oif: String?

  /// The device it came in by.
  package var iif: String?

  /// Its firewall mark.
  package var mark: UInt32?

  /// Its type of service, 0 to 255 where it is a number.
  package var tos: NameOrNumber?

  /// The VRF to look in.
  package var vrf: String?

  /// The user whose socket sends it.
  package var uid: UInt32?

  /// Its IP protocol.
  package var transport: UInt8?

  /// Its source port.
  package var sourcePort: UInt16?

  /// Its destination port.
  package var destinationPort: UInt16?

  /// Whether the table's route is asked for, not the resolved one.
  package var fibmatch = false

  init(_ destination: NetworkPrefix) { self.destination = destination }
}

/// What `monitor` follows, and how long.
package struct MonitorOptions: Equatable, Sendable {
  /// Whether everything is asked for: by that word, or as nothing is.
  package var isEverything = false

  /// The objects asked for, each once.
  package var objects: [ObjectName] = []

  /// The further groups of rtnetlink asked for, by number, each once.
  package var groups: [UInt32] = []

  /// `--initial`.
  package var initial = false

  /// `--all`: also messages that change nothing.
  package var all = false

  /// `--all-nsid`.
  package var allNsid = false

  /// `--mcgroup`, in order.
  package var multicastGroups: [NameOrNumber] = []

  /// `--protocol`: the netlink protocol of those groups.
  package var netlinkProtocol: NameOrNumber?

  /// `--count`: at least 1.
  package var count: Int?

  /// `--poll`: how often to read the tables anew.
  package var poll: Duration?

  /// `--baseline`: the snapshot from which what differs is told first.
  package var baseline: String?

  /// `--speed`: how many times as fast as it was a recording is followed; nil for as fast as can be.
  package var speed: Int?

  /// `--rcvbuf`, in bytes.
  package var receiveBuffer: Int?

  /// Nothing asked for yet.
  package init() {}
}

/// What `wait` waits for, besides its selectors.
package struct WaitOptions: Equatable, Sendable {
  /// `--gone`: nothing may match.
  package var gone = false

  /// `--stable`: how long it must hold.
  package var stable: Duration?
}
