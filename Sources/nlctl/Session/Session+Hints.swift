import CommandLine
import Rtnetlink
import NetlinkWire

// Advice about names that do not exist.
extension Session {
  /// Advice for a word that is no device: it may be an address.
  func hint(onDevice name: String) -> String? {
    guard object == .addr, NetworkPrefix(name[...])?.family != nil else { return nil }
    return "Try 'nlctl addr dump to \(name)'."
  }

  /// Refuses a kind of device that neither the tables nor any device knows.
  mutating func checkKind(_ kind: String) throws(Failure) {
    let suffix = "_slave"
    let master = kind.hasSuffix(suffix) ? String(kind.dropLast(suffix.utf8.count)) : kind
    var kinds = LinkKind.all.map { Array("\($0.name)".utf8) } + HardwareType.names
    if isPatient || kinds.contains(Array(master.utf8)) || kinds.contains(Array(kind.utf8)) { return }
    try learnNames()
    kinds += known.all.map { known.kind(of: $0) }.filter { !$0.isEmpty }
    if kinds.contains(Array(master.utf8)) || kinds.contains(Array(kind.utf8)) { return }
    let words = kinds.map { String(decoding: $0, as: UTF8.self) }
    throw Failure("\(subject): no kind of device is called '\(kind)'" + Suggestion.clause(kind, among: words))
  }
}
