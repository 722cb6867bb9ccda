extension ObjectType {
  /// The usual columns of a table of such objects, to which others may be added.
  package var ownColumns: [String] {
    switch new {
    case RTM.newLink: ["ifindex", "ifname", "state", "kind", "mtu", "address", "master"]
    case RTM.newAddress: ["dev", "local", "prefixlen", "scope"]
    case RTM.newRoute: ["dst", "gateway", "dev", "protocol", "prefsrc", "metric"]
    case RTM.newNeighbour: ["dst", "dev", "lladdr", "state"]
    case RTM.newRule: ["priority", "family", "from", "table"]
    case RTM.newNextHop: ["id", "group", "gateway", "dev"]
    case RTM.newBucket: ["id", "bucket.index", "bucket.nhid"]
    case RTM.newNetconf: ["interface", "family"]
    case RTM.newMulticast: ["dev", "address"]
    case RTM.newNamespaceID: ["nsid", "name"]
    case RTM.newVLAN: ["ifname"]
    case RTM.newMDB: ["dev"]
    default: []
    }
  }

  /// Short names that users may give in place of the paths of fields. `src/srclen` is an address and the length of its
  /// prefix in one column.
  package var shortNames: [(name: String, path: String)] {
    switch new {
    case RTM.newLink:
      [
        ("index", "ifindex"), ("name", "ifname"), ("kind", "linkinfo.info_kind"), ("state", "operstate"),
        ("mac", "address"), ("alias", "ifalias"),
      ]
        + ["rx", "tx"].flatMap { side in
          ["bytes", "packets", "errors", "dropped"].map { ("\(side)_\($0)", "stats64.\(side).\($0)") }
        }
    case RTM.newAddress: [("ifname", "dev"), ("proto", "protocol")]
    case RTM.newRoute: [("gw", "gateway"), ("proto", "protocol"), ("src", "prefsrc")]
    case RTM.newNeighbour: [("proto", "protocol")]
    case RTM.newRule:
      [
        ("prio", "priority"), ("from", "src/srclen"), ("to", "dst/dstlen"),
        ("lookup", "table"),
      ]
    case RTM.newNextHop: [("gw", "gateway"), ("proto", "protocol")]
    case RTM.newBucket: [("index", "bucket.index"), ("nhid", "bucket.nhid")]
    default: []
    }
  }
}
