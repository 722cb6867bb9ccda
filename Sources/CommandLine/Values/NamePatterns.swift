/// Many names and globs, of which any may match; a name is compared only with globs that begin and end as it does.
package struct NamePatterns: Sendable {
  /// How many bytes a glob begins and ends with that stand for themselves.
  private struct Ends: Hashable {
    var head: Int
    var tail: Int
  }

  private var names: Set<[UInt8]> = []
  /// By how long their ends are, then by those ends.
  private var globs: [Ends: [[UInt8]: [NamePattern]]] = [:]

  /// None, which match nothing.
  package init() {}

  /// Whether there are none.
  package var isEmpty: Bool { names.isEmpty && globs.isEmpty }

  /// Takes one more.
  package mutating func add(_ pattern: NamePattern) {
    if let literal = pattern.literal {
      names.insert(Array(literal.utf8))
      return
    }
    let bytes = Array(pattern.text.utf8)
    let head = bytes.prefix { !NamePatterns.isSpecial($0) }
    // What follows the last of what is special; a backslash may stand before the first byte.
    let tail = bytes.reversed().prefix { !NamePatterns.isSpecial($0) }.reversed()
    let isEscaped = bytes.dropLast(tail.count).last == UInt8(ascii: "\\")
    let end = Array(isEscaped ? tail.dropFirst() : tail[...])
    globs[Ends(head: head.count, tail: end.count), default: [:]][head + end, default: []].append(pattern)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\\"): true
    default: false
    }
  }

  /// Whether the whole name, given as its bytes, matches one.
  package func matches(_ name: [UInt8]) -> Bool {
    if names.contains(name) { return true }
    return globs.contains { ends, patterns in
      guard ends.head + ends.tail <= name.count else { return false }
      let candidates = patterns[Array(name.prefix(ends.head) + name.suffix(ends.tail))]
      return candidates?.contains { $0.matches(name) } ?? false
    }
  }
}
