internal import NetlinkWire
internal import Rtnetlink

/// Fields of headers that have no row of their own, because a dump shows them within other values: the length of a
/// prefix, the eight bits of a table whose number is also an attribute.
enum HeaderFields {
  // Rows of tables, because only the rows of a table stay in memory for good.

  private static let route = Table(
    "struct rtmsg",
    [
      .field(1, "rtm_dst_len", "dst_len", .u8, "Length of the destination's prefix, in bits."),
      .field(2, "rtm_src_len", "src_len", .u8, "Length of the source's prefix, in bits."),
      .field(4, "rtm_table", "table", .system(.table), "Table, if its number fits.", width: 1),
    ])

  private static let link = Table(
    "struct ifinfomsg",
    [
      AddressFamily.row("ifi_family"),
      .field(12, "ifi_change", "change", .hex, "The flags that are to be changed, or were.", width: 4),
    ])

  private static let address = Table(
    "struct ifaddrmsg",
    [.field(2, "ifa_flags", "flags", .hex, "The lower eight bits of the flags.", width: 1)])

  private static let rule = Table(
    "struct fib_rule_hdr",
    [.field(4, "table", "table", .system(.table), "Table, if its number fits.", width: 1)])

  private static let nextHop = Table("struct nhmsg", [AddressFamily.row("nh_family")])

  private static let hop = Table(
    "struct rtnexthop", [.field(0, "rtnh_len", "length", .u16, "Length of this hop, in bytes.")])

  private static let function = Table(
    "struct ifla_vf", [.field(0, "vf", "vf", .u32, "Number of the virtual function.")])

  private static let choices = Table(
    "struct br_boolopt_multi",
    [.field(4, "optmask", "mask", .hex, "The options that are known.", width: 4)])

  /// The fields to add to those of the table of that name.
  static func rows(of name: StaticString) -> [Row] {
    let table: Table? =
      if name.equals("struct rtmsg") {
        route
      } else if name.equals("struct ifinfomsg") {
        link
      } else if name.equals("struct ifaddrmsg") {
        address
      } else if name.equals("struct fib_rule_hdr") {
        rule
      } else if name.equals("struct nhmsg") {
        nextHop
      } else if name.equals("struct rtnexthop") {
        hop
      } else if name.equals("struct br_boolopt_multi") {
        choices
      } else if name.begins("struct ifla_vf_") {
        function
      } else {
        nil
      }
    guard let table else { return [] }
    return (0..<table.count).map { table[$0] }
  }
}

extension StaticString {
  /// Whether it begins with `text`.
  fileprivate func begins(_ text: String) -> Bool { description.hasPrefix(text) }
}
