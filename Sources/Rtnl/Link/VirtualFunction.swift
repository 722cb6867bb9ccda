internal import Wire

/// A virtual function of a link (SR-IOV): one member of IFLA_VFINFO_LIST.
enum VirtualFunction {
  static let table = Table(
    "IFLA_VF_INFO",
    [
      Attribute(1, "IFLA_VF_MAC", "", .inlineStructure(address), "Number and link-layer address.")
    ])

  private static let address = Table(
    "struct ifla_vf_mac", headerLength: 36,
    [
      .field(0, "vf", "vf", .u32, "Number of the virtual function.")
    ])
}
