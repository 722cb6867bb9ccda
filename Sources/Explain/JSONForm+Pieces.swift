internal import NetlinkCore
internal import Render
internal import NetlinkWire

extension JSONForm {
  /// Writes the comma before a member, unless it is the first.
  mutating func comma() {
    if !isFirst { buffer.append(UInt8(ascii: ",")) }
    isFirst = false
  }

  /// Writes a number after `key`, which is all that comes before it.
  @inline(__always)
  mutating func number(_ key: StaticString, _ value: UInt64) {
    buffer.append(key)
    buffer.decimal(value)
  }

  /// Begins the object of a piece, and the array around it if it is the first in there.
  mutating func member(_ offset: Int, _ length: Int, _ label: Label) {
    if let last = arrays.last, !last {
      arrays[arrays.count - 1] = true
      number(",\"fields\":[{\"offset\":", UInt64(offset))
    } else {
      comma()
      number("{\"offset\":", UInt64(offset))
    }
    isFirst = false
    number(",\"length\":", UInt64(length))
    if !label.word.isEmpty {
      buffer.append(",\"name\":" as StaticString)
      buffer.quoted(label.word)
    }
    if let index = label.number { number(",\"index\":", UInt64(index)) }
  }

  /// Writes the bytes of a piece.
  mutating func bytes(_ bytes: RawSpan) {
    buffer.append(",\"bytes\":" as StaticString)
    buffer.quoted(hexadecimal: bytes)
  }

  /// Writes the bytes of a piece and their value.
  mutating func show(_ bytes: RawSpan, _ value: inout Value) {
    self.bytes(bytes)
    switch value.kind {
    case .none: return
    case .integer:
      buffer.append(",\"value\":" as StaticString)
      buffer.append(contentsOf: value.text)
    case .boolean:
      buffer.append(",\"value\":" as StaticString)
      buffer.append(value.text.last == UInt8(ascii: "n") ? "true" as StaticString : "false")
    case .text:
      buffer.append(",\"value\":\"" as StaticString)
      _ = buffer.json(contentsOf: value.text)
      buffer.append(UInt8(ascii: "\""))
    case .list: list(&value)
    }
    if let number = value.number {
      self.number(",\"id\":", number)
    } else if let number = value.signed {
      buffer.append(",\"id\":" as StaticString)
      buffer.decimal(number)
    }
  }

  /// Writes a list of names separated by commas as an array.
  mutating func list(_ value: inout Value) {
    buffer.append(",\"value\":[" as StaticString)
    let text = value.text.raw
    var start = 0
    while start < text.byteCount {
      var end = start
      while end < text.byteCount, text.u8(at: end) != UInt8(ascii: ",") { end += 1 }
      if end > start {
        if start > 0 { buffer.append(UInt8(ascii: ",")) }
        buffer.quoted(text.slice(at: start, length: end - start))
      }
      start = end + 1
    }
    buffer.append(UInt8(ascii: "]"))
  }

  /// Writes the sentence about a piece, if sentences were asked for.
  mutating func sentence(_ label: Label) {
    guard hasSentences, !label.summary.isEmpty else { return }
    buffer.append(",\"summary\":" as StaticString)
    buffer.quoted(label.summary.array.raw)
  }
}
