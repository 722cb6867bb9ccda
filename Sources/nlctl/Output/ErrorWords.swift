import Explain
import NetlinkCore

/// The words for errors: one line, lower case, no full stop.
enum Words {
  /// `no such device (ENODEV)`.
  static func of(errno: Int32) -> String { ErrorNumber.words(errno) }

  /// `route get 10.0.0.1: "Nexthop has invalid gateway" at RTA_GATEWAY (EINVAL)`.
  static func of(_ error: NetlinkError, _ subject: String) -> String {
    "\(subject): \(error.words(placing: \.place))"
  }
}
