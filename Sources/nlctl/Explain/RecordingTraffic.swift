import CommandLine
import Explain
import Glibc
import NetlinkCore
import Render
import NetlinkWire

/// Writes the datagrams of this program's sockets into a file: `--record`.
final class RecordingTraffic: Sendable {
  private struct State: ~Copyable {
    var writer: PcapngWriter
    var failure: Failure?
  }

  private let descriptor: Int32
  private let state: Guarded<State>

  init(_ file: String) throws(Failure) {
    descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Failure("\(file): \(Words.of(errno: errno))") }
    state = Guarded(State(writer: PcapngWriter(application: "nlctl \(Version.number)")))
  }

  deinit { close(descriptor) }

  /// Takes one datagram.
  func see(_ bytes: RawSpan, _ envelope: Envelope) {
    state.withLock { state in
      guard state.failure == nil else { return }
      var envelope = envelope
      envelope.time = RealTime.now
      state.writer.add(bytes, envelope)
      if state.writer.buffer.count >= Output.chunk { write(&state) }
    }
  }

  /// Writes what there is.
  func flush() {
    state.withLock { if $0.failure == nil, $0.writer.buffer.count > 0 { write(&$0) } }
  }

  /// Writes what is left; whether all of it could be written.
  func finish() -> Bool {
    state.withLock { state in
      if state.failure == nil { write(&state) }
      if let message = state.failure?.message { Diagnostics.complain(message) }
      return state.failure == nil
    }
  }

  private func write(_ state: inout State) {
    do {
      try Output(descriptor: descriptor).write(&state.writer.buffer)
    } catch {
      state.failure = Failure("the recording could not be written whole")
    }
  }
}
