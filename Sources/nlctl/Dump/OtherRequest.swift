import CommandLine
import NetlinkCore
import NetlinkWire
import Rtnetlink

/// Requests for objects that no mirror follows.
enum OtherRequest {
  /// The requests for all objects of that kind, one for each family.
  static func all(of object: ObjectName, _ invocation: Invocation) -> [(request: Request, family: UInt8)] {
    let families = invocation.family.map { [$0.number] }
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
    case .vlan:
      // JSON and columns have counters whatever is asked for.
      let hasCounters = invocation.isJSON || invocation.fields != nil || invocation.stats > 0
      return [(SettingsRequest.vlans(withCounters: hasCounters), Family.bridge)]
    // The kernel does not set the family in its answers.
    case .mdb: return [(SettingsRequest.multicastGroups, Family.unspecified)]
    case .nsid: return [(SettingsRequest.namespaceIDs, Family.unspecified)]
    case .link, .addr, .route, .neigh, .rule, .nexthop, .bucket: return []
    }
  }
}
