/// Writes netlink messages one after another, as the kernel lays them out.
struct MessageWriter {
  private(set) var bytes: [UInt8] = []
  private var start = 0

  init() { bytes.reserveCapacity(256) }

  /// Begins a message; its length is filled in by `end`.
  mutating func begin(_ type: UInt16, flags: UInt16 = 0, sequence: UInt32 = 0, portID: UInt32 = 0) {
    start = bytes.count
    u32(0)
    u16(type)
    u16(flags)
    u32(sequence)
    u32(portID)
  }

  /// Ends the message begun last.
  mutating func end() { MessageWriter.store(UInt32(bytes.count - start), at: start, in: &bytes) }

  mutating func u8(_ value: UInt8) { bytes.append(value) }
  mutating func u16(_ value: UInt16) {
    bytes.append(UInt8(truncatingIfNeeded: value))
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
  }
  mutating func u32(_ value: UInt32) {
    u16(UInt16(truncatingIfNeeded: value))
    u16(UInt16(truncatingIfNeeded: value >> 16))
  }
  mutating func zeros(_ count: Int) { for _ in 0..<count { bytes.append(0) } }

  mutating func attribute(_ type: UInt16, u8 value: UInt8) {
    u16(5)
    u16(type)
    u8(value)
    zeros(3)
  }
  mutating func attribute(_ type: UInt16, u16 value: UInt16) {
    u16(6)
    u16(type)
    u16(value)
    zeros(2)
  }
  mutating func attribute(_ type: UInt16, u32 value: UInt32) {
    u16(8)
    u16(type)
    u32(value)
  }
  mutating func attribute(_ type: UInt16, _ value: [UInt8]) {
    u16(UInt16(4 + value.count))
    u16(type)
    bytes += value
    pad()
  }
  mutating func attribute(_ type: UInt16, text: String) { attribute(type, Array(text.utf8) + [0]) }

  /// Writes an attribute whose payload `body` writes.
  mutating func nest(_ type: UInt16, _ body: (inout MessageWriter) -> Void) {
    let place = bytes.count
    u16(0)
    u16(type)
    body(&self)
    let length = bytes.count - place
    bytes[place] = UInt8(truncatingIfNeeded: length)
    bytes[place + 1] = UInt8(truncatingIfNeeded: length >> 8)
    pad()
  }

  private mutating func pad() { while bytes.count & 3 != 0 { bytes.append(0) } }

  /// Puts 32 bits into bytes that are there already.
  static func store(_ value: UInt32, at offset: Int, in bytes: inout [UInt8]) {
    for octet in 0..<4 { bytes[offset + octet] = UInt8(truncatingIfNeeded: value >> UInt32(8 * octet)) }
  }

  /// Puts flags into the header of the message at `offset`.
  static func add(flags: UInt16, at offset: Int, in bytes: inout [UInt8]) {
    bytes[offset + 6] |= UInt8(truncatingIfNeeded: flags)
    bytes[offset + 7] |= UInt8(truncatingIfNeeded: flags >> 8)
  }
}
