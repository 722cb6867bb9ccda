import CommandLine
import Rtnetlink
import NetlinkWire

// What to say about names that do not exist.
extension Session {
  /// The hint for a name that no device has: it may be an address.
  func hint(onDevice name: String) -> String? {
    guard object == .addr, NetworkPrefix(name[...])?.family != nil else { return nil }
    return "Try 'nlctl addr dump to \(name)'."
  }

  /// Throws a failure if neither the tables nor any device has that kind.
  mutating func checkKind(_ kind: String) throws(Failure) {
    let suffix = "_slave"
    let master = kind.hasSuffix(suffix) ? String(kind.dropLast(suffix.utf8.count)) : kind
    let wanted = [Array(master.utf8), Array(kind.utf8)]
    var kinds = LinkKind.all.map { Array("\($0.name)".utf8) } + HardwareType.names
    if isPatient || kinds.contains(where: wanted.contains) { return }
    try learnNames()
    kinds += known.all.map { known.kind(of: $0) }.filter { !$0.isEmpty }
    if kinds.contains(where: wanted.contains) { return }
    let words = kinds.map { String(decoding: $0, as: UTF8.self) }
    throw Failure("\(subject): no kind of device is called '\(kind)'" + Suggestion.clause(kind, among: words))
  }
}
