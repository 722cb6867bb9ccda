import CommandLine
import NetlinkCore
import NetlinkMirror
import Rtnetlink
import NetlinkWire

/// Reads a snapshot: the messages of the objects, by their keys.
///
/// A file that is not a snapshot is the same failure as a file that cannot be read.
struct SnapshotFile {
  /// The states of the tables that it is about, and of that of links for their names.
  private(set) var tables: [TableState] = [TableState(.links)]
  /// The tables that it is about, in the order of the document.
  private(set) var named: [Tracked] = []
  /// Whether all of them were known for certain.
  private(set) var isCertain = true
  private var hasVersion = false
  /// The version of a form that this program does not read.
  private var foreignVersion: String?
  private var hasObjects = false
  /// The object that is being read.
  private var key: [UInt8] = []
  private var message: [UInt8]?

  /// Reads a file; `-` is standard input.
  init(_ file: String) throws(Failure) {
    do throws(Failure) {
      try read(Input(file))
    } catch {
      throw Failure(error.message, .usage)
    }
  }

  private mutating func read(_ input: Input) throws(Failure) {
    let name = input.name
    var scanner = JSONScanner()
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    var offset = 0
    while true {
      let count = try input.read(into: &chunk)
      if count == 0 { break }
      for place in 0..<count where !take(chunk[place], &scanner) {
        throw Failure("\(name): \(damage(at: offset + place))")
      }
      offset += count
    }
    guard scanner.isAtEnd, hasVersion, hasObjects else {
      throw Failure(
        hasVersion ? "\(name): byte \(offset): the snapshot ends too early" : "\(name): no snapshot")
    }
  }

  /// What is wrong with a document that `take` refused at a byte.
  private func damage(at offset: Int) -> String {
    if let foreignVersion { return "a snapshot of version \(foreignVersion), which this nlctl does not read" }
    return hasVersion ? "byte \(offset): the snapshot is damaged" : "no snapshot"
  }

  /// Takes a byte of the document; false if the document is wrong.
  private mutating func take(_ byte: UInt8, _ scanner: inout JSONScanner) -> Bool {
    if scanner.endsWord(byte) {
      scanner.endWord()
      guard take(.value, scanner) else { return false }
    }
    return scanner.take(byte).map { take($0, scanner) } ?? true
  }

  /// Takes a token of the document; false if the document is wrong.
  private mutating func take(_ token: JSONScanner.Token, _ scanner: borrowing JSONScanner) -> Bool {
    switch token {
    case .bad: return false
    case .value:
      switch (scanner.depth, scanner.path(0)) {
      case (1, "nlctl_snapshot"):
        hasVersion = scanner.text == Array("\(SnapshotDocument.version)".utf8)
        if !hasVersion { foreignVersion = String(decoding: scanner.text, as: UTF8.self) }
        return hasVersion
      case (1, "certain"): isCertain = scanner.text == Array("true".utf8)
      case (2, "tables"):
        guard let table = Tracked(name: scanner.text.raw), !named.contains(table) else { return false }
        named.append(table)
        if state(of: table) == nil { tables.append(TableState(table)) }
      case (3, "objects"):
        // Copies: the scanner's own array is as large as the largest value so far.
        if scanner.path(2) == "key" { key = scanner.text.map { $0 } }
        if scanner.path(2) == "message" { message = SnapshotFile.bytes(scanner.text) }
      default: break
      }
      return true
    case .end:
      if scanner.depth == 1, scanner.path(0) == "objects" { hasObjects = true }
      guard scanner.depth == 2, scanner.path(0) == "objects" else { return true }
      defer { (key, message) = ([], nil) }
      return addObject()
    }
  }

  /// The index of the state of a table.
  private func state(of table: Tracked) -> Int? { tables.firstIndex { $0.table == table } }

  /// Adds the object that was read; false if its message is invalid.
  private mutating func addObject() -> Bool {
    guard hasVersion, !key.isEmpty, let bytes = message, bytes.count >= Message.headerLength,
      Int(bytes.raw.u32(at: 0)) == bytes.count
    else { return false }
    let message = Message(bytes.raw)
    guard let type = ObjectType.of(message), type.isWhole(message), message.type == type.new,
      let table = Tracked.of(message, type), let index = state(of: table)
    else { return false }
    tables[index].add(message, key)
    return true
  }

  /// The bytes of a hexadecimal text; nil if it is not one.
  private static func bytes(_ text: [UInt8]) -> [UInt8]? {
    guard text.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 2)
    for place in stride(from: 0, to: text.count, by: 2) {
      guard let high = WholeNumber.hexadecimal(text[place]),
        let low = WholeNumber.hexadecimal(text[place + 1])
      else { return nil }
      bytes.append(UInt8(high << 4 | low))
    }
    return bytes
  }
}
