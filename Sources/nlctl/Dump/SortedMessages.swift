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

  private var writer: FilteredJSON
  private let isDescending: Bool
  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  private var walker = Walker()

  /// Nil without `--sort`. An unknown field is a usage error.
  init?(_ type: ObjectType, _ session: borrowing Session) throws(Failure) {
    guard var field = session.invocation.sort else { return nil }
    isDescending = field.hasPrefix("-")
    if isDescending { field.removeFirst() }
    let paths = try FilteredList.paths([field], type, session.invocation)
    var json = JSON(interfaces: session.interfaces, system: session.names)
    json.namespaceName = session.namespaceName
    writer = FilteredJSON(json, fields: paths)
  }

  /// Holds a message.
  mutating func add(_ message: borrowing Message, _ type: ObjectType) throws(Failure) {
    guard bytes.makeRoom(for: message.bytes.byteCount) else {
      throw Failure(Words.of(.noMemory(), "--sort"))
    }
    writer.buffer.truncate(to: 0)
    let key = writer.object(message, by: type.table, &walker) ? SortKey(writer.buffer.raw.array) : .absent
    let offset = bytes.count
    bytes.append(message.bytes)
    entries.append(Entry(offset: offset, length: bytes.count - offset, key: key))
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

/// The key by which objects are sorted. Numbers come before text.
enum SortKey: Equatable {
  case number(Double, UInt64)
  case text([UInt8])
  case absent

  /// The first value in an object that `FilteredJSON` wrote.
  init(_ json: [UInt8]) {
    var place = 0
    while place < json.count, json[place] == UInt8(ascii: "{") || json[place] == UInt8(ascii: "[") {
      if json[place] == UInt8(ascii: "{") {
        guard let colon = json[place...].firstIndex(of: UInt8(ascii: ":")) else { break }
        place = colon
      }
      place += 1
    }
    guard place < json.count else {
      self = .absent
      return
    }
    if json[place] == UInt8(ascii: "\"") {
      self = .text(SortKey.text(json[(place + 1)...]))
      return
    }
    let word = json[place...].prefix {
      ![UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]")].contains($0)
    }
    let text = String(decoding: word, as: UTF8.self)
    if let number = Double(text) {
      self = .number(number, UInt64(text) ?? 0)
    } else {
      self = text.isEmpty ? .absent : .text(Array(word))
    }
  }

  /// What stands before the quotation mark that ends a string, as it is escaped.
  private static func text(_ json: ArraySlice<UInt8>) -> [UInt8] {
    var isEscaped = false
    return Array(
      json.prefix { byte in
        if byte == UInt8(ascii: "\""), !isEscaped { return false }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        return true
      })
  }

  static func < (one: SortKey, other: SortKey) -> Bool {
    switch (one, other) {
    case (.number(let first, let whole), .number(let second, let otherWhole)):
      first == second ? whole < otherWhole : first < second
    case (.text(let first), .text(let second)): SortKey.precedes(first, second)
    case (.number, _): true
    case (_, .number): false
    default: one != .absent
    }
  }

  /// Whether one text comes before the other. Digits are compared as numbers, so that eth2 comes before eth10.
  static func precedes(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    var (first, second) = (one[...], other[...])
    while let left = first.first, let right = second.first {
      if isDigit(left), isDigit(right) {
        let (a, b) = (number(&first), number(&second))
        if a.count != b.count { return a.count < b.count }
        if a != b { return a.lexicographicallyPrecedes(b) }
      } else {
        if left != right { return left < right }
        first = first.dropFirst()
        second = second.dropFirst()
      }
    }
    if first.isEmpty != second.isEmpty { return first.isEmpty }
    return one.lexicographicallyPrecedes(other)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Removes the digits at the front, and returns them without leading zeros.
  private static func number(_ text: inout ArraySlice<UInt8>) -> [UInt8] {
    let digits = text.prefix { isDigit($0) }
    text = text.dropFirst(digits.count)
    return Array(digits.drop { $0 == 0x30 })
  }
}
