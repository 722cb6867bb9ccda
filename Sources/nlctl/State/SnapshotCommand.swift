import CommandLine
import Glibc
import NetlinkCore
import NetlinkMirror
import Render
import Rtnetlink
import NetlinkWire

/// `nlctl snapshot [OBJECT...]`: the state of all tables at one moment, as one JSON document.
///
/// Each object is written as in an event, together with its message. `diff` compares the messages, so that
/// the version that wrote the document does not matter.
enum SnapshotCommand {
  static func run(_ invocation: Invocation, _ objects: [ObjectName]) throws(Failure) -> ExitStatus {
    let session = try Session(invocation)
    let wanted = objects.isEmpty ? ObjectName.followed : objects
    let tables = Tracked.allCases.filter { table in
      wanted.contains { Tracked.of($0, family: invocation.family).contains(table) }
    }
    let state = try CurrentState.read(session, tables)
    var document = try SnapshotDocument(invocation, state, about: tables)
    try document.write()
    for table in state.uncertain where !invocation.quiet {
      Diagnostics.complain("\(table.words) is not known for certain; the snapshot may be incomplete")
    }
    return state.uncertain.isEmpty ? .answered : .incomplete
  }
}

/// Writes a snapshot.
struct SnapshotDocument: ~Copyable {
  /// The version of the document's form.
  static let version: UInt64 = 1

  private let state: CurrentState
  /// The tables that were asked for. Links are always written, for their names.
  private let tables: [Tracked]
  private var json: JSON
  private var output: JSONOutput
  private var walker = Walker()

  init(_ invocation: Invocation, _ state: CurrentState, about tables: [Tracked]) throws(Failure) {
    self.state = state
    self.tables = tables
    let session = try Session(sharing: state.devices, invocation)
    json = session.json
    output = JSONOutput(invocation)
  }

  /// Writes the document.
  mutating func write() throws(Failure) {
    head()
    var isFirst = true
    for table in state.tables {
      for index in 0..<table.count {
        json.buffer.separateLines(isFirst: isFirst)
        isFirst = false
        object(table, index)
        try output.flush(&json.buffer)
      }
    }
    json.buffer.append("\n]}\n" as StaticString)
    try output.write(&json.buffer)
  }

  /// Writes what comes before the objects.
  private mutating func head() {
    json.open()
    json.member("nlctl_snapshot")
    json.buffer.decimal(SnapshotDocument.version)
    json.member("time")
    json.buffer.append(UInt8(ascii: "\""))
    var clock = Clock.Writer()
    clock.append(StreamTime.now, to: &json.buffer)
    json.buffer.append(UInt8(ascii: "\""))
    text("version", Array(Version.number.utf8))
    if state.isOfThisMachine { machine() }
    json.member("certain")
    json.buffer.append(state.uncertain.isEmpty ? "true" as StaticString : "false")
    json.member("tables")
    json.buffer.append(UInt8(ascii: "["))
    for (index, table) in tables.enumerated() {
      if index > 0 { json.buffer.append(UInt8(ascii: ",")) }
      json.buffer.quoted(table.name)
    }
    json.buffer.append(UInt8(ascii: "]"))
    json.member("objects")
    json.buffer.append(UInt8(ascii: "["))
  }

  /// Writes the names of the machine, of its kernel and of its namespace.
  private mutating func machine() {
    for (key, file) in [("host", "hostname"), ("kernel", "osrelease")] as [(StaticString, String)] {
      guard let line = Files.contents(of: "/proc/sys/kernel/\(file)") else { continue }
      text(key, line.filter { $0 != UInt8(ascii: "\n") })
    }
    guard let namespace = NetworkNamespace.currentIdentity else { return }
    json.member("netns")
    json.buffer.decimal(namespace)
  }

  /// Writes a member that is text.
  private mutating func text(_ key: StaticString, _ value: [UInt8]) {
    json.member(key)
    json.buffer.quoted(value.raw)
  }

  /// Writes an object of a table.
  private mutating func object(_ table: TableState, _ index: Int) {
    let type = table.table.type
    json.open()
    json.member("object")
    json.buffer.quoted(type.name)
    text("key", table.keys[index])
    json.member("message")
    json.buffer.quoted(hexadecimal: table.message(index).bytes)
    json.member(type.name)
    json.object(table.message(index), by: type.table, &walker)
    json.close()
  }
}
