package import NetlinkWire

/// Every field of a kind of object that `--fields` may name, with its type and meaning.
///
/// Derived from the table. Where one of several formats may stand, the fields of each are listed.
package struct FieldList: Sendable {
  /// One field.
  package struct Field: Sendable {
    /// The keys that lead to it, joined by dots.
    package let path: String
    /// Its type in JSON.
    package let type: ValueType
    /// The kernel's name.
    package let kernelName: StaticString
    /// One sentence of documentation.
    package let summary: StaticString
  }

  /// In the order in which they are shown.
  package private(set) var fields: [Field] = []

  /// The fields of objects of `table`.
  package init(_ table: Table) { add(table, under: "", depth: 0) }

  private mutating func add(_ table: Table, under prefix: String, depth: Int) {
    if depth > Path.limit { return }
    for index in 0..<table.count {
      let row = table[index]
      let type = ValueType(row.shape)
      if let flags = row.shape.flagKeys {
        for place in 0..<flags.entries.count where !flags.entries[place].name.isEmpty {
          append(prefix + "\(flags.entries[place].name)", .boolean, row)
        }
        if !row.key.isEmpty { append(prefix + "\(row.key)", .string, row) }
      }
      if type == .none {
        for inner in row.shape.tables { add(inner, under: prefix, depth: depth + 1) }
        continue
      }
      if row.key.isEmpty {  // a member of an array of parts
        for inner in row.shape.tables { add(inner, under: prefix, depth: depth + 1) }
        continue
      }
      append(prefix + "\(row.key)", type, row)
      if !row.numberKey.isEmpty {
        var isText = false
        if case .unicastOrGroup = row.shape { isText = true }
        append(prefix + "\(row.numberKey)", isText ? .string : .integer, row)
      }
      for inner in row.shape.tables { add(inner, under: prefix + "\(row.key).", depth: depth + 1) }
    }
  }

  /// Adds a field. A path that several formats have is one field, described as in the first of them.
  private mutating func append(_ path: String, _ type: ValueType, _ row: Row) {
    if places.insert(path).inserted {
      fields.append(Field(path: path, type: type, kernelName: row.kernelName, summary: row.summary))
    }
  }

  private var places: Set<String> = []

  /// Writes one line for each field: path, type, kernel's name and sentence, separated by tabs.
  package func write(to buffer: inout GrowingBytes, isColored: Bool = false) {
    for field in fields {
      if isColored { buffer.begin(.name) }
      buffer.append(field.path)
      if isColored { buffer.endRole() }
      buffer.append("\t\(field.type.word)\t\(field.kernelName)\t\(field.summary)\n")
    }
  }

  /// Writes a JSON array with one object a line: `path`, `type`, `kernel` and `summary`.
  package func writeJSON(to buffer: inout GrowingBytes) {
    buffer.append("[" as StaticString)
    for (index, field) in fields.enumerated() {
      buffer.append(index == 0 ? "\n" as StaticString : ",\n")
      buffer.append("{\"path\":\"\(field.path)\",\"type\":\"\(field.type.word)\"")
      buffer.append(",\"kernel\":\"\(field.kernelName)\",\"summary\":")
      buffer.append(Schema.quoted("\(field.summary)"))
      buffer.append(UInt8(ascii: "}"))
    }
    buffer.append("\n]\n" as StaticString)
  }
}
