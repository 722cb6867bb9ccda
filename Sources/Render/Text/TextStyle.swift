/// How text is laid out, decided once a run.
package struct TextStyle: Sendable {
  /// Objects are held until `finish`, and their columns aligned: for a terminal.
  package var isAligned = false
  /// Names, addresses and states have colours.
  package var isColored = false
  /// Numbers are not named.
  package var isNumeric = false
  /// An object is one line whatever is shown of it.
  package var isOneLine = false
  /// Every field that the line leaves out follows it, indented.
  package var hasDetails = false
  /// Also what does not concern the kind of object, and what is empty: with the counters, all there is.
  package var hasEverything = false
  /// Counters follow the line, indented.
  package var hasCounters = false
  /// Indented lines are folded at this many columns; 0 for never.
  package var width = 0

  /// One line an object, single blanks between its words.
  package init() {}

  /// Whether anything follows the line.
  var hasMore: Bool { hasDetails || hasCounters }
}
