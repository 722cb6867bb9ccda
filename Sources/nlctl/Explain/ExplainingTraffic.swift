import CNetlink
import CommandLine
import Explain
import Glibc
import NetlinkCore
import Render
import NetlinkWire

/// `--explain`: prints the datagrams of the program's own sockets instead of the answer.
///
/// Standard output becomes /dev/null; the explanation is written to a copy of its former descriptor.
final class ExplainingTraffic: Sendable {
  private struct State: ~Copyable {
    var explanation: Explanation
    var output: JSONOutput
  }

  private let isJSON: Bool
  private let state: Guarded<State>

  init(_ invocation: Invocation) throws(Failure) {
    let descriptor = cnl_duplicate(1, 3)
    guard descriptor >= 0 else {
      throw Failure("cannot write to standard output: \(Words.of(errno: -descriptor))")
    }
    let null = unsafe cnl_open("/dev/null", O_WRONLY | O_CLOEXEC, 0)
    guard null >= 0 else { throw Failure("/dev/null: \(Words.of(errno: -null))") }
    dup2(null, 1)
    close(null)
    isJSON = invocation.isJSON
    state = Guarded(
      State(
        explanation: Explanation(invocation),
        output: JSONOutput(invocation, to: Output(descriptor: descriptor))))
  }

  /// Explains a datagram.
  func see(_ bytes: RawSpan, _ envelope: Envelope) {
    state.withLock { state in
      var envelope = envelope
      if !isJSON { envelope.time = nil }
      state.explanation.add(bytes, envelope)
      if state.explanation.count >= Output.chunk { write(&state) }
    }
  }

  /// Writes what is left.
  func finish() { state.withLock { if $0.explanation.count > 0 { write(&$0) } } }

  /// Writes the explanation. A failure ends the program, because it cannot be thrown from here.
  private func write(_ state: inout State) {
    do {
      try state.explanation.take { (buffer: inout GrowingBytes) throws(Failure) in
        try state.output.write(&buffer)
      }
    } catch {
      if let message = error.message { Diagnostics.complain(message) }
      exit(error.status.rawValue)
    }
  }
}
