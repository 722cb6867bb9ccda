/// Words of `ip` and its kin that are none here, and what to say for them.
enum Foreign {
  /// For a first word.
  static func hint(_ word: Substring) -> String? {
    switch word {
    case "arp", "ndp", "fdb": "; did you mean 'neigh'?"
    case "netns": "; did you mean '--netns'?"
    case "vrf": "; did you mean 'link dump kind vrf'?"
    case "addrlabel", "fou", "ila", "ioam", "l2tp", "macsec", "maddress", "maddr", "mptcp", "mroute", "mrule",
      "netconf", "ntable", "sr", "tcpmetrics", "tcp_metrics", "token", "tunnel", "tuntap", "xfrm":
      "; there is no such command here"
    default: nil
    }
  }

  /// For a verb.
  static func hint(verb word: Substring) -> String? {
    switch word {
    case "add", "append", "change", "chg", "del", "delete", "flush", "prepend", "property", "replace",
      "restore", "set":
      "; nlctl shows and never changes"
    case "afstats", "save", "showdump", "xstats": "; there is no such command here"
    default: nil
    }
  }
}
