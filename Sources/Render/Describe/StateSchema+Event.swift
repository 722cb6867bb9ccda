extension StateSchema {
  /// The schema of one line of `nlctl monitor --json`.
  package var event: String {
    let lines =
      objects.map { change(of: $0) } + [
        // The object stands under the name of its kind.
        message(
          [("object", StateSchema.text("The kind of an object.")), ("deleted", #"{"const":true}"#)],
          required: "object", additional: #"{"type":"object"}"#),
        message([("hex", StateSchema.hexadecimal)], required: "hex"),
        remark(#"{"enum":["initial-end","resync-begin","resync-end"]}"#),
        remark(
          #"{"const":"lost"}"#,
          [("lost", #"{"description":"How many messages, if that is known.","type":"integer"}"#)]),
      ]
    return document(
      "event", "What happened: a line of 'nlctl monitor --json'.",
      #""oneOf":["# + lines.joined(separator: ",") + "]")
  }

  /// Where a notification came from.
  private static let origin: [(String, String)] = [
    ("group", text("The multicast group.")), ("group_id", integer("Its number.")),
    ("nsid", integer("The id of another namespace that it is about.")), ("netns", text("Its name.")),
    ("netns_hex", hexadecimal),
  ]

  private static func integer(_ description: String) -> String {
    #"{"description":"\#(description)","type":"integer"}"#
  }

  private static let time: (String, String) = ("time", text("When it was received."))

  /// An event of an object that the monitor remembers.
  private func change(of name: String) -> String {
    let kernel = object([("kernel", #"{"const":true}"#)], required: ["kernel"])
    let process = object(
      [("pid", #"{"type":"integer"}"#), ("comm", #"{"type":"string"}"#)], required: ["pid", "comm"])
    let by = #"{"description":"Who caused it, where that is known.","oneOf":[\#(kernel),\#(process)]}"#
    return object(
      [
        StateSchema.time, ("event", #"{"enum":["new","change","replace","append","delete"]}"#),
        ("object", #"{"const":"\#(name)"}"#), ("key", StateSchema.key),
        ("initial", #"{"description":"It was there from the start.","const":true}"#),
      ] + StateSchema.origin + [
        ("seq", StateSchema.integer("Sequence number of the notification.")),
        ("portid", StateSchema.integer("Port id of the socket that caused it; 0 of the kernel.")), ("by", by),
        ("synthesized", #"{"description":"The kernel did not tell of it.","const":true}"#),
        ("cause", StateSchema.text("How it was found out.")), ("changed", StateSchema.changed),
        (name, reference(name)),
      ], required: ["time", "event", "object", "key", name])
  }

  /// A message about what the monitor has no memory of; `additional` is the schema of other keys.
  private func message(_ more: [(String, String)], required: String, additional: String = "false") -> String {
    object(
      [StateSchema.time, ("event", #"{"const":"message"}"#)] + StateSchema.origin
        + [("type", StateSchema.integer("The message's type."))] + more,
      required: ["time", "event", "type", required], additional: additional)
  }

  /// An event that is about no object.
  private func remark(_ event: String, _ more: [(String, String)] = []) -> String {
    object([StateSchema.time, ("event", event)] + more, required: ["time", "event"])
  }
}
