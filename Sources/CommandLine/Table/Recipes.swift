extension CommandTable {
  /// Examples of using the JSON, for `help json` and the manual. A test runs each of them.
  package static let recipes: [Example] = [
    Example(#"nlctl -j link | jq -r '.[].ifname'"#, "the names of all devices"),
    Example(
      #"nlctl -j link | jq -r '.[] | [.ifname, .mtu, .address] | @tsv'"#,
      "some columns of them, with tabs between"),
    Example(
      #"nlctl -j link | jq -r '.[] | select(.flags | index("UP")).ifname'"#, "those that are up"),
    Example(
      #"nlctl -j link | jq 'map(.linkinfo.info_kind // .link_type) | unique'"#, "which kinds there are"),
    Example(#"nlctl -j link | jq 'map(.stats64.rx.bytes) | add'"#, "bytes received by all"),
    Example(
      #"nlctl -j link | jq -r 'max_by(.stats64.tx.bytes).ifname'"#, "the device that sent most"),
    Example(
      #"nlctl -j addr | jq -r '.[] | .ifname + " " + .addr_info[].local'"#, "each address with its device"),
    Example(
      #"nlctl -j -4 addr scope global | jq -r '.[0].addr_info[0].local'"#, "an address of this machine"),
    Example(#"nlctl -j route default | jq -r '.[].gateway // empty'"#, "the default gateways"),
    Example(
      #"nlctl -j route table all | jq 'group_by(.table) | map(length)'"#, "how many routes each table has"),
    Example(#"nlctl -j route get 192.0.2.7 | jq -r '.[0].dev'"#, "the device to an address"),
    Example(
      #"nlctl -j neigh | jq -r '.[] | select(.state | index("FAILED")).dst'"#, "who does not answer"),
    Example(#"nlctl -j rule | jq -r '.[] | [.priority, .table] | @tsv'"#, "which table rules send to"),
    Example(
      #"nlctl -j link --all-netns | jq -r '.[] | (.netns // "-") + " " + .ifname'"#,
      "devices of all namespaces"),
    Example(
      #"nlctl -j monitor link --timeout 1 | jq -r 'select(.event == "new").link.ifname'"#,
      "devices as they appear"),
  ]
}
