import CommandLine
import NetlinkCore
import NetlinkWire
import Rtnetlink

/// Requests for objects that no mirror follows.
enum OtherRequest {
  static func all(of object: ObjectName, _ family: FamilyName?) -> [(request: Request, family: UInt8)] {
    let families = family.map { [$0.number] }
    switch object {
    case .netconf:
      let others = Files.exist("/proc/sys/net/mpls/platform_labels") ? [Family.mpls] : []
      return (families ?? [Family.inet, Family.inet6] + others).map {
        (SettingsRequest.netconf(family: $0), $0)
      }
    case .maddr:
      return (families ?? [Family.inet, Family.inet6]).map {
        (SettingsRequest.multicastAddresses(family: $0), $0)
      }
    case .vlan: return [(SettingsRequest.vlans, Family.bridge)]
    // The kernel leaves the family out of what it answers.
    case .mdb: return [(SettingsRequest.multicastGroups, Family.unspecified)]
    default: return [(SettingsRequest.namespaceIDs, Family.unspecified)]
    }
  }
}
