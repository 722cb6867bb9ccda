extension CommandTable {
  private static let timeout = OptionRow.option(
    .timeout, "timeout", nil, .duration, "TIME", "stop after this time: 500ms, 10s, 2m, 1h")

  static let monitor = Command(
    "monitor", "print changes as they happen",
    operand: OperandRow("GROUP", .group, repeatable: true),
    options: [
      .toggle(.initial, "initial", nil, "print what is there first, as events"),
      .option(
        .baseline, "baseline", nil, .file, "FILE", "print first what differs from a snapshot",
        detail: "The exit status then says whether anything did: 0 or 1.\nSee\n.Xr nlctl-snapshot 8 ."),
      .toggle(.all, "all", nil, "also print messages that change nothing"),
      .toggle(.allNsid, "all-nsid", nil, "follow every namespace that has an id here"),
      .option(
        .mcgroup, "mcgroup", nil, .named(.max), "NAME|N", "follow this multicast group",
        detail: "Repeatable.", offers: .mcgroups),
      .option(
        .protocol, "protocol", nil, .named(255), "NAME|N", "the netlink protocol of --mcgroup"),
      .option(.count, "count", nil, .number(1, 0x7FFF_FFFF), "N", "stop after this many events"),
      timeout,
      .option(
        .poll, "poll", nil, .duration, "TIME", "read the tables anew so often, for what changes unsaid: 1m"),
      .option(
        .speed, "speed", nil, .number(1, 1_000_000), "N",
        "follow a recording N times as fast as it was, not as fast as can be"),
      .option(.receiveBuffer, "rcvbuf", nil, .size, "SIZE", "the socket's buffer, such as 8M"),
    ],
    examples: [
      Example("nlctl monitor", "everything that changes"),
      Example("nlctl monitor link addr dev eth0", "eth0 and its addresses"),
      Example("nlctl monitor route --initial --json", "a table and its changes, for a program"),
    ], page: "nlctl-monitor"
  ) { words throws(UsageError) in try words.monitor() }

  static let wait = Command(
    "wait", "wait until an object is there, or gone",
    operand: OperandRow("OBJECT", .followed, required: true),
    options: [
      timeout,
      .toggle(.gone, "gone", nil, "wait until nothing matches"),
      .option(.stable, "stable", nil, .duration, "TIME", "the state must hold this long"),
    ],
    examples: [
      Example("nlctl wait link dev eth0 operstate up --timeout 10s", "until eth0 is up"),
      Example("nlctl wait addr dev eth0 --not-tentative", "until eth0 has a usable address"),
      Example("nlctl wait link tun0 --gone", "until tun0 is gone"),
    ], page: "nlctl-wait"
  ) { words throws(UsageError) in try words.wait() }
}
