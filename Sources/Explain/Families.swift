internal import NetlinkCore
internal import NetlinkWire

/// The families of generic netlink that messages of the controller have named.
struct Families {
  private struct Family {
    var name: [UInt8]
    /// The length of the family's own header, in bytes.
    var headerLength: Int
  }

  private var families: [UInt16: Family] = [:]
  /// The kernel's `GENL_NAMSIZ`, and more than any header of a family has, in bytes.
  private static let longestName = 16
  private static let longestHeader: UInt64 = 256

  /// The name of the family whose messages have this type; empty if it is not known.
  func name(of type: UInt16) -> [UInt8] { families[type]?.name ?? [] }

  /// The length of its own header after `struct genlmsghdr`; nil if it is not known.
  func headerLength(of type: UInt16) -> Int? { families[type]?.headerLength }

  /// Notes the family that a message of the controller names, or forgets one that is gone.
  mutating func learn(_ bytes: RawSpan, _ envelope: Envelope) {
    let start = Message.headerLength + GenericController.headerLength
    guard envelope.netlinkProtocol == ProtocolNumber.generic, bytes.byteCount >= start,
      bytes.u16(at: 4) == GenericController.type
    else { return }
    let command = bytes.u8(at: Message.headerLength)
    guard command == GenericController.newFamily || command == GenericController.deleteFamily else { return }
    let attributes = bytes.slice(at: start, length: bytes.byteCount - start)
    guard let id = attributes.attribute(GenericController.Attribute.familyID).unsigned,
      let id = UInt16(exactly: id)
    else { return }
    let name = attributes.attribute(GenericController.Attribute.familyName).untilNUL
    guard command == GenericController.newFamily, name.byteCount > 0, name.byteCount <= Families.longestName
    else {
      if command == GenericController.deleteFamily { families[id] = nil }
      return
    }
    let length = Int(
      min(Families.longestHeader, attributes.attribute(GenericController.Attribute.headerSize).unsigned ?? 0))
    families[id] = Family(name: name.array, headerLength: (length + 3) & ~3)
  }
}
