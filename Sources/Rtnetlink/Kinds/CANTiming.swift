internal import NetlinkWire

extension LinkKind {
  /// Bit timing of a CAN bus: of plain frames, of the data of CAN FD frames and of CAN XL frames.
  static let canTimingRows = [
    Attribute(
      1, "IFLA_CAN_BITTIMING", "bittiming", .structure(canBitTiming), "Bit timing."),
    Attribute(
      2, "IFLA_CAN_BITTIMING_CONST", "bittiming_const", .structure(canBitTimingLimits),
      "Bit timings that the controller can do."),
    fixedRate(1, "IFLA_CAN_BITTIMING", "bittiming_bitrate", beside: 13),
    Attribute(
      13, "IFLA_CAN_BITRATE_CONST", "bitrate_const", .packed(.u32),
      "The bit rates there are, in bits a second."),
    .field(0, "", "data_bittiming", .part(data(9, delays: 16)), "Bit timing of the data."),
    .field(
      0, "", "data_bittiming_const", .part(dataLimits(10, delays: 16)), "Bit timings of data there are."),
    fixedRate(9, "IFLA_CAN_DATA_BITTIMING", "data_bittiming_bitrate", beside: 14),
    Attribute(
      14, "IFLA_CAN_DATA_BITRATE_CONST", "data_bitrate_const", .packed(.u32),
      "The bit rates of data there are, in bits a second."),
    .field(0, "", "xl_data_bittiming", .part(dataXL), "Bit timing of the data of XL frames."),
    .field(0, "", "xl_data_bittiming_const", .part(dataXLLimits), "Bit timings of XL data there are."),
    fixedRate(18, "IFLA_CAN_XL_DATA_BITTIMING", "xl_data_bittiming_bitrate", beside: 20),
    Attribute(
      20, "IFLA_CAN_XL_DATA_BITRATE_CONST", "xl_data_bitrate_const", .packed(.u32),
      "The bit rates of XL data there are, in bits a second."),
  ]

  /// The bit rate in use, shown where the controller lists the rates that it can do (attribute `beside`).
  private static func fixedRate(
    _ number: UInt16, _ kernelName: StaticString, _ key: StaticString, beside: UInt16
  ) -> Attribute {
    let rate = Table(
      "struct can_bittiming", headerLength: 32,
      [.field(0, "bitrate", key, .u32, "The bit rate in use, in bits a second.")])
    return Attribute(
      number, kernelName, "", .inlineStructure(rate), "The bit rate in use, of those there are.",
      presence: .viewBeside(beside))
  }

  /// The bit timing of data and its delay compensation: attributes side by side in IFLA_INFO_DATA, one object for us.
  private static func data(_ number: UInt16, delays: UInt16) -> Table {
    Table(
      "IFLA_CAN",
      [
        Attribute(number, "IFLA_CAN_DATA_BITTIMING", "", .inlineStructure(canBitTiming), "Bit timing."),
        Attribute(delays, "IFLA_CAN_TDC", "tdc", .nest(canDelay), "Transmitter delay compensation."),
      ])
  }

  /// The same for the timings that the controller can do.
  private static func dataLimits(_ number: UInt16, delays: UInt16) -> Table {
    Table(
      "IFLA_CAN",
      [
        Attribute(
          number, "IFLA_CAN_DATA_BITTIMING_CONST", "", .inlineStructure(canBitTimingLimits), "Limits."),
        Attribute(delays, "IFLA_CAN_TDC", "tdc", .nest(canDelayLimits), "Transmitter delay compensation."),
      ])
  }

  private static let dataXL = Table(
    "IFLA_CAN",
    [
      Attribute(18, "IFLA_CAN_XL_DATA_BITTIMING", "", .inlineStructure(canBitTiming), "Bit timing."),
      Attribute(21, "IFLA_CAN_XL_TDC", "xtdc", .nest(canDelay), "Transmitter delay compensation."),
      Attribute(22, "IFLA_CAN_XL_PWM", "pwm", .nest(canPulse), "Pulse width modulation."),
    ])

  private static let dataXLLimits = Table(
    "IFLA_CAN",
    [
      Attribute(19, "IFLA_CAN_XL_DATA_BITTIMING_CONST", "", .inlineStructure(canBitTimingLimits), "Limits."),
      Attribute(21, "IFLA_CAN_XL_TDC", "xtdc", .nest(canDelayLimits), "Transmitter delay compensation."),
      Attribute(22, "IFLA_CAN_XL_PWM", "pwm", .nest(canPulseLimits), "Pulse width modulation."),
    ])

  private static let canBitTiming = Table(
    "struct can_bittiming", headerLength: 32,
    [
      .field(0, "bitrate", "bitrate", .u32, "Bit rate, in bits a second."),
      .field(
        4, "sample_point", "sample_point", .thousandths, "Where a bit is sampled, as a part of it.", width: 4),
      .field(8, "tq", "tq", .u32, "Time quantum, in nanoseconds."),
      .field(12, "prop_seg", "prop_seg", .u32, "Propagation segment, in time quanta."),
      .field(16, "phase_seg1", "phase_seg1", .u32, "Phase segment before the sample, in time quanta."),
      .field(20, "phase_seg2", "phase_seg2", .u32, "Phase segment after the sample, in time quanta."),
      .field(24, "sjw", "sjw", .u32, "Synchronisation jump width, in time quanta."),
      .field(28, "brp", "brp", .u32, "Prescaler of the bit rate."),
    ])

