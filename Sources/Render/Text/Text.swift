package import NetlinkWire

/// Writes messages as text, a line each, by the layouts beside their tables.
///
/// Writes directly into one buffer, without an allocation for each message unless columns are aligned. One thread.
///
/// A line is written as the values come. Each piece of it (a word, its value, and a blank) is noted with its position
/// in the layout. Only if the rows come in another order than the layout has, or if a later piece hides an earlier
/// one, is the line put together anew at its end.
package struct Text: ~Copyable {
  /// The output that was not written yet.
  package var buffer = GrowingBytes(capacity: 64 << 10)
  /// Names of the interfaces of the messages' namespace.
  package var interfaces: InterfaceNames
  /// Returns the name of the namespace with an id; called when an id is shown.
  package var namespaceName: ((Int32) -> [UInt8]?)?
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
    /// How many members of the array came so far.
    var count = 0
    /// Where its text begins, and where after its own phrase.
    var start = 0
    var inside = 0
    /// How many pieces there were before it.
    var pieces = 0
    /// Where the path of the nest around ends.
    var path = 0
    /// For a nest that the layout has: its bit, and the value of `hidden` before it was entered.
    var bit: UInt64 = 0
    var hiddenBefore: UInt64 = 0
    /// Whether it is an array, whose members have no rows of their own.
    var isList = false
    /// Whether it is an array whose members are written as one detail.
    var isDetail = false
    var isVolatile = false
    /// Whether it is shown only with `hasEverything`.
    var isRemote = false
    /// Whether what is within is part of its own piece.
    var isOpaque = false
    /// The paragraphs of its details and of its counters; −1 if there are none yet.
    var paragraph = -1
    var counters = -1
  }

  /// How the value that is being written ends: with a blank; with what its cell adds; as a detail; as a member of an
  /// array.
  enum Ending { case blank, dressed, detail, member }
  /// The layout until the first object comes. Made once, because layouts are never freed.
  private static let noLayout = Layout([])

  /// Whether every line is put in order at its end, whatever comes.
  let isArranged: Bool
  let system: SystemNames
  var plans: Plans
  var choices = Choices()
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
  /// The word that is written instead of the value's own; nil for none.
  var instead: StaticString?
  /// The bits of the cells that were written, and of those of them that others hide.
  var shown: UInt64 = 0
  var hidden: UInt64 = 0
  var lastPosition = -1
  var isOrdered = true
  /// How many of the frames around are opaque.
  var opacity = 0
  /// Where the line begins, where in it an IPv6 default route is written (−1 for none), and the bits of the cells that
  /// tell that the route is of IPv6.
  var lineStart = 0
  var bareDefault = -1
  var bareDefaultHiders: UInt64 = 0
  /// The first interface that the object names, which is its own, and the object's family.
  var device: UInt32 = 0
  var family: UInt8 = 0
  var layout = Text.noLayout
  /// The plan of the layout.
  var root = Plans.none
  var scratch = GrowingBytes(capacity: 4096)
  var details = Details()
  var path = GrowingBytes(capacity: 128)
  var odd = GrowingBytes(capacity: 256)
  var held = HeldLines()
  /// Columns that are kept free at the end of the next line.
  package var reserve = 0
  /// The layout of a table's lines; nil if there is no table.
  var columns: Layout?
  /// Whether there is a table.
  let isTable: Bool
  var columnCount = 0
  /// If each column needs a walk of its own: its layout, and whether the field is an object.
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
    isTable = columns != nil
    isArranged = style.isAligned || style.hasMore || isTable
  }

  /// A writer of a table: a line of headers, then a line for each object with `fields` in columns, and `-` for a field
  /// that the object lacks. Columns are separated by tabs unless they are aligned. `line` is the layout of the
  /// object's line, which says how an object among the fields is written.
  package init(
    fields: [FieldPath], of line: Layout? = nil, interfaces: InterfaceNames, system: SystemNames,
    style: TextStyle = TextStyle()
  ) {
    var style = style
    style.hasDetails = false
    style.hasCounters = false
    let painted = style.isColored ? line : nil
    self.init(
      interfaces: interfaces, system: system, style: style,
      columns: Layout.columns(fields, paintedAs: painted))
    columnCount = fields.count
    showsTwice = true
    // One walk cannot write an object beside others, nor a value twice, nor more columns than an item can number.
    let isEntangled = fields.indices.contains { place in
      fields[place].isObject || fields[..<place].contains { $0.overlaps(fields[place]) }
    }
    if isEntangled || fields.count > Int(UInt8.max) {
      cellLayouts = fields.map { (Layout.column($0, of: line, paintedAs: painted), $0.isObject) }
    }
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
    if isTable { return row(message, by: table, &walker) }
    beginLine(layout, of: message, at: buffer.count)
    walker.walk(message, by: table, &self)
    close()
  }

  /// Begins a line at byte `start` of the buffer.
  @inline(__always)
  mutating func beginLine(_ layout: Layout, of message: borrowing Message, at start: Int) {
    if layout.serial != self.layout.serial {
      self.layout = layout
      root = plans.root(of: layout)
    }
    let bytes = message.bytes
    family = bytes.byteCount > Message.headerLength ? bytes.u8(at: Message.headerLength) : 0
    frame.plan = root
    frame.paragraph = -1
    pieces.removeAll()
    shown = 0
    hidden = 0
    lastPosition = -1
    isOrdered = true
    lineStart = start
    bareDefault = -1
    device = 0
  }
}
