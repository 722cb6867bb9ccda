import CommandLine
import NetlinkCore
import Rtnetlink
import NetlinkWire

// Devices, by name and by pattern.
extension Session {
  /// Learns the names of interfaces from held link messages.
  mutating func learn(_ links: borrowing Snapshot) {
    var messages = links.messages
    while let message = messages.next() { learn(message) }
    hasNames = true
  }

  /// Learns the names of an interface from a link message.
  func learn(_ message: borrowing Message) { known.learn(message) }

  /// The alternative names of all interfaces that are known.
  var alternativeNames: [[UInt8]] { known.alternativeNames }

  /// Asks for the name of one interface; one that is gone has none.
  mutating func learnName(of index: UInt32) {
    guard let reply = try? ask(LinkRequest.one(index), .link) else { return }
    var messages = reply.messages
    while let message = messages.next() { learn(message) }
  }

  /// Asks for the names of all interfaces, once, without their counters.
  mutating func learnNames() throws(Failure) {
    if hasNames { return }
    let links = try hold(LinkRequest.names(), .link)
    learn(links)
  }

  /// The index of the interface of that name or alternative name. If there is none, it is a failure, or nil
  /// where it may still come.
  mutating func device(_ name: String) throws(Failure) -> UInt32? {
    // Names are unique, alternative ones among them.
    let bytes = Array(name.utf8)
    if !hasNames, let index = known.index(of: bytes) { return index }
    try learnNames()
    if let index = known.index(of: bytes) { return index }
    if isPatient { return nil }
    throw Failure("link \(name): no such device (ENODEV)", hint: hint(onDevice: name))
  }

  /// The indexes of the interfaces of which a name or alternative name matches one of the patterns.
  mutating func devices(_ patterns: [NamePattern]) throws(Failure) -> Set<UInt32> {
    var found: Set<UInt32> = []
    var globs = NamePatterns()
    for pattern in patterns {
      guard let literal = pattern.literal else {
        globs.add(pattern)
        continue
      }
      if let index = try device(literal) { found.insert(index) }
    }
    if globs.isEmpty { return found }
    try learnNames()
    for index in known.all where known.has(index, name: globs.matches) { found.insert(index) }
    return found
  }

  func isVRF(_ index: UInt32) -> Bool { known.isVRF(index) }

  /// The VRFs among the devices that `patterns` mean. A literal name of what is none is a failure.
  mutating func vrfs(_ patterns: [NamePattern]) throws(Failure) -> Set<UInt32> {
    for literal in patterns.compactMap(\.literal) {
      if let index = try device(literal), !known.isVRF(index), !isPatient {
        throw Failure("link \(literal): not a VRF")
      }
    }
    return try devices(patterns).filter { known.isVRF($0) }
  }

  /// The ports of the devices that `patterns` mean.
  mutating func ports(of patterns: [NamePattern]) throws(Failure) -> Set<UInt32> {
    let found = try devices(patterns)
    try learnNames()
    return Set(known.ports.filter { found.contains($0.master) }.map { $0.port })
  }

  /// The index of the only device that a selector asks for literally; nil for several, a glob or none.
  mutating func only(_ name: String) throws(Failure) -> UInt32? {
    guard let literal = literal(name) else { return nil }
    return try device(literal)
  }

  /// The one name asked for by the selector `name`; nil when there is none, or it is a pattern.
  func literal(_ name: String) -> String? {
    invocation.only(name, { if case .pattern(let pattern) = $0 { pattern.literal } else { nil } })
  }

  /// The index of the device of that name, an alternative name, or index; nil when there is none.
  mutating func device(named name: String) throws(Failure) -> UInt32? {
    try learnNames()
    if let index = known.index(of: Array(name.utf8)) { return index }
    guard let index = UInt32(name) else { return nil }
    return known.has(index) ? index : nil
  }
}
