/// Where in a message a walk stands: the nests around, outermost first.
@usableFromInline package struct Path: Sendable {
  /// The deepest nesting the walk follows.
  @usableFromInline package static let limit = 12
  @usableFromInline var rows = InlineArray<12, Row>(repeating: Row.element)
  /// How many nests are around.
  @usableFromInline package internal(set) var depth = 0

  @usableFromInline init() {}

  /// The nest at `index`, 0 the outermost.
  @inlinable package subscript(index: Int) -> Row { rows[index] }

  @usableFromInline mutating func push(_ row: Row) {
    rows[depth] = row
    depth += 1
  }

  /// Forgets them all.
  @usableFromInline
  mutating func clear() { depth = 0 }

  @usableFromInline mutating func pop() { depth -= 1 }
}
