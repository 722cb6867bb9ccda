import Explain
import Glibc
import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// Errors in words for people: one line, lower case, no full stop.
enum Words {
  /// `no such device (ENODEV)`.
  static func of(errno: Int32) -> String {
    let name = ErrorNumber.name(errno) ?? String(errno)
    guard let text = unsafe strerror(errno) else { return name }
    let words = unsafe String(cString: text)
    return lowercasedFirst(words) + " (\(name))"
  }

  /// `route get 10.0.0.1: "Nexthop has invalid gateway" at RTA_GATEWAY (EINVAL)`.
  static func of(_ error: NetlinkError, _ subject: String) -> String {
    switch error.kind {
    case .kernel, .system: break
    case .overflow: return "\(subject): the kernel dropped messages for want of room (ENOBUFS)"
    case .truncated(let needed): return "\(subject): a message of \(needed) bytes did not fit (EMSGSIZE)"
    case .malformed: return "\(subject): the kernel's answer is malformed (EPROTO)"
    case .stalled: return "\(subject): the kernel stopped answering (ETIMEDOUT)"
    case .outcomeUnknown: return "\(subject): the answer was lost (ENOBUFS)"
    case .cancelled: return "\(subject): interrupted"
    }
    guard let ack = error.extendedAck else { return "\(subject): \(of(errno: error.errno))" }
    var line = "\(subject): "
    if let text = ack.text {
      line += "\"\(printable(text))\""
    } else {
      line += of(errno: error.errno)
    }
    line += place(ack)
    return ack.text == nil ? line : line + " (\(error.name))"
  }

  /// What the kernel says of our request: the attribute or field by name, and what it must be.
  private static func place(_ ack: ExtendedAck) -> String {
    let names = RequestNames(ack.request, UInt16(NetlinkProtocol.route.rawValue))
    var words = ByteBuffer(capacity: 128)
    words.append(" at " as StaticString)
    let hasPlace = ack.offset.map { names.append(at: $0, to: &words) } ?? false
    if !hasPlace {
      words.truncate(to: 0)
      guard let missing = ack.missing else { return "" }
      words.append(", missing " as StaticString)
      names.append(missing: missing, inNestAt: ack.missingOffset, to: &words)
    }
    if let policy = ack.policy {
      words.append(", which must be " as StaticString)
      PolicyWords.append(policy, sent: ack.offset.flatMap { names.length(at: $0) }, to: &words)
    }
    return String(decoding: words.bytes.array, as: UTF8.self)
  }

  private static func lowercasedFirst(_ text: String) -> String {
    guard let first = text.first, text.dropFirst().first?.isUppercase != true else { return text }
    return first.lowercased() + text.dropFirst()
  }

  /// Text of the kernel's, in one line.
  private static func printable(_ text: String) -> String {
    String(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? " " : Character($0) })
  }
}
