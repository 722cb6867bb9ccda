import CommandLine
import Explain
import NetlinkCore
import Rtnetlink
import NetlinkWire

extension Session {
  /// With `--verbose`, prints a request on standard error.
  func note(_ request: borrowing Request, _ type: @autoclosure () -> ObjectType, isDump: Bool) {
    guard invocation.verbose else { return }
    let type = type()
    let bytes = request.bytes
    let name = "RTM_GET\(type.kernelName)"
    let parts = Session.parts(
      Message(bytes.raw).payload, RequestNames.table(ofRequest: type.get) ?? type.table)
    Diagnostics.complain((["asks", name] + (isDump ? ["dump"] : []) + parts).joined(separator: " "))
  }

  /// The fields of the header that are not 0, and the attributes, by the kernel's names.
  private static func parts(_ span: RawSpan, _ table: Table) -> [String] {
    var parts: [String] = []
    var seen: [String] = []
    for index in 0..<table.count {
      let row = table[index]
      guard case .field(let offset) = row.attribute.place, !seen.contains("\(row.kernelName)") else {
        continue
      }
      seen.append("\(row.kernelName)")
      let end = Int(offset) + row.attribute.width
      guard end <= span.byteCount else { continue }
      let value = span.slice(at: Int(offset), length: row.attribute.width).unsigned ?? 0
      if value != 0 { parts.append("\(row.kernelName)=\(value)") }
    }
    var attributes = Attributes(span, from: table.headerLength)
    while attributes.next() {
      parts.append(part(attributes.value, attributes.type, table.attribute(attributes.type)))
    }
    return parts
  }

  /// An attribute with its name and value.
  private static func part(_ value: RawSpan, _ type: UInt16, _ row: Row?) -> String {
    let name = row.map { "\($0.kernelName)" } ?? "#\(type)"
    if let row, case .nest(let table) = row.shape {
      return "\(name)={\(parts(value, table).joined(separator: " "))}"
    }
    if let row, case .string = row.shape {
      return "\(name)=\(value.string)"
    }
    if let address = address(value, row) { return "\(name)=\(address)" }
    if value.byteCount == 0 { return name }
    if value.byteCount <= 4, let number = value.unsigned { return "\(name)=\(number)" }
    var digits = GrowingBytes()
    digits.hexadecimal(value)
    return "\(name)=\(digits.raw.string)"
  }

  /// The value as an address, if it is one.
  private static func address(_ value: RawSpan, _ row: Row?) -> IPAddress? {
    switch row?.shape {
    case .address, .prefix:
      value.byteCount == 4 || value.byteCount == 16 ? IPAddress(bytes: value.array) : nil
    default: nil
    }
  }
}