  private static let canBitTimingLimits = Table(
    "struct can_bittiming_const", headerLength: 48,
    [
      .field(0, "name", "name", .string, "Name of the controller.", width: 16),
      .field(
        16, "tseg1_max", "tseg1", .structure(limits("tseg1_min", "tseg1_max")), "Segments before the sample.",
        width: 8
      ),
      .field(
        24, "tseg2_max", "tseg2", .structure(limits("tseg2_min", "tseg2_max")), "Segment after the sample.",
        width: 8),
      .field(32, "sjw_max", "sjw", .structure(canJumpLimits), "Synchronisation jump width.", width: 4),
      .field(
        36, "brp_max", "brp", .structure(limits("brp_min", "brp_max")), "Prescaler of the bit rate.", width: 8
      ),
      .field(44, "brp_inc", "brp_inc", .u32, "Step of the prescaler."),
    ])

  private static func limits(_ least: StaticString, _ most: StaticString) -> Table {
    Table(
      "struct can_bittiming_const", headerLength: 8,
      [.field(0, least, "min", .u32, "Least value."), .field(4, most, "max", .u32, "Greatest value.")])
  }

  private static let canJumpLimits = Table(
    "struct can_bittiming_const", headerLength: 4,
    [
      .field(0, "", "min", .constant(1), "Least value."),
      .field(0, "sjw_max", "max", .u32, "Greatest value."),
    ])

  private static let canDelay = Table(
    "IFLA_CAN_TDC",
    [
      Attribute(7, "IFLA_CAN_TDC_TDCV", "tdcv", .u32, "Measured delay, in shortest time quanta."),
      Attribute(8, "IFLA_CAN_TDC_TDCO", "tdco", .u32, "Offset, in shortest time quanta."),
      Attribute(9, "IFLA_CAN_TDC_TDCF", "tdcf", .u32, "Filter window, in shortest time quanta."),
    ] + hidden(1, delayLimitNames))

  private static let canDelayLimits = Table(
    "IFLA_CAN_TDC",
    [
      range("tdcv", 1, "IFLA_CAN_TDC_TDCV_MIN", "IFLA_CAN_TDC_TDCV_MAX", "Measured delay."),
      range("tdco", 3, "IFLA_CAN_TDC_TDCO_MIN", "IFLA_CAN_TDC_TDCO_MAX", "Offset."),
      range("tdcf", 5, "IFLA_CAN_TDC_TDCF_MIN", "IFLA_CAN_TDC_TDCF_MAX", "Filter window."),
    ] + hidden(7, ["IFLA_CAN_TDC_TDCV", "IFLA_CAN_TDC_TDCO", "IFLA_CAN_TDC_TDCF"]))

  private static let canPulse = Table(
    "IFLA_CAN_PWM",
    [
      Attribute(7, "IFLA_CAN_PWM_PWMS", "pwms", .u32, "Short phase, in shortest time quanta."),
      Attribute(8, "IFLA_CAN_PWM_PWML", "pwml", .u32, "Long phase, in shortest time quanta."),
      Attribute(9, "IFLA_CAN_PWM_PWMO", "pwmo", .u32, "Offset, in shortest time quanta."),
    ] + hidden(1, pulseLimitNames))

  private static let canPulseLimits = Table(
    "IFLA_CAN_PWM",
    [
      range("pwms", 1, "IFLA_CAN_PWM_PWMS_MIN", "IFLA_CAN_PWM_PWMS_MAX", "Short phase."),
      range("pwml", 3, "IFLA_CAN_PWM_PWML_MIN", "IFLA_CAN_PWM_PWML_MAX", "Long phase."),
      range("pwmo", 5, "IFLA_CAN_PWM_PWMO_MIN", "IFLA_CAN_PWM_PWMO_MAX", "Offset."),
    ] + hidden(7, ["IFLA_CAN_PWM_PWMS", "IFLA_CAN_PWM_PWML", "IFLA_CAN_PWM_PWMO"]))

  private static let delayLimitNames: [StaticString] = [
    "IFLA_CAN_TDC_TDCV_MIN", "IFLA_CAN_TDC_TDCV_MAX", "IFLA_CAN_TDC_TDCO_MIN", "IFLA_CAN_TDC_TDCO_MAX",
    "IFLA_CAN_TDC_TDCF_MIN", "IFLA_CAN_TDC_TDCF_MAX",
  ]

  private static let pulseLimitNames: [StaticString] = [
    "IFLA_CAN_PWM_PWMS_MIN", "IFLA_CAN_PWM_PWMS_MAX", "IFLA_CAN_PWM_PWML_MIN", "IFLA_CAN_PWM_PWML_MAX",
    "IFLA_CAN_PWM_PWMO_MIN", "IFLA_CAN_PWM_PWMO_MAX",
  ]

  /// An object of two attributes that follow each other, the least and the greatest value.
  private static func range(
    _ key: StaticString, _ number: UInt16, _ least: StaticString, _ most: StaticString,
    _ summary: StaticString
  ) -> Attribute {
    let both = Table(
      "",
      [
        Attribute(number, least, "min", .u32, "Least value."),
        Attribute(number + 1, most, "max", .u32, "Greatest value."),
      ])
    return .field(0, "", key, .part(both), summary)
  }

  /// Rows of attributes, from number `first` on, that another row over the same bytes shows.
  private static func hidden(_ first: UInt16, _ names: [StaticString]) -> [Attribute] {
    names.enumerated().map {
      Attribute(first + UInt16($0.offset), $0.element, "", .hidden, "Shown elsewhere.")
    }
  }
}
