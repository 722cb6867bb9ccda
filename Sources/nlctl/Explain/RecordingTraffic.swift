import CNetlink
import CommandLine
import Explain
import Glibc
import NetlinkCore
import Render
import NetlinkWire

/// `--record`: writes the datagrams of the program's own sockets into a file.
final class RecordingTraffic: Sendable {
  private struct State: ~Copyable {
    var writer: RecordingWriter
    var failure: Failure?
    /// Notes that go with the next datagram.
    var notes: [RecordedNote] = []
    /// The names that were recorded last.
    var names = RecordedNames()
  }

  private let descriptor: Int32
  private let file: String
  private let state: Guarded<State>

  init(_ file: String) throws(Failure) {
    self.file = file
    descriptor = unsafe cnl_open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Failure("\(file): \(Words.of(errno: -descriptor))") }
    let writer = RecordingWriter(.init(of: file), application: "nlctl \(Version.number)")
    state = Guarded(State(writer: writer))
  }

  deinit { close(descriptor) }

  /// Records a datagram.
  func see(_ bytes: RawSpan, _ envelope: Envelope) {
    state.withLock { state in
      guard state.failure == nil else { return }
      var envelope = envelope
      envelope.notes = state.notes + envelope.notes
      state.notes = []
      state.writer.add(bytes, envelope)
      if state.writer.buffer.count >= Output.chunk { write(&state) }
    }
  }

  /// Records that notifications were lost.
  func lose(_ event: Subscription.Event) {
    state.withLock { state in
      switch event {
      case .overflow: state.notes.append(.overflow)
      case .drained(let count): state.notes.append(.lost(count.map { UInt64(max(1, $0)) }))
      case .datagram, .timedOut: break
      }
    }
  }

  /// Records what a follower does.
  func note(_ text: [UInt8], at time: StreamTime) {
    state.withLock { $0.notes.append(.step(microseconds: time.microsecondsSince1970, text)) }
  }

  /// Records what the namespace with that id is called, unless that is recorded already; nil for no name.
  func note(_ name: [UInt8]?, of id: Int32) {
    state.withLock { state in
      if state.names.note(name, of: id) { state.notes.append(.name(name, of: id)) }
    }
  }

  /// Writes what was recorded so far.
  func flush() {
    state.withLock { state in
      addNotes(&state)
      if state.failure == nil, state.writer.buffer.count > 0 { write(&state) }
    }
  }

  /// Adds the notes that no datagram has followed yet.
  private func addNotes(_ state: inout State) {
    if state.failure == nil, !state.notes.isEmpty { state.writer.add(state.notes) }
    state.notes = []
  }

  /// Writes the rest, and returns the exit status: `status`, unless the recording is not complete.
  func finish(_ status: ExitStatus, isQuiet: Bool) -> ExitStatus {
    state.withLock { state in
      addNotes(&state)
      if state.failure == nil { write(&state) }
      if let message = state.failure?.message {
        Diagnostics.complain(message)
        return .failed
      }
      let leftOut = state.writer.leftOut
      guard leftOut > 0 else { return status }
      if !isQuiet {
        Diagnostics.complain(
          "\(file): pcap has no place for \(leftOut) datagrams of other namespaces, as a file called .pcapng has"
        )
      }
      return status == .answered ? .incomplete : status
    }
  }

  private func write(_ state: inout State) {
    do {
      try Output(descriptor: descriptor, name: file).write(&state.writer.buffer)
    } catch {
      state.failure = Failure(error.message ?? "nobody reads \(file) any more")
    }
  }
}
