internal import NetlinkWire

extension LinkKind {
  /// Point-to-point protocol. Kernel: `drivers/net/ppp/ppp_generic.c`, which sends no data.
  static let ppp = LinkKind(
    "ppp", "Point-to-point protocol.",
    [Attribute(1, "IFLA_PPP_DEV_FD", "dev_fd", .u32, "File of /dev/ppp, in requests alone.")], lower: .untold)
}
