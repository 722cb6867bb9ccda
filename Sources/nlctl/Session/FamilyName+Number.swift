import CommandLine
import NetlinkWire
import Rtnetlink

extension FamilyName {
  /// The kernel's number of the family.
  var number: UInt8 {
    switch self {
    case .inet: Family.inet
    case .inet6: Family.inet6
    case .mpls: Family.mpls
    case .bridge: Family.bridge
    }
  }
}
