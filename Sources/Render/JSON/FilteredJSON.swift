package import NetlinkWire

/// Writes messages as JSON objects that have only the fields asked for.
///
/// A visitor in front of `JSON`, so that output without `--fields` costs nothing more. One thread.
package struct FilteredJSON: ~Copyable {
  /// The output that was not written yet.
  package var buffer = GrowingBytes(capacity: 64 << 10)
  // Not `package`: the optimizer of Swift 6.3.1 asserts on the accessor.
  var json: JSON
  var filter: FieldFilter
  private var other: FieldFilter

  /// Writes only `fields`, by way of `json`; after `exchange`, only the fields of `other`.
  package init(_ json: consuming JSON, fields: [FieldPath], other: [FieldPath] = []) {
    self.json = json
    filter = FieldFilter(fields)
    self.other = FieldFilter(other)
  }

  /// Writes the other fields from now on.
  package mutating func exchange() { swap(&filter, &other) }

  /// Writes an object of the list that the command prints, without any field of a message.
  package mutating func emptyListed() {
    swap(&buffer, &json.buffer)
    json.openListed()
    json.buffer.append(UInt8(ascii: "}"))
    swap(&buffer, &json.buffer)
  }

  /// Writes one message as an object, which may be one of the list that the command prints. Writes nothing, and returns
  /// false, if it has none of the fields.
  package mutating func object(
    _ message: borrowing Message, by table: Table, isListed: Bool = false, _ walker: inout Walker
  ) -> Bool {
    filter.reset()
    swap(&buffer, &json.buffer)
    defer { swap(&buffer, &json.buffer) }
    let start = json.buffer.count
    if isListed { json.openListed() } else { json.open() }
    let head = json.buffer.count
    walker.walk(message, by: table, &self)
    if json.buffer.count == head {
      json.buffer.truncate(to: start)
      return false
    }
    json.close()
    return true
  }
}
