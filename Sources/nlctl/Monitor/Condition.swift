import CommandLine
import Netlink
import Render
import Rtnl
import Wire

/// What is waited for: an object that matches, or that none does, for as long as was asked.
struct Condition: EventSink, ~Copyable {
  private let type: ObjectType
  private let isGone: Bool
  private let stable: Int
  private let isJSON: Bool
  private var match: Match
  private var walker = Walker()
  private var json: JSON
  private var text: Text
  private var output: JSONOutput
  /// The objects that match, as they were last said, and when each came.
  private var matching: [[UInt8]: (number: Int, text: [UInt8])] = [:]
  private var number = 0
  private var hasLooked = false
  private var since: Int?

  init(
    _ object: ObjectName, _ type: ObjectType, _ options: WaitOptions, _ session: inout Session
  ) throws(Failure) {
    self.type = type
    isGone = options.gone
    stable = options.stable.map { Clock.milliseconds($0) } ?? 0
    isJSON = session.invocation.isJSON
    output = JSONOutput(session.invocation)
    match = try Selectors(session.invocation, object).match(type, &session)
    json = JSON(interfaces: session.interfaces, system: session.names)
    json.isNumeric = session.invocation.numeric
    text = Text(interfaces: session.interfaces, system: session.names, style: TextStyle(session.invocation))
  }

  var deadline: Int? { isDone ? nil : since.map { $0 + stable } }

  var isDone: Bool { hasLooked && since.map { Clock.now - $0 >= stable } ?? false }

  // Which devices the selectors mean they find out themselves.
  mutating func devicesChanged(_ session: inout Session, _ namespaceID: Int32?) throws(Failure) {}

  mutating func namespace(_ id: Int32, _ place: NamespaceFinder.Place?) {}

  mutating func event(
    _ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message,
    _ comparison: borrowing Comparison, _ session: inout Session
  ) throws(Failure) {
    guard event.type.new == type.new else { return }
    if event.kind != .delete, match.matches(message, by: type.table, &walker) {
      number += 1
      matching[key] = (matching[key]?.number ?? number, render(message))
    } else {
      matching[key] = nil
    }
    look()
  }

  mutating func unknown(
    _ message: borrowing Message, _ origin: Event.Origin, _ namespaceID: Int32?
  ) throws(Failure) {}

  mutating func remark(_ remark: Remark) throws(Failure) {
    if remark == .initialEnd {
      hasLooked = true
      look()
    }
  }

  private mutating func look() {
    guard hasLooked else { return }
    if matching.isEmpty == isGone {
      if since == nil { since = Clock.now }
    } else {
      since = nil
    }
  }

  private mutating func render(_ message: borrowing Message) -> [UInt8] {
    if isJSON {
      json.buffer.truncate(to: 0)
      json.object(message, by: type.table, &walker)
      json.buffer.append(UInt8(ascii: "\n"))
      return json.buffer.bytes.array
    }
    text.buffer.truncate(to: 0)
    text.object(message, by: type.table, type.layout(of: message), &walker)
    return text.buffer.bytes.array
  }

  /// Prints the object that matched; nothing when none was to.
  mutating func print() throws(Failure) {
    guard let first = matching.values.min(by: { $0.number < $1.number }) else { return }
    var buffer = ByteBuffer(capacity: first.text.count)
    for byte in first.text { buffer.append(byte) }
    if isJSON { try output.write(&buffer) } else { try Output.standard.write(&buffer) }
  }
}
