package import NetlinkWire

/// Indents JSON. Blanks and line ends outside of strings are replaced.
///
/// A state machine over bytes: documents may be of any size, and come in pieces cut anywhere. One thread.
package struct PrettyJSON: ~Copyable {
  private var depth = 0
  private var isString = false
  private var isEscape = false
  /// Whether an object or array has just begun, which may be empty.
  private var isFresh = false

  /// Begins a document.
  package init() {}

  /// Appends `bytes` to `buffer`, indented.
  package mutating func write(_ bytes: borrowing GrowingBytes, to buffer: inout GrowingBytes) {
    let bytes = bytes.raw
    for offset in 0..<bytes.byteCount { write(bytes.u8(at: offset), to: &buffer) }
  }

  private mutating func write(_ byte: UInt8, to buffer: inout GrowingBytes) {
    if isString {
      buffer.append(byte)
      if isEscape {
        isEscape = false
      } else if byte == UInt8(ascii: "\\") {
        isEscape = true
      } else if byte == UInt8(ascii: "\"") {
        isString = false
      }
      return
    }
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\n"): return
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      begin(&buffer)
      buffer.append(byte)
      depth += 1
      isFresh = true
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth = max(0, depth - 1)
      if !isFresh { indent(&buffer) }
      isFresh = false
      buffer.append(byte)
      if depth == 0 { buffer.append(UInt8(ascii: "\n")) }
    case UInt8(ascii: ","):
      buffer.append(byte)
      indent(&buffer)
    case UInt8(ascii: ":"):
      buffer.append(": " as StaticString)
    default:
      begin(&buffer)
      buffer.append(byte)
      isString = byte == UInt8(ascii: "\"")
    }
  }

  private mutating func begin(_ buffer: inout GrowingBytes) {
    if isFresh { indent(&buffer) }
    isFresh = false
  }

  private func indent(_ buffer: inout GrowingBytes) {
    buffer.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { buffer.append("  " as StaticString) }
  }
}
