/// The JSON Schemas (2020-12) of a snapshot and of a difference between two, which refer to those of the objects.
package struct StateSchema: Sendable {
  /// The kinds of objects, by name.
  let objects: [String]
  /// The names of tables.
  private let tables: [String]

  /// The schemas of snapshots of these tables, which have these kinds of objects.
  package init(objects: [String], tables: [String]) {
    self.objects = objects
    self.tables = tables
  }

  /// What `nlctl snapshot` prints.
  package var snapshot: String {
    let items = objects.map { name in
      object(
        [
          ("object", #"{"const":"\#(name)"}"#), ("key", StateSchema.key),
          (
            "message",
            StateSchema.text(
              "The kernel's message, in hexadecimal: 'diff' goes by it.", #","pattern":"^([0-9a-f]{2})+$""#)
          ),
          (name, reference(name)),
        ], required: ["object", "key", "message", name])
    }
    let properties: [(String, String)] = [
      ("nlctl_snapshot", #"{"description":"Version of this form.","const":1}"#),
      ("time", StateSchema.text("When it was written.")),
      ("version", StateSchema.text("Version of nlctl that wrote it.")),
      ("host", StateSchema.text("Name of the machine; not of a recording.")),
      ("kernel", StateSchema.text("Version of its kernel; not of a recording.")),
      (
        "netns",
        #"{"description":"What tells the network namespace from others of the machine.","type":"integer"}"#
      ),
      ("certain", #"{"description":"Whether all is known for certain.","type":"boolean"}"#),
      (
        "tables",
        #"{"description":"The tables that it is about.","type":"array","items":{"enum":["#
          + tables.map { #""\#($0)""# }.joined(separator: ",") + "]}}"
      ),
      (
        "objects",
        #"{"description":"The objects of the tables, and links in any case, for their names.","type":"array","#
          + #""items":{"oneOf":["# + items.joined(separator: ",") + "]}}"
      ),
    ]
    return document(
      "snapshot", "The state of tables at one moment, as 'nlctl snapshot' prints it.",
      object(properties, required: ["nlctl_snapshot", "time", "version", "certain", "tables", "objects"]))
  }

  /// The schema of one line of `nlctl diff --json`.
  package var difference: String {
    let lines = objects.map { name in
      object(
        [
          ("time", StateSchema.text("When it was found.")),
          (
            "event",
            #"{"description":"What happened to it between the two states.","enum":["new","change","delete"]}"#
          ),
          ("object", #"{"const":"\#(name)"}"#), ("key", StateSchema.key),
          ("synthesized", #"{"const":true}"#),
          (
            "cause",
            #"{"description":"Why it was found: by comparison, or as a device that it shows has changed.","#
              + #""enum":["baseline","rename","lower-link"]}"#
          ),
          ("changed", StateSchema.changed), (name, reference(name)),
        ], required: ["time", "event", "object", "key", name])
    }
    return document(
      "diff", "What differs between two states of an object: a line of 'nlctl diff --json'.",
      #""oneOf":["# + lines.map { "{\($0.dropFirst().dropLast())}" }.joined(separator: ",") + "]")
  }

  /// The schema of one entry of `nlctl netns dump --json`.
  package var namespace: String {
    document(
      "netns", "Network namespaces that have a name.",
      object(
        [
          ("name", StateSchema.text("Its name in /run/netns.")), ("name_hex", StateSchema.hexadecimal),
          ("id", #"{"description":"Its id in this namespace.","type":"integer"}"#),
          (
            "devices",
            #"{"description":"The names of its devices; absent where it may not be entered.","type":"array","#
              + #""items":{"type":"string"}}"#
          ),
          ("devices_hex", #"{"type":"array","items":\#(StateSchema.hexadecimal)}"#),
        ], required: ["name"]))
  }

  static let changed =
    #"{"description":"What differs, by path.","type":"object","additionalProperties":"#
    + #"{"type":"object","properties":{"old":{},"new":{}},"additionalProperties":false,"minProperties":1}}"#

  static let key = text("What the object is told from all others by.")

  /// The bytes of a name that is not UTF-8.
  static let hexadecimal = #"{"type":"string","pattern":"^([0-9a-f]{2})*$"}"#

  static func text(_ description: String, _ more: String = "") -> String {
    #"{"description":"\#(description)","type":"string"\#(more)}"#
  }

  /// The schema of an object. An address stands by itself here, not under its link.
  func reference(_ name: String) -> String {
    #"{"$ref":"\#(name).json\#(name == "addr" ? "#/properties/addr_info/items" : "")"}"#
  }

  func object(
    _ properties: [(key: String, schema: String)], required: [String], additional: String = "false"
  ) -> String {
    #"{"type":"object","properties":{"#
      + properties.map { #""\#($0.key)":\#($0.schema)"# }.joined(separator: ",") + #"},"required":["#
      + required.map { #""\#($0)""# }.joined(separator: ",") + #"],"additionalProperties":\#(additional)}"#
  }

  func document(_ title: String, _ description: String, _ body: String) -> String {
    let inner = body.first == "{" ? String(body.dropFirst().dropLast()) : body
    return #"{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"\#(title)","#
      + #""description":"\#(description)",\#(inner)}"# + "\n"
  }
}
