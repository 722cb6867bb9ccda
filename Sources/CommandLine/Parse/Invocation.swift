/// What a command line asks for: typed, checked, and free of contradictions.
public struct Invocation: Equatable, Sendable {
  /// What to do.
  public var action: Action

  /// The command's words, for messages: `link dump`.
  public var path: String

  /// What objects to show, in the order given; a bare operand is among them.
  public var selectors: [Selector] = []

  /// `-4`, `-6`, `--family`: the only family asked for.
  public var family: FamilyName?

  /// `--netns`: where to look.
  public var netns: NamespaceReference?

  /// `--json`.
  public var json = false

  /// `--pretty`.
  public var pretty = false

  /// `--fields`: the chosen names in order, at least one; not compared with any table yet.
  public var fields: [String]?

  /// How often `--details` was given.
  public var details = 0

  /// How often `--stats` was given.
  public var stats = 0

  /// `--oneline`.
  public var oneline = false

  /// `--brief`.
  public var brief = false

  /// `--consistent` of `route dump`.
  public var consistent = false

  /// `--tree` of `link dump`.
  public var tree = false

  /// `--dot` of `link dump`.
  public var dot = false

  /// `--sort`: the field, after a minus sign where downwards.
  public var sort: String?

  /// `--all-netns`.
  public var allNetns = false

  /// `--numeric`.
  public var numeric = false

  /// `--color`.
  public var color = ColorChoice.auto

  /// `--timestamp`.
  public var timestamp = false

  /// `--quiet`.
  public var quiet = false

  /// `--verbose`.
  public var verbose = false

  /// `--explain`.
  public var explain = false

  /// `--record`: the file.
  public var record: String?

  /// `--replay`: the recording to answer from.
  public var replay: String?

  /// `--fault`: the plan as typed.
  public var fault: String?

  /// `--timeout` of `monitor` and `wait`.
  public var timeout: Duration?

  init(_ action: Action, path: String) {
    self.action = action
    self.path = path
  }
}

/// What an invocation does.
public enum Action: Equatable, Sendable {
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
public enum NamespaceReference: Equatable, Sendable {
  /// A file: the text has a slash.
  case path(String)

  /// A name under `/run/netns`; if there is none and it is a number, a process id.
  case name(String)
}

/// When to colour.
public enum ColorChoice: String, CaseIterable, Sendable {
  /// On a terminal that can, unless the environment says no.
  case auto

  /// Always.
  case always

  /// Never.
  case never
}

/// What the packet of `route get` looks like.
public struct RouteLookup: Equatable, Sendable {
  /// Where it goes. A `default` destination is the empty prefix.
  public var destination: NetworkPrefix

  /// Its source address.
  public var from: IPAddress?

  /// The device it must leave by.
  public var oif: String?

  /// The device it came in by.
  public var iif: String?

  /// Its firewall mark.
  public var mark: UInt32?

  /// Its type of service, 0 to 255 where it is a number.
  public var tos: NameOrNumber?

  /// The VRF to look in.
  public var vrf: String?

  /// The user whose socket sends it.
  public var uid: UInt32?

  /// Its IP protocol.
  public var transport: UInt8?

  /// Its source port.
  public var sourcePort: UInt16?

  /// Its destination port.
  public var destinationPort: UInt16?

  /// Whether the table's route is asked for, not the resolved one.
  public var fibmatch = false

  init(_ destination: NetworkPrefix) { self.destination = destination }
}

/// What `monitor` follows, and how long.
public struct MonitorOptions: Equatable, Sendable {
  /// Whether everything is asked for: by that word, or as nothing is.
  public var isEverything = false

  /// The objects asked for, each once.
  public var objects: [ObjectName] = []

  /// The further groups of rtnetlink asked for, by number, each once.
  public var groups: [UInt32] = []

  /// `--initial`.
  public var initial = false

  /// `--all`: also messages that change nothing.
  public var all = false

  /// `--all-nsid`.
  public var allNsid = false

  /// `--mcgroup`, in order.
  public var multicastGroups: [NameOrNumber] = []

  /// `--protocol`: the netlink protocol of those groups.
  public var netlinkProtocol: NameOrNumber?

  /// `--count`: at least 1.
  public var count: Int?

  /// `--poll`: how often to read the tables anew.
  public var poll: Duration?

  /// `--rcvbuf`, in bytes.
  public var receiveBuffer: Int?
}

/// What `wait` waits for, besides its selectors.
public struct WaitOptions: Equatable, Sendable {
  /// `--gone`: nothing may match.
  public var gone = false

  /// `--stable`: how long it must hold.
  public var stable: Duration?
}
