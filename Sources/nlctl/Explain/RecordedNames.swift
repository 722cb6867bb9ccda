/// The names of namespaces in a recording, by their ids in the recorded namespace.
struct RecordedNames {
  private var known: [Int32: [UInt8]?] = [:]

  /// The name of the namespace with that id; nil if it has none, and where the recording does not say.
  subscript(id: Int32) -> [UInt8]? { known[id] ?? nil }

  /// Notes a name; false if it is known already.
  @discardableResult
  mutating func note(_ name: [UInt8]?, of id: Int32) -> Bool {
    if let known = known[id], known == name { return false }
    // A recording may have been made by anybody.
    if known.count >= 1 << 16 { known.removeAll() }
    known[id] = .some(name)
    return true
  }
}

/// The names that a recording has noted so far.
final class NotedNames {
  var names: RecordedNames

  init(_ names: RecordedNames = RecordedNames()) { self.names = names }
}
