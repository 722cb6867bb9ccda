internal import NetlinkCore
internal import NetlinkWire

/// Messages of the controller of generic netlink, whose attributes are the kernel's `CTRL_ATTR_…`.
enum ControllerTable {
  /// `CTRL_CMD_…`
  static let commands: Names = [
    0: "CTRL_CMD_UNSPEC", 1: "CTRL_CMD_NEWFAMILY", 2: "CTRL_CMD_DELFAMILY", 3: "CTRL_CMD_GETFAMILY",
    4: "CTRL_CMD_NEWOPS", 5: "CTRL_CMD_DELOPS", 6: "CTRL_CMD_GETOPS", 7: "CTRL_CMD_NEWMCAST_GRP",
    8: "CTRL_CMD_DELMCAST_GRP", 9: "CTRL_CMD_GETMCAST_GRP", 10: "CTRL_CMD_GETPOLICY",
  ]

  static let table = Table(
    "struct genlmsghdr", headerLength: GenericController.headerLength,
    [
      .field(0, "cmd", "cmd", .named(commands), "What the message says or asks.", width: 1),
      .field(1, "version", "version", .u8, "Version of the family."),
      Attribute(
        GenericController.Attribute.familyID, "CTRL_ATTR_FAMILY_ID", "id", .u16, "Number of the family."),
      Attribute(
        GenericController.Attribute.familyName, "CTRL_ATTR_FAMILY_NAME", "name", .string,
        "Name of the family."),
      Attribute(3, "CTRL_ATTR_VERSION", "version", .u32, "Version of the family."),
      Attribute(
        GenericController.Attribute.headerSize, "CTRL_ATTR_HDRSIZE", "header", .u32,
        "Length of its own header, in bytes."),
      Attribute(5, "CTRL_ATTR_MAXATTR", "max_attribute", .u32, "Greatest attribute."),
      Attribute(6, "CTRL_ATTR_OPS", "commands", .children(.nest(operation)), "Commands."),
      Attribute(7, "CTRL_ATTR_MCAST_GROUPS", "groups", .children(.nest(group)), "Multicast groups."),
      Attribute(
        GenericController.Attribute.policy, "CTRL_ATTR_POLICY", "policies", .hidden,
        "Policies, each of its attributes."),
      Attribute(
        9, "CTRL_ATTR_OP_POLICY", "command_policies", .children(.nest(operationPolicy)), "By command."),
      Attribute(10, "CTRL_ATTR_OP", "command", .u32, "A command."),
    ])

  private static let operation = Table(
    "CTRL_ATTR_OPS",
    [
      Attribute(1, "CTRL_ATTR_OP_ID", "id", .u32, "Number of the command."),
      Attribute(
        2, "CTRL_ATTR_OP_FLAGS", "flags",
        .flags([0x1: "admin_perm", 0x2: "do", 0x4: "dump", 0x8: "haspol", 0x10: "uns_admin_perm"]),
        "What the command needs and offers."),
    ])

  private static let group = Table(
    "CTRL_ATTR_MCAST_GROUPS",
    [
      Attribute(1, "CTRL_ATTR_MCAST_GRP_NAME", "name", .string, "Name of the group."),
      Attribute(2, "CTRL_ATTR_MCAST_GRP_ID", "id", .u32, "Number of the group."),
    ])

  private static let operationPolicy = Table(
    "CTRL_ATTR_OP_POLICY",
    [
      Attribute(1, "CTRL_ATTR_POLICY_DO", "do", .u32, "Number of the policy of requests."),
      Attribute(2, "CTRL_ATTR_POLICY_DUMP", "dump", .u32, "Number of the policy of dumps."),
    ])

  /// The header of the messages of any other family.
  static let header = Table(
    "struct genlmsghdr", headerLength: GenericController.headerLength,
    [
      .field(0, "cmd", "cmd", .u8, "What the message says or asks."),
      .field(1, "version", "version", .u8, "Version of the family."),
    ])
}
