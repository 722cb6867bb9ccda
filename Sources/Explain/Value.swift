internal import Render
internal import NetlinkWire

/// One value of a message, as text and as what JSON calls it.
///
/// Looks like the value that a dump shows, with the number beside a name.
struct Value: ~Copyable {
  /// What JSON calls it.
  enum Kind {
    /// Bytes without further meaning.
    case none
    case integer
    /// Its text is `on` or `off`.
    case boolean
    case text
    /// Names between commas.
    case list
  }

  /// As it is shown.
  var text = ByteBuffer(capacity: 256)
  var kind = Kind.none
  /// The number behind a name.
  var number: UInt64?
  /// The negative number behind a name.
  var signed: Int64?
  /// Whether the bytes are not what the row says.
  var isOdd = false
  /// Whether several values make up one, which then stand behind their keys.
  var hasKeys = false
  private let interfaces: InterfaceNames
  private let system: SystemNames
  private var depth = 0
  /// Where the text of the value in hand begins.
  private var start = 0

  init(interfaces: InterfaceNames, system: SystemNames) {
    self.interfaces = interfaces
    self.system = system
  }

  /// Gets ready for another value.
  mutating func clear() {
    text.truncate(to: 0)
    kind = .none
    number = nil
    signed = nil
    isOdd = false
    hasKeys = false
    depth = 0
    start = 0
  }

  /// Whether there is nothing to show but the bytes.
  var isEmpty: Bool { text.count == 0 }

  /// Gets ready to write a value of `row` as that kind; one behind others makes them text.
  mutating func begin(_ row: Row, _ kind: Kind, key: StaticString? = nil) {
    if text.count > 0 {
      text.append(hasKeys ? "  " as StaticString : " ")
      self.kind = .text
      number = nil
    } else {
      self.kind = kind
    }
    let key = key ?? row.key
    if hasKeys || (depth > 0 && text.count > 0), !key.isEmpty {
      text.append(key)
      text.append(UInt8(ascii: " "))
      self.kind = .text
    }
    start = text.count
  }

  /// An object of several values begins.
  mutating func enter() { depth += 1 }

  /// An unsigned integer.
  mutating func integer(_ value: UInt64) {
    kind = .integer
    text.decimal(value)
  }

  /// A number that may have a name in a file of the system.
  mutating func named(_ value: UInt32, in space: SystemName) {
    if !system.append(value, of: space, to: &text) {
      text.decimal(UInt64(value))
      if start == 0 { kind = .integer }
    } else {
      number = UInt64(value)
    }
  }

  /// An interface by its index.
  mutating func device(_ index: UInt32) {
    let name = interfaces.name(of: index)
    guard name.byteCount > 0 else {
      text.decimal(UInt64(index))
      if start == 0 { kind = .integer }
      return
    }
    text.printable(name)
    number = UInt64(index)
  }

  /// The hardware type of an interface.
  func hardwareType(of index: UInt32) -> UInt16? { interfaces.type(of: index) }

  /// The names of the bits that are set, then the rest in hexadecimal.
  mutating func list(_ value: UInt64, _ flags: Flags) {
    for index in 0..<flags.entries.count {
      let entry = flags.entries[index]
      guard !entry.name.isEmpty, value & entry.mask == entry.value else { continue }
      item(entry.name)
    }
    rest(value & ~flags.known)
  }

  /// One more name of a list.
  mutating func item(_ name: StaticString) {
    if text.count > start { text.append(UInt8(ascii: ",")) }
    text.append(name)
  }

  /// A word of our own.
  mutating func plain(_ word: StaticString) {
    kind = .text
    text.append(word)
  }

  /// A word of ours that is made when the program runs.
  mutating func plain(_ word: String) {
    kind = .text
    text.append(word)
  }

  /// Bits without a name.
  mutating func rest(_ bits: UInt64) {
    guard bits != 0 else { return }
    if text.count > start { text.append(UInt8(ascii: ",")) }
    text.append("0x" as StaticString)
    text.hexadecimal(bits)
  }

  /// The names of bits that a file of the system has.
  mutating func list(_ value: UInt64, in space: SystemName) {
    for bit in UInt32(0)..<64 where value >> UInt64(bit) & 1 == 1 {
      if text.count > start { text.append(UInt8(ascii: ",")) }
      if !system.append(bit, of: space, to: &text) { text.decimal(UInt64(bit)) }
    }
  }
}
