import NetlinkCore
import Rtnetlink

/// Errors in words for people: one line, lower case, no full stop.
enum Words {
  /// `no such device (ENODEV)`.
  static func of(errno: Int32) -> String { ErrorNumber.words(errno) }

  /// `route get 10.0.0.1: "Nexthop has invalid gateway" at RTA_GATEWAY (EINVAL)`.
  static func of(_ error: NetlinkError, _ subject: String, _ type: ObjectType?) -> String {
    "\(subject): \(error.words { names($0, type) })"
  }

  /// Attribute numbers as the kernel's names; as numbers where the object is not known.
  private static func names(_ path: [UInt16], _ type: ObjectType?) -> String {
    (type?.names(of: path) ?? path.map { "#\($0)" }).joined(separator: ".")
  }
}
