internal import Render
internal import NetlinkCore
internal import NetlinkWire

/// What the kernel adds to an error. The kernel's `enum nlmsgerr_attrs`.
enum ErrorTable {
  static let table = Table(
    "enum nlmsgerr_attrs",
    [
      Attribute(1, "NLMSGERR_ATTR_MSG", "message", .string, "The kernel's words."),
      Attribute(2, "NLMSGERR_ATTR_OFFS", "offset", .u32, "Offset of the attribute in the request, in bytes."),
      Attribute(3, "NLMSGERR_ATTR_COOKIE", "cookie", .binary, "Bytes with a meaning of the subsystem's own."),
      Attribute(4, "NLMSGERR_ATTR_POLICY", "policy", .nest(policy), "What the attribute must be."),
      Attribute(5, "NLMSGERR_ATTR_MISS_TYPE", "missing", .u32, "Number of the attribute that must be there."),
      Attribute(
        6, "NLMSGERR_ATTR_MISS_NEST", "missing_in", .u32,
        "Offset of the nest that lacks it in the request, in bytes."),
    ])

  /// `enum netlink_policy_type_attr`
  static let policy = Table(
    "enum netlink_policy_type_attr",
    [
      Attribute(1, "NL_POLICY_TYPE_ATTR_TYPE", "type", .named(types), "Kind of value."),
      Attribute(2, "NL_POLICY_TYPE_ATTR_MIN_VALUE_S", "min", .s64, "Least value."),
      Attribute(3, "NL_POLICY_TYPE_ATTR_MAX_VALUE_S", "max", .s64, "Greatest value."),
      Attribute(4, "NL_POLICY_TYPE_ATTR_MIN_VALUE_U", "min_unsigned", .u64, "Least value."),
      Attribute(5, "NL_POLICY_TYPE_ATTR_MAX_VALUE_U", "max_unsigned", .u64, "Greatest value."),
      Attribute(6, "NL_POLICY_TYPE_ATTR_MIN_LENGTH", "min_length", .u32, "Least length, in bytes."),
      Attribute(7, "NL_POLICY_TYPE_ATTR_MAX_LENGTH", "max_length", .u32, "Greatest length, in bytes."),
      Attribute(8, "NL_POLICY_TYPE_ATTR_POLICY_IDX", "policy", .u32, "Number of the policy of the nest."),
      Attribute(9, "NL_POLICY_TYPE_ATTR_POLICY_MAXTYPE", "max_type", .u32, "Greatest attribute of the nest."),
      Attribute(10, "NL_POLICY_TYPE_ATTR_BITFIELD32_MASK", "mask32", .hex, "Bits that may be set."),
      Attribute(11, "NL_POLICY_TYPE_ATTR_PAD", "", .hidden, "Padding."),
      Attribute(12, "NL_POLICY_TYPE_ATTR_MASK", "mask", .hex, "Bits that may be set."),
    ])

  /// `enum netlink_attribute_type`
  static let types: Names = [
    0: "invalid", 1: "flag", 2: "u8", 3: "u16", 4: "u32", 5: "u64", 6: "s8", 7: "s16", 8: "s32", 9: "s64",
    10: "binary", 11: "string", 12: "nul-string", 13: "nested", 14: "nested-array", 15: "bitfield32",
    16: "sint", 17: "uint",
  ]
}
