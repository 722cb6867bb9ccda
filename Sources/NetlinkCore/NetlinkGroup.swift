/// A multicast group: a socket that joins it receives its notifications.
///
/// A value; thread-safe. The groups of rtnetlink have names in the module `Netlink`, such as `.link`; those of a
/// generic netlink family are found by `NetlinkClient.group(named:in:until:)`. The kernel's `RTNLGRP_…`.
/// OVS: the group of a `struct nln_notifier`.
public struct NetlinkGroup: RawRepresentable, Sendable, Hashable {
  /// The kernel's number.
  public var rawValue: UInt32
  /// The group of that number, known here or not.
  public init(rawValue: UInt32) { self.rawValue = rawValue }
}
