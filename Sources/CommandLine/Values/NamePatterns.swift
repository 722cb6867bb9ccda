/// A set of names and globs. A name is compared only with the globs that begin and end as the name does.
package struct NamePatterns: Sendable {
  /// How many bytes at the beginning and at the end of a glob stand for themselves.
  private struct Ends: Hashable {
    var head: Int
    var tail: Int
  }

  private var names: Set<[UInt8]> = []
  /// The globs by the lengths of these ends, then by the ends.
  private var globs: [Ends: [[UInt8]: [NamePattern]]] = [:]

  /// An empty set, which matches nothing.
  package init() {}

  /// Whether the set is empty.
  package var isEmpty: Bool { names.isEmpty && globs.isEmpty }

  /// Adds a pattern.
  package mutating func add(_ pattern: NamePattern) {
    if let name = pattern.name {
      names.insert(name)
      return
    }
    let bytes = pattern.bytes
    let head = bytes.prefix { !NamePatterns.isSpecial($0) }
    // The bytes after the last special one. If that is a backslash, it escapes the first of them.
    let tail = bytes.reversed().prefix { !NamePatterns.isSpecial($0) }.reversed()
    let isEscaped = bytes.dropLast(tail.count).last == UInt8(ascii: "\\")
    let end = Array(isEscaped ? tail.dropFirst() : tail[...])
    globs[Ends(head: head.count, tail: end.count), default: [:]][head + end, default: []].append(pattern)
  }

  /// Whether the byte may have a meaning of its own in a glob.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\\"): true
    default: false
    }
  }

  /// Whether the whole name, given as its bytes, matches one of the patterns.
  package func matches(_ name: [UInt8]) -> Bool {
    if names.contains(name) { return true }
    return globs.contains { ends, patterns in
      guard ends.head + ends.tail <= name.count else { return false }
      let candidates = patterns[Array(name.prefix(ends.head) + name.suffix(ends.tail))]
      return candidates?.contains { $0.matches(name) } ?? false
    }
  }
}
