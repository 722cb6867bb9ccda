/// Words of `ip` and similar programs that nlctl does not have, and what messages suggest instead.
enum Foreign {
  /// The clause for a first word; nil if it is no such word.
  static func hint(_ word: Substring) -> String? {
    switch word {
    case "arp", "ndp", "fdb": "; did you mean 'neigh'?"
    case "vrf": "; did you mean 'link dump kind vrf'?"
    case "addrlabel", "fou", "ila", "ioam", "l2tp", "macsec", "mptcp", "mroute", "mrule", "ntable",
      "sr", "tcpmetrics", "tcp_metrics", "token", "tunnel", "tuntap", "xfrm":
      "; there is no such command here"
    default: nil
    }
  }

  /// The clause for a verb; nil if it is no such word.
  static func hint(verb word: Substring) -> String? {
    switch word {
    case "add", "append", "change", "chg", "del", "delete", "flush", "prepend", "property", "replace",
      "restore", "set":
      "; nlctl shows and never changes"
    case "list-id": "; did you mean 'nsid dump'?"
    case "afstats", "attach", "exec", "identify", "pids", "save", "showdump", "xstats":
      "; there is no such command here"
    default: nil
    }
  }
}
