package import NetlinkWire

/// Writes messages as JSON objects that have only the fields asked for.
///
/// A visitor in front of `JSON`, so that output without `--fields` costs nothing more. One thread.
package struct FilteredJSON: ~Copyable {
  /// The output that was not written yet.
  package var buffer = ByteBuffer(capacity: 64 << 10)
  // Not `package`: the optimizer of Swift 6.3.1 asserts on the accessor.
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
