import CommandLine
import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// Messages that are held, to be shown in the order of one field: `--sort`.
struct SortedMessages: ~Copyable {
  private struct Entry {
    var offset: Int
    var length: Int
    var key: SortKey
  }

  private var keys: SortKeys
  private let isDescending: Bool
  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  private var walker = Walker()

  /// Nil without `--sort`. An unknown field is a usage error.
  init?(_ type: ObjectType, _ session: borrowing Session) throws(Failure) {
    guard var field = session.invocation.sort else { return nil }
    isDescending = field.hasPrefix("-")
    if isDescending || field.hasPrefix("+") { field.removeFirst() }
    let path = try FilteredList.paths([field], type, session.invocation)[0]
    keys = SortKeys(
      of: path, interfaces: session.interfaces, system: session.names,
      namespaceName: session.namespaceName)
  }

  /// Holds a message.
  mutating func add(_ message: borrowing Message, _ type: ObjectType) throws(Failure) {
    guard bytes.makeRoom(for: message.bytes.byteCount) else {
      throw Failure(Words.of(.noMemory(), "--sort"))
    }
    let key = keys.key(of: message, by: type.table, &walker)
    entries.append(Entry(offset: bytes.count, length: message.bytes.byteCount, key: key))
    bytes.append(message.bytes)
  }

  /// The numbers of the messages, counted as they came, in sorted order.
  var order: [Int] {
    entries.indices.sorted { one, other in
      let (first, second) = (entries[one].key, entries[other].key)
      if first == second { return one < other }
      // In both directions, objects without the field come last.
      if first == .absent || second == .absent { return second == .absent }
      return isDescending ? second < first : first < second
    }
  }

  /// Calls `body` with each message in sorted order. Messages with equal keys stay in the order in which they came.
  mutating func forEach(
    _ body: (borrowing Message, inout Walker) throws(Failure) -> Void
  ) throws(Failure) {
    var walker = Walker()
    for place in order {
      let entry = entries[place]
      try body(Message(bytes.raw.slice(at: entry.offset, length: entry.length)), &walker)
    }
  }
}
