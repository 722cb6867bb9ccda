/// How text is laid out, decided once a run.
public struct TextStyle: Sendable {
  /// Objects are held until `finish`, and their columns aligned: for a terminal.
  public var isAligned = false
  /// Names, addresses and states have colours.
  public var isColored = false
  /// Numbers are not named.
  public var isNumeric = false
  /// An object is one line whatever is shown of it.
  public var isOneLine = false
  /// Every field that the line leaves out follows it, indented.
  public var hasDetails = false
  /// Also what does not concern the kind of object, and what is empty: with the counters, all there is.
  public var hasEverything = false
  /// Counters follow the line, indented.
  public var hasCounters = false
  /// Indented lines are folded at this many columns; 0 for never.
  public var width = 0

  /// One line an object, single blanks between its words.
  public init() {}

  /// Whether anything follows the line.
  var hasMore: Bool { hasDetails || hasCounters }
}
