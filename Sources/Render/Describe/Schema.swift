package import NetlinkWire

/// The JSON Schema (2020-12) of a kind of object, derived from its table.
///
/// Closed at every level: a key that no row has is an error, so that an outdated schema is noticed.
package struct Schema: Sendable {
  private let text: String

  /// The schema of the objects of `table`, called `name`, as this version of the program shows them. Where a dump is of
  /// objects of another table, each with some of these under a key, as links have their addresses, `holder` says it.
  package init(
    _ table: Table, name: StaticString, summary: StaticString, version: String,
    in holder: (table: Table, key: String)? = nil
  ) {
    var properties = Properties()
    properties.add(holder?.table ?? table, depth: 0)
    if let holder {
      var members = Properties()
      members.add(table, depth: 0)
      members.add("_unparsed", Schema.unparsed)
      properties.add(holder.key, #"{"type":"array","items":{"# + members.object + "}}")
    }
    properties.add("_unparsed", Schema.unparsed)
    properties.add("netns", Schema.namespace + #""type":"string"}"#)
    properties.add("netns_hex", Schema.namespace + Schema.hexadecimal + "}")
    text =
      #"{"$schema":"https://json-schema.org/draft/2020-12/schema","#
      + #""$id":"urn:nlctl:schema:\#(name):\#(version)","#
      + #""title":\#(Schema.quoted("\(name)")),"description":\#(Schema.quoted("\(summary)")),"#
      + properties.object + "}\n"
  }

  /// Writes the schema as one document.
  package func write(to buffer: inout GrowingBytes) { buffer.append(text) }

  /// With `--all-netns`.
  private static let namespace = #"{"description":"Name of the network namespace that it is in.","#

  /// The bytes of a name that is not UTF-8.
  private static let hexadecimal = #""type":"string","pattern":"^([0-9a-f]{2})*$""#

  private static let unparsed =
    #"{"description":"What was not understood.","type":"array","items":{"type":"object","properties":{"#
    + #""path":{"type":"array","items":{"type":"string"}},"type":{"type":"integer"},"#
    + #""why":{"enum":["unknown","malformed","repeated"]},"hex":{"type":"string"}},"#
    + #""required":["path","type","why","hex"],"additionalProperties":false}}"#

  /// Text as a JSON string.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted += "\\" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// The keys of one object, and the schemas of the values that may stand under each.
  private struct Properties {
    var keys: [String] = []
    var schemas: [String: [String]] = [:]

    mutating func add(_ key: String, _ schema: String) {
      if schemas[key] == nil { keys.append(key) }
      if schemas[key]?.contains(schema) != true { schemas[key, default: []].append(schema) }
    }

    /// `"type":"object","properties":{…},"additionalProperties":false`
    var object: String {
      let members = keys.map { key in
        let any = schemas[key] ?? []
        return quoted(key) + ":"
          + (any.count == 1 ? any[0] : #"{"anyOf":["# + any.joined(separator: ",") + "]}")
      }
      return #""type":"object","properties":{"# + members.joined(separator: ",")
        + #"},"additionalProperties":false"#
    }

    mutating func add(_ table: Table, depth: Int) {
      if depth > Path.limit { return }
      for index in 0..<table.count { add(table[index], depth: depth) }
    }

    private mutating func add(_ row: Row, depth: Int) {
      let shape = row.shape
      let description = #""description":"# + quoted("\(row.summary)")
      let type = ValueType(shape)
      if let flags = shape.flagKeys {
        for place in 0..<flags.entries.count where !flags.entries[place].name.isEmpty {
          add("\(flags.entries[place].name)", "{\(description),\"const\":true}")
        }
        if !row.key.isEmpty { add("\(row.key)", "{\(description),\"type\":\"string\"}") }
        return
      }
      if type == .none {
        for inner in shape.tables { add(inner, depth: depth + 1) }
        return
      }
      if row.key.isEmpty {  // a member of an array of parts
        for inner in shape.tables { add(inner, depth: depth + 1) }
        return
      }
      let key = "\(row.key)"
      switch type {
      case .object, .objects:
        let items = shape.tables.map { table in
          var inner = Properties()
          inner.add(table, depth: depth + 1)
          return inner.object
        }
        let object =
          items.count == 1 ? items[0] : #""anyOf":["# + items.map { "{\($0)}" }.joined(separator: ",") + "]"
        if type == .object {
          add(key, "{\(description),\(object)}")
        } else {
          add(key, "{\(description),\"type\":\"array\",\"items\":{\(object)}}")
        }
      default:
        if let names = shape.names {
          let words = (0..<names.entries.count).map { quoted("\(names.entries[$0].name)") }
          add(key, "{\(description),\"enum\":[\(words.joined(separator: ","))]}")
          if names.isNumbered {
            add(key, #"{"description":"With --numeric.","type":"string","pattern":"^[0-9]+$"}"#)
          }
          add(key + "_index", "{\(description),\"type\":\"integer\"}")
        } else {
          add(key, "{\(description),\(type.schema)}")
        }
      }
      if shape.isName { add(key + "_hex", "{\(description),\(Schema.hexadecimal)}") }
      if shape.isListOfNames {
        add(key + "_hex", "{\(description),\"type\":\"array\",\"items\":{\(Schema.hexadecimal)}}")
      }
      if !row.numberKey.isEmpty {
        var number = "integer"
        if case .unicastOrGroup = shape { number = "string" }
        add("\(row.numberKey)", "{\(description),\"type\":\"\(number)\"}")
      }
    }
  }
}

extension Shape {
  /// Whether it is shown as a name that may not be UTF-8.
  fileprivate var isName: Bool {
    switch self {
    case .string, .interface, .namespaceID, .lowerLink, .interfaceBelow, .interfaceOrAll, .interfaceUnless,
      .exportedInterface:
      true
    default: false
    }
  }

  /// Whether it is shown as an array of such names.
  fileprivate var isListOfNames: Bool {
    switch self {
    case .children(.string), .repeated(.string): true
    default: false
    }
  }

  /// The names of an enumeration's values; nil for every other shape.
  var names: Names? {
    switch self {
    case .named(let names), .namedBE(let names), .within(_, _, let names), .linkType(let names): names
    default: nil
    }
  }
}
