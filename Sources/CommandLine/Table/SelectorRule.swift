/// The fields that a selector is about, and how the value on the command line is compared with them.
package struct SelectorRule: Equatable, Sendable {
  /// How the value becomes a test.
  package enum Comparison: Equatable, Sendable {
    /// By the type of the value: range, text, address, octets, word, or a name in a file of the system.
    case plain

    /// The name of a device, or a pattern of names; the field is its index.
    case device

    /// The name of a VRF, or a pattern of names; the field is its index.
    case vrf

    /// The name of a master device, or of a VRF, or a pattern of names; the field is the index of one of its ports.
    case ports, portsOfVRF

    /// The kind of a device, or a pattern of kinds; the field is the device's index.
    case kindOfDevice

    /// The group of a device; the field is the device's index.
    case groupOfDevice

    /// No value: whether a device is administratively up; the field is its index.
    case isDeviceUp(Bool)

    /// The name of a VRF; the field is the number of its table.
    case tableOfVRF

    /// The name of a device by which next hops leave, or of the master of such devices; the field is the id of a next
    /// hop.
    case hop, hopOfPort

    /// No value: the field has the flag of this name, or does not have it.
    case flag(String), noFlag(String)

    /// No value: the field is absent, or the flag is not set.
    case absent

    /// A prefix; the field is a destination that lies within it, contains it, or is equal to it.
    case inside, contains, exactly

    /// A prefix; the field is the source or destination prefix of a rule, which lies within it.
    case selects

    /// A mark, perhaps with a mask; the fields are the mark and the mask.
    case mark

    /// A kind of link, or the hardware type of a link without a kind, or `bridge_slave` for the ports of a bridge; the
    /// fields are the link's kind, the kind of its master, and its hardware type.
    case kind

    /// Realms; the fields are the realms of the destination and of the source.
    case realm

    /// Whether the result depends on the devices of the namespace, which may change while the selector is in use.
    package var isOfDevices: Bool {
      switch self {
      case .device, .vrf, .ports, .portsOfVRF, .kindOfDevice, .groupOfDevice, .isDeviceUp: true
      default: false
      }
    }
  }

  /// The fields, as `nlctl fields` lists them; a flag is a field, too.
  package let fields: [String]

  /// How the value is compared with them.
  package let comparison: Comparison

  /// Whether the kernel leaves the field out if it is 0.
  package let isAbsentZero: Bool

  /// The rule of `--family` when it is used as a selector.
  package static let family = SelectorRule(["family"])

  init(_ fields: [String], _ comparison: Comparison = .plain, absentZero: Bool = false) {
    self.fields = fields
    self.comparison = comparison
    isAbsentZero = absentZero
  }
}
