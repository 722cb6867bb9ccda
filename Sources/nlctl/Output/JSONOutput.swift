import CommandLine
import NetlinkCore
import NetlinkWire
import Render
import Rtnetlink

/// Writes JSON, indented if `--pretty` asks for it.
struct JSONOutput: ~Copyable {
  private let output: Output
  private var pretty: PrettyJSON?
  private var indented = GrowingBytes(capacity: 256)

  init(_ invocation: Invocation, to output: Output = .standard) {
    self.output = output
    pretty = invocation.pretty ? PrettyJSON() : nil
  }

  /// Writes what `buffer` holds, if that is at least `limit` bytes.
  @inline(__always)
  mutating func flush(_ buffer: inout GrowingBytes, beyond limit: Int = Output.chunk) throws(Failure) {
    if buffer.count >= limit { try write(&buffer) }
  }

  /// Writes all that `buffer` holds, and empties it.
  mutating func write(_ buffer: inout GrowingBytes) throws(Failure) {
    guard pretty != nil else { return try output.write(&buffer) }
    pretty?.write(buffer, to: &indented)
    buffer.truncate(to: 0)
    try output.write(&indented)
  }
}

extension Session {
  /// A writer of JSON as the command line asks for, with the names of this namespace.
  var json: JSON {
    var json = JSON(interfaces: interfaces, system: names)
    json.isNumeric = invocation.numeric
    json.namespaceName = namespaceName
    if let name = invocation.namespace { json.lead.member("netns", name.raw) }
    return json
  }

  /// Looks up the name of the namespace with an id.
  var namespaceName: (Int32) -> [UInt8]? {
    let names = namespaceNames
    return { names[$0] }
  }
}

extension Output {
  /// Writes a complete JSON document in pieces, so that it is not held twice.
  func writeResult(json document: [UInt8], _ invocation: Invocation) throws(Failure) {
    var output = JSONOutput(invocation, to: self)
    var piece = GrowingBytes(capacity: Output.chunk)
    for start in stride(from: 0, to: document.count, by: Output.chunk) {
      piece.append(document.raw.slice(at: start, length: min(Output.chunk, document.count - start)))
      try output.write(&piece)
    }
  }

  /// Writes a complete result, as JSON or text.
  func writeResult(_ buffer: inout GrowingBytes, _ invocation: Invocation) throws(Failure) {
    guard invocation.isJSON else { return try write(&buffer) }
    var output = JSONOutput(invocation, to: self)
    try output.write(&buffer)
  }
}
