/// The multicast groups of rtnetlink. The kernel's `RTNLGRP_…`.
package enum MulticastGroup {
  /// Names by number, from 1.
  package static let names: [StaticString] = [
    "link", "notify", "neigh", "tc", "ipv4-ifaddr", "ipv4-mroute", "ipv4-route", "ipv4-rule",
    "ipv6-ifaddr", "ipv6-mroute", "ipv6-route", "ipv6-ifinfo", "decnet-ifaddr", "nop2", "decnet-route",
    "decnet-rule", "nop4", "ipv6-prefix", "ipv6-rule", "nd-useropt", "phonet-ifaddr", "phonet-route",
    "dcb", "ipv4-netconf", "ipv6-netconf", "mdb", "mpls-route", "nsid", "mpls-netconf", "ipv4-mroute-r",
    "ipv6-mroute-r", "nexthop", "brvlan", "mctp-ifaddr", "tunnel", "stats", "ipv4-mcaddr",
    "ipv6-mcaddr", "ipv6-acaddr",
  ]

  /// Words for what several groups tell together.
  private static let families: [(word: String, groups: [UInt32])] = [
    ("netconf", [24, 25, 29]), ("mroute", [6, 10]), ("prefix", [18]), ("mcaddr", [37, 38]), ("acaddr", [39]),
  ]

  /// Further groups, joined when everything is asked for: routes of multicast, prefixes, settings,
  /// namespace ids, counters. Those that an older kernel lacks are left out.
  package static let others: [UInt32] = [6, 10, 18, 24, 25, 28, 29, 36]

  /// What `monitor` may be given besides objects: what is no object's word.
  static var words: [String] {
    families.map(\.word) + names.map { "\($0)" }.filter { !isFollowed($0[...]) }
  }

  /// Whether a word is that of an object which can be followed.
  private static func isFollowed(_ word: Substring) -> Bool {
    ObjectName(word: word).map { ObjectName.followed.contains($0) } ?? false
  }

  /// The name of a group; nil for one not known.
  package static func word(of number: UInt32) -> StaticString? {
    number >= 1 && number <= names.count ? names[Int(number) - 1] : nil
  }

  /// The number of a group.
  package static func number(of name: String) -> UInt32? {
    names.firstIndex { "\($0)" == name }.map { UInt32($0) + 1 }
  }

  /// The groups that one of `words` means; nil for any other word.
  static func groups(named word: Substring) -> [UInt32]? {
    if let family = families.first(where: { $0.word == word }) { return family.groups }
    return !isFollowed(word) ? number(of: String(word)).map { [$0] } : nil
  }
}
