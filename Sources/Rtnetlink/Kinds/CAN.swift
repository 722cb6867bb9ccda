internal import NetlinkWire

extension LinkKind {
  /// Controller area network. Kernel: `drivers/net/can/dev/netlink.c`.
  static let can = LinkKind(
    "can", "A CAN bus.", canRows + canTimingRows, statistics: canStatistics,
    line: [.init("state"), .nest("bittiming", "", [.init("bitrate", "bitrate")])])

  private static let canRows = [
    Attribute(
      5, "IFLA_CAN_CTRLMODE", "", .inlineStructure(canControlMode), "Modes of the controller."),
    Attribute(
      17, "IFLA_CAN_CTRLMODE_EXT", "",
      .inline(
        Table(
          "IFLA_CAN_CTRLMODE_EXT",
          [
            Attribute(
              1, "IFLA_CAN_CTRLMODE_SUPPORTED", "ctrlmode_supported", .flags(canModes),
              "Modes that may be changed.")
          ])), "Modes that the controller has."),
    Attribute(
      4, "IFLA_CAN_STATE", "state",
      .named([
        0: "ERROR-ACTIVE", 1: "ERROR-WARNING", 2: "ERROR-PASSIVE", 3: "BUS-OFF", 4: "STOPPED", 5: "SLEEPING",
      ]), "State of the controller, by its count of errors."),
    Attribute(
      8, "IFLA_CAN_BERR_COUNTER", "berr_counter",
      .structure(
        Table(
          "struct can_berr_counter", headerLength: 4,
          [
            .field(0, "txerr", "tx", .u16, "Errors while sending."),
            .field(2, "rxerr", "rx", .u16, "Errors while receiving."),
          ])), "Bus errors, as the controller counts them.", volatile: true),
    Attribute(
      6, "IFLA_CAN_RESTART_MS", "restart_ms", .u32,
      "Time until the controller is started again after bus-off, in milliseconds; 0: never."),
    Attribute(7, "IFLA_CAN_RESTART", "restart", .u32, "A request to start again; never sent."),
    Attribute(11, "IFLA_CAN_TERMINATION", "termination", .u16, "Termination, in ohms; 0: none."),
    Attribute(
      12, "IFLA_CAN_TERMINATION_CONST", "termination_const", .packed(.u16), "Terminations there are, in ohms."
    ),
    Attribute(
      3, "IFLA_CAN_CLOCK", "",
      .inlineStructure(
        Table(
          "struct can_clock", headerLength: 4,
          [.field(0, "freq", "clock", .u32, "Clock of the controller, in hertz.")])),
      "Clock of the controller."),
    Attribute(
      15, "IFLA_CAN_BITRATE_MAX", "bitrate_max", .u32,
      "Highest bit rate of the transceiver, in bits a second; 0: not known."),
  ]

  private static let canControlMode = Table(
    "struct can_ctrlmode", headerLength: 8,
    [
      .field(4, "flags", "ctrlmode", .flags(canModes), "Modes that are on.", width: 4),
      .field(0, "mask", "ctrlmode_mask", .hex, "Modes that a request speaks of.", width: 4),
    ])

  /// `CAN_CTRLMODE_…`.
  private static let canModes: Flags = [
    0x1: "LOOPBACK", 0x2: "LISTEN-ONLY", 0x4: "TRIPLE-SAMPLING", 0x8: "ONE-SHOT", 0x10: "BERR-REPORTING",
    0x20: "FD", 0x40: "PRESUME-ACK", 0x80: "FD-NON-ISO", 0x100: "CC-LEN8-DLC", 0x200: "TDC-AUTO",
    0x400: "TDC-MANUAL", 0x800: "RESTRICTED", 0x1000: "XL", 0x2000: "XL-TDC-AUTO", 0x4000: "XL-TDC-MANUAL",
    0x8000: "TMS",
  ]

  private static let canStatistics = Table(
    "struct can_device_stats", headerLength: 24,
    [
      .field(20, "restarts", "restarts", .u32, "Restarts of the controller.", volatile: true),
      .field(0, "bus_error", "bus_error", .u32, "Errors on the bus.", volatile: true),
      .field(16, "arbitration_lost", "arbitration_lost", .u32, "Lost arbitrations.", volatile: true),
      .field(4, "error_warning", "error_warning", .u32, "Changes to the warning state.", volatile: true),
      .field(8, "error_passive", "error_passive", .u32, "Changes to the passive state.", volatile: true),
      .field(12, "bus_off", "bus_off", .u32, "Changes to the bus-off state.", volatile: true),
    ])
}
