import CommandLine
import NetlinkCore
import Render
import Select
import Rtnetlink
import NetlinkWire

/// The objects that a command shows: those that the selectors leave, in the form asked for.
struct ObjectList: ~Copyable {
  private let type: ObjectType
  private var match: Match
  private var json: JSONList?
  private var filtered: FilteredList?
  private var text: TextList?
  private var brief: BriefList?
  private var sorted: SortedMessages?

  /// The objects that pass the selectors, but for the one named `answered`, which the kernel itself went by.
  init(
    _ object: ObjectName, _ type: ObjectType, _ session: inout Session, answered: String? = nil
  ) throws(Failure) {
    let isJSON = session.invocation.isJSON
    let isBrief = session.invocation.isBrief && BriefList.fields(object) != nil
    let fields = isBrief ? BriefList.fields(object) : session.invocation.fields
    let match = try Selectors(session.invocation, object, answered: answered).match(type, &session)
    let filtered = isJSON && fields != nil ? try FilteredList(fields ?? [], type, session) : nil
    let text = isJSON || isBrief ? nil : try TextList(type, session)
    brief = isBrief && !isJSON ? try BriefList(object, type, session) : nil
    sorted = try SortedMessages(type, session)
    self.type = type
    self.match = match
    self.filtered = filtered
    self.text = text
    json = isJSON && fields == nil ? JSONList(session) : nil
  }

  mutating func begin() throws(Failure) {
    try json?.begin()
    try filtered?.begin()
  }

  /// Writes what is ready.
  mutating func flush() throws(Failure) {
    try json?.flush()
    try filtered?.flush()
    try text?.flush()
  }

  mutating func end() throws(Failure) {
    if var held = sorted.take() {
      try held.forEach { message, walker throws(Failure) in try show(message, &walker) }
    }
    try json?.end()
    try filtered?.end()
    try text?.end()
    try brief?.end()
  }

  /// Adds those of the messages that are asked for.
  mutating func add(
    _ messages: consuming Messages, _ session: inout Session, check: HeaderCheck = HeaderCheck()
  ) throws(Failure) {
    var messages = messages
    while let message = messages.next() {
      // Some are listed in messages of the type that asks for them: multicast addresses and groups.
      guard message.type == type.new || (message.type == type.get && ObjectType.other(of: type.new) != nil)
      else { continue }
      guard check.passes(message, type) else { continue }
      guard match.matches(message, by: type.table, &session.walker) else { continue }
      if sorted != nil {
        try sorted?.add(message, type)
      } else {
        try show(message, &session.walker)
      }
    }
  }

  private mutating func show(_ message: borrowing Message, _ walker: inout Walker) throws(Failure) {
    try json?.add(message, type, &walker)
    try filtered?.add(message, type, &walker)
    try text?.add(message, type, &walker)
    try brief?.add(message, type, &walker)
  }
}
