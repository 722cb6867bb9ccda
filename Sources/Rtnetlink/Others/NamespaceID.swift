internal import NetlinkWire

extension ObjectType {
  /// Ids that other network namespaces have in this one.
  package static let nsid = ObjectType(
    "nsid", "NSID", "Ids that other network namespaces have in this one.", new: RTM.newNamespaceID,
    NamespaceID.table, NamespaceID.identity)
}

/// What the kernel says of the id of a namespace. Kernel: `net/core/net_namespace.c`.
enum NamespaceID {
  static let table = Table(
    "struct rtgenmsg", headerLength: 4,
    [
      AddressFamily.row("rtgen_family"),
      Attribute(
        1, "NETNSA_NSID", "name", .namespaceID, "The namespace: its name, where it has one; id -1: none.",
        numberKey: "nsid"),
      Attribute(2, "NETNSA_PID", "pid", .u32, "A process in the namespace; only in requests."),
      Attribute(3, "NETNSA_FD", "fd", .u32, "A descriptor of the namespace; only in requests."),
      Attribute(
        4, "NETNSA_TARGET_NSID", "target_nsid", .s32, "The namespace that is asked; only in requests."),
      Attribute(5, "NETNSA_CURRENT_NSID", "current_nsid", .s32, "Its id in the asking namespace."),
    ])

  /// The id.
  static let identity = Identity("nsid", [.init([.number(1)])])

  static let line = Layout(
    [
      .init("name", "nsid", column: 1, form: .number),
      .init("name", "netns", .name, column: 2, name: "known", when: .named),
      .init("current_nsid", "current-nsid"),
    ], of: table)
}
