internal import NetlinkWire

/// The profile by which a switch configures a port (802.1Qbg): IFLA_PORT_SELF, and one member of
/// IFLA_VF_PORTS.
enum PortProfile {
  static let table = Table(
    "IFLA_PORT_SELF",
    [
      Attribute(1, "IFLA_PORT_VF", "vf", .u32, "Number of the virtual function."),
      Attribute(2, "IFLA_PORT_PROFILE", "profile", .string, "Name of the profile."),
      Attribute(
        3, "IFLA_PORT_VSI_TYPE", "vsi_type", .structure(type), "Type of the virtual station interface."),
      Attribute(4, "IFLA_PORT_INSTANCE_UUID", "instance_uuid", .binary, "Id of the client's interface."),
      Attribute(5, "IFLA_PORT_HOST_UUID", "host_uuid", .binary, "Id of the host."),
      Attribute(
        6, "IFLA_PORT_REQUEST", "request",
        .named([0: "preassociate", 1: "preassociate_rr", 2: "associate", 3: "disassociate"]),
        "What was asked."),
      Attribute(
        7, "IFLA_PORT_RESPONSE", "response",
        .named([
          0: "success", 1: "invalid_format", 2: "insufficient_resources", 3: "unused_vtid",
          4: "vtid_violation",
          5: "vtid_version_violation", 6: "out_of_sync", 0x100: "profile_success",
          0x101: "profile_inprogress",
          0x102: "profile_invalid", 0x103: "profile_badstate", 0x104: "profile_insufficient_resources",
          0x105: "profile_error",
        ]), "What the switch answered."),
    ])

  private static let type = Table(
    "struct ifla_port_vsi", headerLength: 8,
    [
      .field(0, "vsi_mgr_id", "manager", .u8, "Number of the manager that knows the types."),
      .field(1, "vsi_type_id", "id", .binary, "Number of the type.", width: 3),
      .field(4, "vsi_type_version", "version", .u8, "Version of the type."),
    ])
}
