internal import Render
internal import NetlinkWire

/// A value of a message, as text and with its type in JSON.
///
/// It is written as a dump shows it, with the number beside a name.
struct Value: ~Copyable {
  /// The type of a value in JSON.
  enum Kind {
    /// Bytes without further meaning.
    case none
    case integer
    /// Its text is `on` or `off`.
    case boolean
    case text
    /// Names separated by commas.
    case list
  }

  /// The value as it is shown.
  var text = GrowingBytes(capacity: 256)
  var kind = Kind.none
  /// The number that has the name.
  var number: UInt64?
  /// The same, if it is negative.
  var signed: Int64?
  /// Whether the bytes are not what the row says they are.
  var isOdd = false
  /// Whether it consists of several values, which then follow their keys.
  var hasKeys = false
  private let interfaces: InterfaceNames
  private let system: SystemNames
  private var depth = 0
  /// Where the text of the last of these values begins.
  private var start = 0

  init(interfaces: InterfaceNames, system: SystemNames) {
    self.interfaces = interfaces
    self.system = system
  }

  /// Empties the value, so that another can be made.
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

  /// Begins a value of `row` of that kind. If there is one already, both together are text.
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

  /// Begins an object, whose values follow their keys from the second on.
  mutating func enter() { depth += 1 }

  /// Writes an unsigned integer.
  mutating func integer(_ value: UInt64) {
    kind = .integer
    text.decimal(value)
  }

  /// Writes a number by the name that a file of the system gives it, if there is one.
  mutating func named(_ value: UInt32, in space: SystemName) {
    if !system.append(value, of: space, to: &text) {
      text.decimal(UInt64(value))
      if start == 0 { kind = .integer }
    } else {
      number = UInt64(value)
    }
  }

  /// Writes an interface by its name, or by its index if it has none.
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

  /// Writes the names of the bits that are set, then the rest in hexadecimal.
  mutating func list(_ value: UInt64, _ flags: Flags) {
    flags.forEachName(in: value) { item($0) }
    rest(value & ~flags.known)
  }

  /// The same for the bits of several rows.
  mutating func list(_ value: UInt64, _ bits: ByteOrder.Bits) {
    for entry in bits.entries where value & entry.mask == entry.value { item(entry.name) }
    rest(value & ~bits.known)
  }

  /// Writes one more name of a list.
  mutating func item(_ name: StaticString) {
    if text.count > start { text.append(UInt8(ascii: ",")) }
    text.append(name)
  }

  /// Writes a word that is no value of the kernel's.
  mutating func plain(_ word: StaticString) {
    kind = .text
    text.append(word)
  }

  /// The same for a word that is not a literal.
  mutating func plain(_ word: String) {
    kind = .text
    text.append(word)
  }

  /// Writes bits that have no name.
  mutating func rest(_ bits: UInt64) {
    guard bits != 0 else { return }
    if text.count > start { text.append(UInt8(ascii: ",")) }
    text.append("0x" as StaticString)
    text.hexadecimal(bits)
  }

  /// Writes the names that a file of the system gives to the bits that are set.
  mutating func list(_ value: UInt64, in space: SystemName) {
    for bit in UInt32(0)..<64 where value >> UInt64(bit) & 1 == 1 {
      if text.count > start { text.append(UInt8(ascii: ",")) }
      if !system.append(bit, of: space, to: &text) { text.decimal(UInt64(bit)) }
    }
  }
}
