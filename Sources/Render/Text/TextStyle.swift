/// How text is laid out, decided once a run.
package struct TextStyle: Sendable {
  /// Objects are held until `finish`, and their columns aligned: for a terminal.
  package var isAligned = false
  /// Names, addresses and states have colours.
  package var isColored = false
  /// Numbers are written instead of names.
  package var isNumeric = false
  /// An object is one line whatever is shown of it.
  package var isOneLine = false
  /// The fields that the line leaves out follow it, indented.
  package var hasDetails = false
  /// The details also have the fields that do not concern the kind of object, and empty ones.
  package var hasEverything = false
  /// Counters follow the line, indented.
  package var hasCounters = false
  /// Indented lines are folded at this many columns; 0 for never.
  package var width = 0
  /// So are the lines of objects, if they are aligned and what may be left out of them is not enough.
  package var breaksLines = false

  /// One line an object, single blanks between its words.
  package init() {}

  /// Whether anything follows the line.
  var hasMore: Bool { hasDetails || hasCounters }
}
