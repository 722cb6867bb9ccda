import CommandLine
import NetlinkCore
import Render
import Select
import Rtnetlink
import NetlinkWire

/// Writes objects in one form. One thread.
protocol ObjectWriter: ~Copyable {
  /// Writes what comes before the first object.
  mutating func begin() throws(Failure)
  /// Adds an object.
  mutating func add(_ message: borrowing Message, _ type: ObjectType, _ walker: inout Walker) throws(Failure)
  /// Adds those of the messages that pass the sieve.
  mutating func add(_ messages: consuming Messages, through sieve: inout Sieve, _ walker: inout Walker)
    throws(Failure)
  /// Writes what can be written already.
  mutating func flush() throws(Failure)
  /// Writes the rest.
  mutating func end() throws(Failure)
}

extension ObjectWriter where Self: ~Copyable {
  // A requirement with one body for all, so that the form is asked for once a datagram and not for each message.
  mutating func add(_ messages: consuming Messages, through sieve: inout Sieve, _ walker: inout Walker)
    throws(Failure)
  {
    var messages = messages
    while let message = messages.next() {
      if sieve.passes(message, &walker) { try add(message, sieve.type, &walker) }
    }
  }
}

/// Which messages a list shows: those of objects of its type that match the selectors.
struct Sieve: ~Copyable {
  let type: ObjectType
  var check = HeaderCheck()
  private var match: Match

  init(_ type: ObjectType, _ match: consuming Match) {
    self.type = type
    self.match = match
  }

  mutating func passes(_ message: borrowing Message, _ walker: inout Walker) -> Bool {
    // Multicast addresses and groups are listed in messages of the type that asks for them.
    guard message.type == type.new || (message.type == type.get && ObjectType.other(of: type.new) != nil)
    else { return false }
    return check.passes(message, type) && match.matches(message, by: type.table, &walker)
  }
}

/// The objects that a command shows: those that match the selectors, in the form asked for.
struct ObjectList: ~Copyable {
  private var sieve: Sieve
  private var writer: any ObjectWriter & ~Copyable
  private var sorted: SortedMessages?
  /// Whether messages came, so that a part of the list may have been written.
  private(set) var hasBegun = false

  /// A list of the objects that match the selectors, without the one named `answered`, by which the kernel has chosen
  /// the object.
  init(
    _ object: ObjectName, _ type: ObjectType, _ session: inout Session, answered: String? = nil
  ) throws(Failure) {
    let match = try Selectors(session.invocation, object, answered: answered).match(type, &session)
    let writer = try ObjectList.writer(object, type, session)
    sorted = try SortedMessages(type, session)
    sieve = Sieve(type, match)
    self.writer = writer
  }

  /// The writer of the form asked for.
  private static func writer(
    _ object: ObjectName, _ type: ObjectType, _ session: borrowing Session
  ) throws(Failure) -> any ObjectWriter & ~Copyable {
    let invocation = session.invocation
    // Entries of forwarding databases have other columns than neighbours.
    let isForwarding = object == .neigh && invocation.family == .bridge
    let brief = invocation.isBrief && !isForwarding ? BriefList.fields(object) : nil
    guard invocation.isJSON else {
      return brief == nil ? try TextList(type, session) : try BriefList(object, type, session)
    }
    guard let fields = brief ?? invocation.fields else { return JSONList(session) }
    return try FilteredList(fields, type, session)
  }

  mutating func begin() throws(Failure) { try writer.begin() }

  /// Writes what can be written already.
  mutating func flush() throws(Failure) { try writer.flush() }

  mutating func end() throws(Failure) {
    if var held = sorted.take() {
      try held.forEach { message, walker throws(Failure) in try writer.add(message, sieve.type, &walker) }
    }
    try writer.end()
  }

  /// Adds the messages that match.
  mutating func add(
    _ messages: consuming Messages, _ session: inout Session, check: HeaderCheck = HeaderCheck()
  ) throws(Failure) {
    hasBegun = true
    sieve.check = check
    guard sorted != nil else { return try writer.add(messages, through: &sieve, &session.walker) }
    var messages = messages
    while let message = messages.next() {
      if sieve.passes(message, &session.walker) { try sorted?.add(message, sieve.type) }
    }
  }
}
