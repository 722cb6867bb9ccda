/// What `monitor` follows, and for how long.
package struct MonitorOptions: Equatable, Sendable {
  /// Whether everything is followed: `all` was given, or no object and no multicast group.
  package var isEverything = false

  /// The objects asked for, each once.
  package var objects: [ObjectName] = []

  /// The rtnetlink groups asked for besides those of the objects, by number, each once.
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

  /// `--baseline`: the snapshot whose differences from the present state are printed first.
  package var baseline: String?

  /// `--speed`: how many times as fast as in reality a recording is followed; nil for as fast as possible.
  package var speed: Int?

  /// `--rcvbuf`, in bytes.
  package var receiveBuffer: Int?

  /// The options of a bare `monitor`.
  package init() {}
}
