import CommandLine
import Explain
import Glibc
import Netlink
import Render
import Synchronization
import Wire

/// What is done with the datagrams of this program's own sockets: `--explain`.
final class Tapping: Sendable {
  /// The tap of the command that runs; nil when nobody wants to see its datagrams.
  static var current: TrafficTap? { shared.withLock { $0 }?.tap }
  private static let shared = Guarded<Tapping?>(nil)

  private let explaining: ExplainingTraffic?
  private let tap: TrafficTap

  private init(_ explaining: ExplainingTraffic?) {
    self.explaining = explaining
    tap = TrafficTap { bytes, traffic in explaining?.see(bytes, traffic) }
  }

  /// Begins to watch, if the command line asks for it.
  static func begin(_ invocation: Invocation) throws(Failure) -> Tapping? {
    guard invocation.explain, !invocation.isAboutFiles else { return nil }
    let tapping = Tapping(try ExplainingTraffic(invocation))
    shared.withLock { $0 = tapping }
    return tapping
  }

  /// Ends it: everything seen is written.
  func finish() { explaining?.finish() }
}

extension Invocation {
  /// Whether it asks the kernel nothing.
  var isAboutFiles: Bool {
    switch action {
    case .explain, .help, .version, .completions, .complete, .fields, .schema: true
    case .dump, .getLink, .getRoute, .getNexthop, .getBucket, .monitor, .wait: false
    }
  }
}
