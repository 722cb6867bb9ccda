import Explain
import NetlinkCore
import Render
import NetlinkWire

/// The words for errors: one line, lower case, no full stop.
enum Words {
  /// `no such device (ENODEV)`.
  static func of(errno: Int32) -> String { ErrorNumber.words(errno) }

  /// `route get 10.0.0.1: "Nexthop has invalid gateway" at RTA_GATEWAY (EINVAL)`.
  static func of(_ error: NetlinkError, _ subject: String) -> String {
    "\(subject): \(error.words(placing: place))"
  }

  /// The words for the attribute or field of our request that the kernel complains about, and for what it must be.
  private static func place(_ ack: ExtendedAcknowledgement) -> String {
    let names = RequestNames(ack.request, UInt16(NetlinkProtocol.route.rawValue))
    var words = ByteBuffer(capacity: 128)
    words.append(" at " as StaticString)
    let hasPlace = ack.offset.map { names.append(at: $0, to: &words) } ?? false
    if !hasPlace {
      words.truncate(to: 0)
      guard let missing = ack.missingAttribute else { return "" }
      words.append(", missing " as StaticString)
      names.append(missing: missing, inNestAt: ack.missingOffset, to: &words)
    }
    if let policy = ack.policy {
      words.append(", which must be " as StaticString)
      PolicyWords.append(policy, sent: ack.offset.flatMap { names.length(at: $0) }, to: &words)
    }
    return String(decoding: words.bytes.array, as: UTF8.self)
  }
}
