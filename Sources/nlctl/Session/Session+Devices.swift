import CommandLine
import NetlinkCore
import Rtnetlink
import NetlinkWire

// Devices, by name and by pattern.
extension Session {
  /// Learns the devices of a dump of links.
  mutating func learn(_ links: borrowing Snapshot) {
    var messages = links.messages
    while let message = messages.next() { known.learn(message) }
    hasNames = true
  }

  /// Asks for one device. One that is gone stays unknown.
  mutating func learnName(of index: UInt32) {
    guard let reply = try? ask(LinkRequest.one(index), .link) else { return }
    var messages = reply.messages
    while let message = messages.next() { known.learn(message) }
  }

  /// Asks for all devices, without their counters, unless they are known.
  mutating func learnNames() throws(Failure) {
    if hasNames { return }
    let links = try hold(LinkRequest.names(), .link)
    learn(links)
  }

  /// The index of the device with that name or alternative name. If there is none, it is a failure, or nil if the device
  /// may still come.
  mutating func device(_ name: [UInt8]) throws(Failure) -> UInt32? {
    // Names and alternative names are unique, so a device that is known already is the right one.
    if !hasNames, let index = known.index(of: name) { return index }
    try learnNames()
    if let index = known.index(of: name) { return index }
    if isPatient { return nil }
    let words = NamespaceDump.words(name)
    throw Failure.noDevice(words, hint: hint(onDevice: words))
  }

  /// The indexes of the devices whose name or alternative name matches one of the patterns.
  mutating func devices(_ patterns: [NamePattern]) throws(Failure) -> Set<UInt32> {
    var found: Set<UInt32> = []
    var globs = NamePatterns()
    for pattern in patterns {
      guard let name = pattern.name else {
        globs.add(pattern)
        continue
      }
      if let index = try device(name) { found.insert(index) }
    }
    if globs.isEmpty { return found }
    try learnNames()
    for index in known.all where known.has(index, name: globs.matches) { found.insert(index) }
    return found
  }

  /// The VRFs whose names match. A literal name of a device that is not a VRF is a failure.
  mutating func vrfs(_ patterns: [NamePattern]) throws(Failure) -> Set<UInt32> {
    for name in patterns.compactMap(\.name) {
      if let index = try device(name), !known.isVRF(index), !isPatient {
        throw Failure("link \(NamespaceDump.words(name)): not a VRF")
      }
    }
    return try devices(patterns).filter { known.isVRF($0) }
  }

  /// The ports of the devices whose names match.
  mutating func ports(of patterns: [NamePattern]) throws(Failure) -> Set<UInt32> {
    let found = try devices(patterns)
    try learnNames()
    return Set(known.ports.filter { found.contains($0.master) }.map { $0.port })
  }

  /// The index of the device that a selector names; nil if it names several, or none, or is a glob.
  mutating func only(_ name: String) throws(Failure) -> UInt32? {
    guard let literal = literal(name) else { return nil }
    return try device(literal)
  }

  /// The name that the selector `name` gives; nil if it gives several, or none, or is a glob.
  func literal(_ name: String) -> [UInt8]? {
    invocation.only(name, { if case .pattern(let pattern) = $0 { pattern.name } else { nil } })
  }

  /// The index of the device with that name, alternative name, or index; nil if there is none.
  mutating func device(named name: String) throws(Failure) -> UInt32? {
    try learnNames()
    if let index = known.index(of: Array(name.utf8)) ?? known.index(of: NameEscape.bytes(name)) {
      return index
    }
    guard let index = UInt32(name) else { return nil }
    return known.has(index) ? index : nil
  }
}
