package import NetlinkWire

/// Writes messages as JSON objects that have only the fields asked for.
///
/// A visitor in front of `JSON`, so that whoever asks for no fields pays nothing. One thread.
package struct FilteredJSON: ~Copyable {
  /// The output that was not flushed yet.
  package var buffer = ByteBuffer(capacity: 64 << 10)
  // Not public: the optimizer of Swift 6.3.1 asserts on the accessor.
  var json: JSON
  var filter: FieldFilter

  /// Writes only `fields`, by way of `json`.
  package init(_ json: consuming JSON, fields: [FieldPath]) {
    self.json = json
    filter = FieldFilter(fields)
  }

  /// Writes one message as an object. Writes nothing, and returns false, if it has none of the fields.
  package mutating func object(_ message: borrowing Message, by table: Table, _ walker: inout Walker) -> Bool
  {
    filter.reset()
    swap(&buffer, &json.buffer)
    defer { swap(&buffer, &json.buffer) }
    let start = json.buffer.count
    json.open()
    walker.walk(message, by: table, &self)
    if json.first == 1 {
      json.buffer.truncate(to: start)
      return false
    }
    json.close()
    return true
  }
}

extension JSON {
  /// The name of an interface without its number.
  mutating func name(_ row: Row, _ index: UInt32) {
    let name = interfaces.name(of: index)
    guard name.byteCount > 0 else { return }
    key(row)
    quote()
    let isUTF8 = buffer.json(name)
    quote()
    if !isUTF8 { hexadecimalName(row, name) }
  }

  /// A key that is true.
  mutating func flag(_ name: StaticString) {
    member(name)
    buffer.append("true" as StaticString)
  }
}
