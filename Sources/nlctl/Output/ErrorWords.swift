import Glibc
import NetlinkCore
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
  static func of(_ error: NetlinkError, _ subject: String, _ type: ObjectType?) -> String {
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
    if !ack.path.isEmpty {
      line += " at \(names(ack.path, type))"
    } else if let missing = ack.missing {
      line += ", missing \(names(ack.missingIn + [missing], type))"
    }
    return ack.text == nil ? line : line + " (\(error.name))"
  }

  /// Attribute numbers as the kernel's names.
  private static func names(_ path: [UInt16], _ type: ObjectType?) -> String {
    var names: [String] = []
    var table = type?.table
    for number in path {
      let row = table?.attribute(number)
      names.append(row.map { "\($0.kernelName)" } ?? "#\(number)")
      table = row?.shape.table
    }
    return names.joined(separator: ".")
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
