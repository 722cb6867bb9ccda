import CommandLine
import Rtnetlink
import NetlinkWire

// What to say about names that do not exist.
extension Session {
  /// The hint for a name that no device has: it may be an index, or an address.
  func hint(onDevice name: String) -> String? {
    if object == .link, literal("dev") == Array(name.utf8), let index = UInt32(name), known.has(index) {
      return "Try 'nlctl link dump index \(index)'."
    }
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

  /// Throws a failure if values of the selector `name` have these names, and `word` is neither one of them nor a number.
  func checkWord(_ word: String, of name: String, _ names: Names) throws(Failure) {
    let words = (0..<names.entries.count).map { "\(names.entries[$0].name)" }
    if words.contains(word) || UInt64(word) != nil { return }
    throw Failure("\(subject): no \(name) is called '\(word)'" + Suggestion.clause(word, among: words))
  }
}
