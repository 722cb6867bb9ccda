internal import NetlinkWire

/// Programs that see packets first (XDP): IFLA_XDP.
enum ExpressDataPath {
  static let table = Table(
    "IFLA_XDP",
    [
      Attribute(
        2, "IFLA_XDP_ATTACHED", "mode", .u8,
        "Where a program is attached: 0 nowhere, 1 driver, 2 generic, 3 hardware, 4 several."),
      .field(0, "", "prog", .part(program(4, "IFLA_XDP_PROG_ID")), "The program, if there is one alone."),
      .field(0, "", "attached", .parts(attached), "The programs, one by one."),
      Attribute(3, "IFLA_XDP_FLAGS", "flags", .hex, "Flags of attaching; only in requests."),
      Attribute(1, "IFLA_XDP_FD", "fd", .s32, "A program's descriptor; only in requests."),
      Attribute(8, "IFLA_XDP_EXPECTED_FD", "expected_fd", .s32, "The program to replace; only in requests."),
    ])

  private static let attached = Table(
    "IFLA_XDP",
    [
      .field(0, "", "", .part(entry(6, "IFLA_XDP_SKB_PROG_ID", mode: 2)), "The generic program."),
      .field(0, "", "", .part(entry(5, "IFLA_XDP_DRV_PROG_ID", mode: 1)), "The driver's program."),
      .field(0, "", "", .part(entry(7, "IFLA_XDP_HW_PROG_ID", mode: 3)), "The hardware's program."),
    ])

  private static func entry(_ number: UInt16, _ kernelName: StaticString, mode: UInt32) -> Table {
    Table(
      "IFLA_XDP",
      [
        Attribute(
          number, kernelName, "mode", .constant(mode), "Where it is attached.", presence: .orAttribute(number)
        ),
        .field(0, "", "prog", .part(program(number, kernelName)), "The program."),
      ])
  }

  private static func program(_ number: UInt16, _ kernelName: StaticString) -> Table {
    Table("IFLA_XDP", [Attribute(number, kernelName, "id", .u32, "Id of the program.")])
  }
}
