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

  /// Words that each stand for several groups.
  private static let families: [(word: String, groups: [UInt32])] = [
    ("netconf", numbers(of: ["ipv4-netconf", "ipv6-netconf", "mpls-netconf"])),
    ("mroute", numbers(of: ["ipv4-mroute", "ipv6-mroute"])), ("prefix", numbers(of: ["ipv6-prefix"])),
    ("mcaddr", numbers(of: ["ipv4-mcaddr", "ipv6-mcaddr"])), ("acaddr", numbers(of: ["ipv6-acaddr"])),
    ("maddr", numbers(of: ["ipv4-mcaddr", "ipv6-mcaddr"])), ("vlan", numbers(of: ["brvlan"])),
  ]

  /// The groups of no followed object that are joined when everything is asked for. Those that an older kernel lacks
  /// are left out.
  package static let others = numbers(of: [
    "ipv4-mroute", "ipv6-mroute", "ipv6-prefix", "ipv4-netconf", "ipv6-netconf", "nsid", "mpls-netconf",
    "stats",
  ])

  /// The words that `monitor` takes besides those of objects.
  static var words: [String] {
    families.map(\.word) + names.map { "\($0)" }.filter { !isFollowed($0[...]) }
  }

  /// Whether a word names an object that can be followed.
  private static func isFollowed(_ word: Substring) -> Bool {
    ObjectName(word: word).map { ObjectName.followed.contains($0) } ?? false
  }

  /// The name of a group; nil for one not known.
  package static func word(of number: UInt32) -> StaticString? {
    number >= 1 && number <= names.count ? names[Int(number) - 1] : nil
  }

  /// The numbers of groups, by names of the list above.
  private static func numbers(of names: [String]) -> [UInt32] { names.compactMap { number(of: $0) } }

  /// The number of a group; nil for a name that is not known.
  package static func number(of name: String) -> UInt32? {
    names.firstIndex { "\($0)" == name }.map { UInt32($0) + 1 }
  }

  /// The groups that one of `words` stands for; nil for any other word.
  static func groups(named word: Substring) -> [UInt32]? {
    if let family = families.first(where: { $0.word == word }) { return family.groups }
    return !isFollowed(word) ? number(of: String(word)).map { [$0] } : nil
  }
}
