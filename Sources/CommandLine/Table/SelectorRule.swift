/// What a selector looks at, and how the value on the command line is compared with it.
package struct SelectorRule: Equatable, Sendable {
  /// How the value becomes a test.
  package enum Comparison: Equatable, Sendable {
    /// As its type says: range, text, address, octets, word, name of the system.
    case plain

    /// The name of a device, or a pattern of such names; compared by index.
    case device

    /// The same of a VRF.
    case vrf

    /// The same of a device whose ports are meant; of a VRF.
    case ports, portsOfVRF

    /// The kind of a device, or a pattern of such kinds; compared by the device's index.
    case kindOfDevice

    /// The group of a device; compared by the device's index.
    case groupOfDevice

    /// No value: whether a device is administratively up; compared by its index.
    case isDeviceUp(Bool)

    /// The name of a VRF; compared by the number of its table.
    case tableOfVRF

    /// The name of a device that the next hop of this number leaves by; or of the master of such devices.
    case hop, hopOfPort

    /// No value: the flag of this name is among those of the field, or is not.
    case flag(String), noFlag(String)

    /// No value: the field is not there; the flag is not set.
    case absent

    /// A destination within, containing, or being the prefix.
    case inside, contains, exactly

    /// What a rule looks at, within the prefix.
    case selects

    /// A mark, and its mask if one was given; the fields are theirs.
    case mark

    /// A kind of link, for one without a kind the type of its hardware, or `bridge_slave` for the ports of a
    /// bridge; the fields are those of the kinds and of the type.
    case kind

    /// Realms; the fields are those of the destination's and the source's.
    case realm

    /// Whether it depends on what is known of devices, which come, go and change.
    package var isOfDevices: Bool {
      switch self {
      case .device, .vrf, .ports, .portsOfVRF, .kindOfDevice, .groupOfDevice, .isDeviceUp: true
      default: false
      }
    }
  }

  /// The fields, as `nlctl fields` lists them, flags among them.
  package let fields: [String]

  /// How the value is compared with them.
  package let comparison: Comparison

  /// Whether the kernel leaves the field out where it is 0.
  package let isAbsentZero: Bool

  /// The rule of `--family`, which every command has, where it is used as a selector.
  package static let family = SelectorRule(["family"])

  init(_ fields: [String], _ comparison: Comparison = .plain, absentZero: Bool = false) {
    self.fields = fields
    self.comparison = comparison
    isAbsentZero = absentZero
  }
}
