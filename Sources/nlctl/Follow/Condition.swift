import CommandLine
import NetlinkCore
import NetlinkMirror
import Render
import Select
import Rtnetlink
import NetlinkWire

/// The condition of `wait`: an object matches, or none does, for as long as was asked for.
struct Condition: EventSink, ~Copyable {
  private let type: ObjectType
  private var decision: WaitDecision
  private let isJSON: Bool
  private let object: ObjectName
  private let invocation: Invocation
  private let check: HeaderCheck
  private var match: Match
  private(set) var failure: Failure?
  private var walker = Walker()
  private var json: JSON
  private var text: Text
  /// The objects that match, by key: a number that tells their order, and their text.
  private var matching: [[UInt8]: (number: Int, text: [UInt8])] = [:]
  private var number = 0

  init(_ object: ObjectName, _ options: WaitOptions, _ session: inout Session) throws(Failure) {
    let match = try Selectors(session.invocation, object).match(object.type, &session)
    check = HeaderCheck.ofFollowed(object, session.invocation)
    type = object.type
    decision = WaitDecision(
      isGone: options.gone, stable: options.stable.map { Clock.milliseconds($0) } ?? 0)
    isJSON = session.invocation.isJSON
    self.object = object
    invocation = session.invocation
    self.match = match
    json = session.json
    text = Text(interfaces: session.interfaces, system: session.names, style: TextStyle(session.invocation))
    text.namespaceName = session.namespaceName
  }

  var deadline: Int? { isMet ? nil : decision.deadline }

  var isDone: Bool { failure != nil || isMet }

  /// Whether the condition holds.
  var isMet: Bool { decision.isMet(Clock.now) }

  mutating func follows(_ namespaceID: Int32?, _ devices: Devices?, _ place: NamespacePlace?) {
    guard let devices else { return }
    json.interfaces = devices.interfaces
    text.interfaces = devices.interfaces
    do throws(Failure) {
      // From now on the selectors use the devices of the mirror.
      var session = try Session(sharing: devices, invocation)
      match = try Selectors(invocation, object).match(type, &session)
    } catch {
      failure = error
    }
  }

  mutating func event(
    _ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message
  ) {
    guard event.type.new == type.new else { return }
    if event.kind != .delete, matches(message) {
      number += 1
      matching[key] = (matching[key]?.number ?? number, render(message))
    } else {
      matching[key] = nil
    }
    decision.look(!matching.isEmpty, Clock.now)
  }

  private mutating func matches(_ message: borrowing Message) -> Bool {
    check.passes(message, type) && match.matches(message, by: type.table, &walker)
  }

  mutating func unknown(
    _ message: borrowing Message, _ origin: Event.Origin, _ namespaceID: Int32?, at time: StreamTime
  ) {}

  mutating func remark(_ remark: Remark, at time: StreamTime) {
    decision.remark(remark, !matching.isEmpty, Clock.now)
  }

  /// The text of an object, in the form asked for.
  private mutating func render(_ message: borrowing Message) -> [UInt8] {
    if isJSON {
      json.buffer.truncate(to: 0)
      json.object(message, by: type.table, &walker)
      json.buffer.append(UInt8(ascii: "\n"))
      return json.buffer.raw.array
    }
    text.buffer.truncate(to: 0)
    text.object(message, by: type.table, type.layout(of: message), &walker)
    return text.buffer.raw.array
  }

  /// Prints the first object that matches; none does with `--gone`. `interrupt` ends waiting for a reader.
  func print(until interrupt: Interrupt) throws(Failure) {
    guard let first = matching.values.min(by: { $0.number < $1.number }) else { return }
    var buffer = GrowingBytes(capacity: first.text.count)
    buffer.append(contentsOf: first.text)
    let output = Output.standard(until: interrupt)
    if !isJSON { return try output.write(&buffer) }
    var json = JSONOutput(invocation, to: output)
    try json.write(&buffer)
  }
}
