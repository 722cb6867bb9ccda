import CommandLine
import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// Writes objects as text, one line for each. On a terminal the columns are aligned. Routes are not held, so their
/// columns are aligned only with `--fields`.
struct TextList: ObjectWriter, ~Copyable {
  private var text: Text
  private let isHeld: Bool
  /// Whether each group of a bridge has a line.
  private let isInParts: Bool

  init(_ type: ObjectType, _ session: borrowing Session) throws(Failure) {
    isHeld = TextList.isAligned(type, session.invocation)
    isInParts = type.new == RTM.newMDB && session.invocation.fields == nil
    text = try TextList.writer(type, session, isAligned: isHeld, breaksLines: true)
  }

  /// Whether the columns are aligned.
  static func isAligned(_ type: ObjectType, _ invocation: Invocation) -> Bool {
    let isStreamed = type.new == RTM.newRoute && invocation.fields == nil
    return Output.standard.isTerminal && !isStreamed && !invocation.oneline
  }

  /// A writer of text as the command line asks for. Lines are shorter by `indentation` columns.
  static func writer(
    _ type: ObjectType, _ session: borrowing Session, isAligned: Bool, indentation: Int = 0,
    breaksLines: Bool = false
  ) throws(Failure) -> Text {
    let invocation = session.invocation
    var style = TextStyle(invocation, isAligned: isAligned)
    style.breaksLines = breaksLines
    if style.width > 0 { style.width = max(20, style.width - indentation) }
    guard let fields = invocation.fields else {
      var text = Text(interfaces: session.interfaces, system: session.names, style: style)
      text.namespaceName = session.namespaceName
      return text
    }
    let paths = try FilteredList.paths(fields, type, invocation)
    var text = Text(
      fields: paths, of: type.layout, interfaces: session.interfaces, system: session.names, style: style)
    text.namespaceName = session.namespaceName
    return text
  }

  mutating func begin() {}

  mutating func add(_ message: borrowing Message, _ type: ObjectType, _ walker: inout Walker) throws(Failure)
  {
    let parts = isInParts ? MulticastGroups.parts(of: message) : []
    if parts.isEmpty { text.object(message, by: type.table, type.layout(of: message), &walker) }
    for part in parts { text.object(Message(part.bytes.raw), by: part.table, part.layout, &walker) }
    try Output.standard.flush(&text.buffer)
  }

  mutating func flush() throws(Failure) { try Output.standard.write(&text.buffer) }

  mutating func end() throws(Failure) {
    if isHeld {
      text.finish()
      Output.tell(lineStarts: text.lineStarts)
    }
    try Output.standard.write(&text.buffer)
  }
}

extension TextStyle {
  /// The style that the options ask for, for text on standard output.
  init(_ invocation: Invocation, isAligned: Bool = false) {
    self.init()
    self.isAligned = isAligned
    isColored = Color.isWanted(invocation.color, on: .standard)
    isNumeric = invocation.numeric
    isOneLine = invocation.oneline
    hasDetails = invocation.details > 0 && !invocation.brief
    hasEverything = invocation.details > 1 && !invocation.brief
    hasCounters = invocation.stats > 0 && !invocation.brief
    width = Output.standard.columns ?? 0
  }
}
