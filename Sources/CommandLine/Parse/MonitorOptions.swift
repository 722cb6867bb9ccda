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
