package import NetlinkCore
internal import Render
internal import NetlinkWire

extension ExtendedAcknowledgement {
  /// The words for the attribute or field of our request that the kernel complains about, and for what it must be.
  package var place: String {
    let names = RequestNames(request, UInt16(NetlinkProtocol.route.rawValue))
    var words = GrowingBytes(capacity: 128)
    words.append(" at " as StaticString)
    let hasPlace = offset.map { names.append(at: $0, to: &words) } ?? false
    if !hasPlace {
      words.truncate(to: 0)
      guard let missing = missingAttribute else { return "" }
      words.append(", missing " as StaticString)
      names.append(missing: missing, inNestAt: missingOffset, to: &words)
    }
    if let policy {
      words.append(", which must be " as StaticString)
      PolicyWords.append(policy, sent: offset.flatMap { names.length(at: $0) }, to: &words)
    }
    return String(decoding: words.raw.array, as: UTF8.self)
  }
}
