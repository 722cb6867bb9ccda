import NetlinkMirror
import Rtnetlink
import Select

extension EventPrinter {
  /// One namespace: its devices, and the matchers of each kind of object.
  final class Scope {
    let devices: Devices
    var matches: [(number: UInt16, match: MatchBox)] = []
    init(_ devices: Devices) { self.devices = devices }
  }

  /// A box, because arrays cannot hold noncopyable values.
  final class MatchBox {
    var match: Match
    init(_ match: consuming Match) { self.match = match }
  }
}
