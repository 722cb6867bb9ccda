import CommandLine
import Explain
import NetlinkCore
import NetlinkWire

/// Shows and records the datagrams of the program's own sockets (`--explain`, `--record`), and lets a recording answer in
/// place of the kernel (`--from`).
final class Tapping: Sendable {
  /// The tap of the running command; nil if its datagrams are neither shown nor recorded.
  static var current: TrafficTap? { shared.withLock { $0 }?.tap }
  /// The recording that answers in place of the kernel; nil if the kernel answers.
  static var replayed: RecordedKernel? { shared.withLock { $0 }?.kernel }
  private static let shared = Guarded<Tapping?>(nil)

  /// Records what the namespace with that id is called, if the running command records; nil for no name. The ids of other
  /// namespaces than the first that is recorded are left out.
  static func note(_ name: [UInt8]?, of id: Int32) {
    guard let tapping = shared.withLock({ $0 }), let recording = tapping.recording else { return }
    let here = Namespace(inode: NetworkNamespace.currentIdentity ?? 0, id: nil)
    if tapping.namespaces.withLock({ $0.first }) == here { recording.note(name, of: id) }
  }

  private let explaining: ExplainingTraffic?
  private let recording: RecordingTraffic?
  private let tap: TrafficTap?
  /// The recorded namespaces in the order of their first datagrams.
  private let namespaces: Guarded<[Namespace]>
  private let kernel: RecordedKernel?
  private let isQuiet: Bool

  private init(
    _ explaining: ExplainingTraffic?, _ recording: RecordingTraffic?, _ kernel: RecordedKernel?, isQuiet: Bool
  ) {
    self.explaining = explaining
    self.recording = recording
    self.kernel = kernel
    self.isQuiet = isQuiet
    let namespaces = Guarded<[Namespace]>([])
    self.namespaces = namespaces
    tap = explaining == nil && recording == nil ? nil : Tapping.tap(explaining, recording, namespaces)
  }

  /// The tap that passes datagrams on, each with what is known of it.
  private static func tap(
    _ explaining: ExplainingTraffic?, _ recording: RecordingTraffic?, _ namespaces: Guarded<[Namespace]>
  ) -> TrafficTap {
    let see: @Sendable (RawSpan, TrafficTap.Traffic) -> Void = { bytes, traffic in
      var envelope = Envelope()
      envelope.direction = traffic.isSent ? .sent : .received
      envelope.netlinkProtocol = UInt16(truncatingIfNeeded: traffic.netlinkProtocol)
      envelope.namespace = namespaces.withLock {
        $0.number(of: Namespace(inode: traffic.namespace, id: traffic.namespaceID))
      }
      if let owner = traffic.owner { envelope.notes.append(.by(owner)) }
      let time = traffic.time ?? StreamTime.now
      envelope.time = UInt64(clamping: time.microsecondsSince1970) * 1000
      explaining?.see(bytes, envelope)
      recording?.see(bytes, envelope)
    }
    return TrafficTap(
      see: see,
      idle: {
        explaining?.finish()
        recording?.flush()
      },
      lose: { recording?.lose($0) },
      note: { recording?.note($0, at: $1) })
  }

  /// Begins what the command line asks for; nil if it asks for none of this.
  static func begin(_ invocation: Invocation) throws(Failure) -> Tapping? {
    guard invocation.explain || invocation.record != nil || invocation.source != nil,
      invocation.action.asksKernel
    else { return nil }
    let kernel = try invocation.recording.map { (file) throws(Failure) in try RecordedKernel(file) }
    let recording = try invocation.record.map { (file) throws(Failure) in try RecordingTraffic(file) }
    let tapping = Tapping(
      invocation.explain ? try ExplainingTraffic(invocation) : nil, recording, kernel,
      isQuiet: invocation.quiet)
    shared.withLock { $0 = tapping }
    return tapping
  }

  /// Writes what is left, and returns the exit status.
  func finish(_ status: ExitStatus) -> ExitStatus {
    explaining?.finish()
    let status = kernel?.finish(status, isQuiet: isQuiet) ?? status
    guard let recording else { return status }
    return recording.finish(status, isQuiet: isQuiet)
  }
}

/// A network namespace, or one that has an id in it.
private struct Namespace: Equatable {
  let inode: UInt64
  let id: Int32?
}

extension [Namespace] {
  /// The number of a namespace in the recording. They are counted from 0 in the order of their first datagrams.
  fileprivate mutating func number(of namespace: Namespace) -> UInt32 {
    if let index = firstIndex(of: namespace) { return UInt32(index) }
    append(namespace)
    return UInt32(count - 1)
  }
}

extension Invocation {
  /// The recording that answers in place of the kernel. Monitor and snapshot read their recordings themselves.
  fileprivate var recording: String? {
    switch action {
    case .monitor, .snapshot: nil
    default: source
    }
  }
}
