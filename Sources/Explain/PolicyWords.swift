package import NetlinkCore
package import NetlinkWire
internal import Render

/// What an attribute must be, in words: `u32, 1 to 4094`.
package enum PolicyWords {
  /// Writes what `policy` demands, and how many bytes were sent if that is known.
  package static func append(_ policy: AttributePolicy, sent length: Int?, to text: inout GrowingBytes) {
    let type = UInt64(policy.type ?? 0)
    if let name = ErrorTable.types.name(of: type) {
      text.append(name)
    } else {
      text.append("type " as StaticString)
      text.decimal(type)
    }
    if policy.signedMinimum != nil || policy.signedMaximum != nil {
      text.append(", " as StaticString)
      text.decimal(policy.signedMinimum ?? .min)
      text.append(" to " as StaticString)
      text.decimal(policy.signedMaximum ?? .max)
    } else if policy.minimum != nil || policy.maximum != nil {
      text.append(", " as StaticString)
      text.decimal(policy.minimum ?? 0)
      text.append(" to " as StaticString)
      text.decimal(policy.maximum ?? .max)
    }
    if let length = policy.minimumLength { append(", at least ", length, to: &text) }
    if let length = policy.maximumLength { append(", at most ", length, to: &text) }
    if let mask = policy.mask {
      text.append(", bits 0x" as StaticString)
      text.hexadecimal(mask)
    }
    guard let length else { return }
    text.append("; " as StaticString)
    text.decimal(UInt64(length))
    text.append(length == 1 ? " byte was sent" as StaticString : " bytes were sent")
  }

  private static func append(_ words: StaticString, _ length: UInt32, to text: inout GrowingBytes) {
    text.append(words)
    text.decimal(UInt64(length))
    text.append(length == 1 ? " byte" as StaticString : " bytes")
  }
}
