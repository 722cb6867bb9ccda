package import NetlinkWire

/// Writes messages as text, a line each, by the layouts beside their tables.
///
/// Straight into one buffer, no allocation a message, as long as nothing is aligned. One thread.
///
/// A line is written as the values come. Each piece of it (a word and its value, and a blank after) is
/// noted with its place in the layout; only where the rows' order differs from the layout's, or a piece
/// turns out not to be wanted beside another, are the pieces put in order at the end.
package struct Text: ~Copyable {
  /// The output that was not flushed yet.
  package var buffer = ByteBuffer(capacity: 64 << 10)
  /// Names of the interfaces of the messages' namespace.
  package var interfaces: InterfaceNames
  /// The names of namespaces by their ids, asked for where one is shown.
  package var namespaceName: ((Int32) -> String?)?
  /// How it is laid out.
  package let style: TextStyle

  /// A part of the line that moves as one.
  struct Piece {
    var position: Int
    var cell: Int
    var start: Int
    var end = 0
  }

  /// A nest or array around the values that come.
  struct Frame {
    var plan = 0
    /// The cell of an array, or −1.
    var cell = -1
    var row = Row.element
    /// How many members there were so far.
    var count = 0
    /// Where its text begins: with its own word, and after that.
    var start = 0
    var inside = 0
    var pieces = 0
    /// Where the path of the nest around ends.
    var path = 0
    /// For a nest that the layout has: its bit, and `hidden` when it was entered.
    var bit: UInt64 = 0
    var hiddenBefore: UInt64 = 0
    /// Whether it is an array, whose members have no rows of their own.
    var isList = false
    /// Whether its members stand in the details: a detail is being written.
    var isDetail = false
    var isVolatile = false
    /// Whether it is shown only where everything is.
    var isRemote = false
    /// Whether the pieces within move with it.
    var isOpaque = false
    /// Where details and counters go; −1 when there were none yet.
    var paragraph = -1
    var counters = -1
  }

  /// How the value that is being written ends.
  enum Ending { case blank, dressed, detail, member }
  /// The layout before the first object. Made once, because layouts are never freed.
  private static let noLayout = Layout([])

  /// Whether every line is put in order at its end, whatever comes.
  private let isArranged: Bool
  let system: SystemNames
  var plans: Plans
  var refusals = Refusals()
  var pieces = Slab<Piece>(capacity: 64)
  var frames = Slab<Frame>(capacity: 40)
  var frame = Frame()
  var ending = Ending.blank
  /// The cell that is being written, and where it began.
  var open = 0
  var openStart = 0
  var isPainted = false
  /// Where the colour of the value that is being written ends, and its text begins.
  var paintEnd = 0
  /// The word in place of the value's own; nil for none.
  var instead: StaticString?
  /// The bits of the cells that are shown, and of those that have to be removed again.
  var shown: UInt64 = 0
  var hidden: UInt64 = 0
  var lastPosition = -1
  var isOrdered = true
  /// How many of the frames around are opaque.
  var opacity = 0
  /// Where the line began, and where in it an IPv6 default route stands.
  var lineStart = 0
  var bareDefault = -1
  var bareDefaultHiders: UInt64 = 0
  /// The interface that the object is of, and its family.
  var device: UInt32 = 0
  var family: UInt8 = 0
  var layout = Text.noLayout
  var scratch = ByteBuffer(capacity: 4096)
  var details = Details()
  var path = ByteBuffer(capacity: 128)
  var odd = ByteBuffer(capacity: 256)
  var held = HeldLines()
  /// Columns that are kept free at the end of the next line.
  package var reserve = 0
  /// The layout of a table's lines; nil if there is no table.
  var columns: Layout?
  var columnCount = 0
  /// The layout of each column, and whether it is an object's, where each is written by a walk of its own.
  var cellLayouts: [(layout: Layout, isObject: Bool)] = []
  /// Whether the name and the number of a value may have a column each.
  var showsTwice = false

  /// A writer that takes names from `interfaces` and `system`.
  package init(interfaces: InterfaceNames, system: SystemNames, style: TextStyle = TextStyle()) {
    self.init(interfaces: interfaces, system: system, style: style, columns: nil)
  }

  private init(interfaces: InterfaceNames, system: SystemNames, style: TextStyle, columns: Layout?) {
    self.interfaces = interfaces
    self.system = system
    self.style = style
    self.columns = columns
    plans = Plans(isColored: style.isColored)
    isArranged = style.isAligned || style.hasMore || columns != nil
  }

  /// A writer of a table: a line of headers, then of each object only `fields`, in columns. `-` stands
  /// where an object does not have one. Tabs are between columns unless they are aligned.
  package init(
    fields: [FieldPath], of line: Layout? = nil, interfaces: InterfaceNames, system: SystemNames,
    style: TextStyle = TextStyle()
  ) {
    var style = style
    style.hasDetails = false
    style.hasCounters = false
    self.init(interfaces: interfaces, system: system, style: style, columns: Layout.columns(fields))
    columnCount = fields.count
    showsTwice = true
    // One walk cannot write an object beside others, nor a value twice.
    let isEntangled = fields.indices.contains { place in
      fields[place].isObject || fields[..<place].contains { $0.overlaps(fields[place]) }
    }
    if isEntangled { cellLayouts = fields.map { (Layout.column($0, of: line), $0.isObject) } }
    if style.isAligned { held.begin() }
    for (index, field) in fields.enumerated() {
      if style.isAligned {
        let start = scratch.count
        scratch.append(field.text.uppercased())
        held.add(scratch, start..<scratch.count, column: index + 1, isRight: false)
      } else {
        if index > 0 { buffer.append(UInt8(ascii: "\t")) }
        buffer.append(field.text.uppercased())
      }
    }
    if !style.isAligned { buffer.append(UInt8(ascii: "\n")) }
  }

  /// Writes one message as a line, or holds it where lines are aligned.
  package mutating func object(
    _ message: borrowing Message, by table: Table, _ layout: Layout, _ walker: inout Walker
  ) {
    let family = message.payload.byteCount > 0 ? message.payload.u8(at: 0) : 0
    if cellLayouts.count > 0 { return cells(message, by: table, family: family, &walker) }
    begin(columns ?? layout, family: family, at: buffer.count)
    walker.walk(message, by: table, &self)
    close()
  }

  /// Begins a line at byte `start` of the buffer.
  mutating func begin(_ layout: Layout, family: UInt8, at start: Int) {
    self.layout = layout
    self.family = family
    frame.plan = plans.root(of: layout)
    frame.paragraph = -1
    pieces.removeAll()
    shown = 0
    hidden = 0
    lastPosition = -1
    isOrdered = true
    opacity = 0
    lineStart = start
    bareDefault = -1
    device = 0
  }

  /// Ends the line.
  mutating func close() {
    if !isOrdered || hidden != 0 || bareDefault >= 0 || isArranged || odd.count > 0 { return arrange() }
    endLine()
  }

  /// Ends a line of which all is written, in order.
  @inline(__always)
  mutating func endLine() {
    if buffer.count > lineStart {
      buffer.replace(at: buffer.count - 1, with: UInt8(ascii: "\n"))
    } else {
      buffer.append(UInt8(ascii: "\n"))
    }
  }

}
