import CommandLine
import Explain
import Glibc
import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// `nlctl explain [FILE|-]`: explains the messages in a file.
enum ExplainCommand {
  static func run(_ invocation: Invocation, _ file: String?) throws(Failure) -> ExitStatus {
    let input = try Input(file)
    var sink = Sink(Explanation(invocation), JSONOutput(invocation), input.name)
    var recording = Recording()
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while !recording.isOver {
      let count = try input.read(into: &chunk)
      if count == 0 { break }
      recording.feed(chunk.raw.slice(at: 0, length: count), &sink)
      // Input from a pipe is shown as it comes.
      try sink.write(beyond: input.isFile ? Output.chunk : 1)
    }
    recording.finish(&sink)
    try sink.write(beyond: 1)
    if sink.explanation.isDamaged { sink.complain("some messages are damaged, as shown") }
    return sink.isDamaged ? .failed : .answered
  }

  /// Explains the datagrams of a recording, and reports its damage.
  private struct Sink: RecordingSink, ~Copyable {
    var explanation: Explanation
    private(set) var isDamaged = false
    private var output: JSONOutput
    private let name: String

    init(_ explanation: consuming Explanation, _ output: consuming JSONOutput, _ name: String) {
      self.explanation = explanation
      self.output = output
      self.name = name
    }

    mutating func datagram(_ bytes: RawSpan, _ envelope: Envelope) { explanation.add(bytes, envelope) }

    mutating func damage(_ offset: UInt64, _ why: String) { complain("byte \(offset): \(why)") }

    mutating func complain(_ what: String) {
      isDamaged = true
      Diagnostics.complain("\(name): \(what)")
    }

    /// Writes the explanation, if it has at least `limit` bytes.
    mutating func write(beyond limit: Int) throws(Failure) {
      guard explanation.count >= limit else { return }
      try explanation.take { (buffer: inout GrowingBytes) throws(Failure) in
        try output.write(&buffer)
      }
    }
  }
}

extension Explanation {
  /// An explanation in the form that the command line asks for.
  init(_ invocation: Invocation) {
    let names =
      invocation.numeric
      ? SystemNames(load: SystemNameFiles.none) : SystemNames(load: SystemNameFiles.names)
    self.init(invocation.isJSON ? .json : .text, sentences: invocation.details > 0, system: names)
  }
}

extension SystemNameFiles {
  /// No names at all.
  @Sendable fileprivate static func none(_ space: SystemName) -> [(number: UInt32, name: [UInt8])] { [] }
}
