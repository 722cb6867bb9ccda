extension CommandTable {
  /// The options of every command, in the order of the documentation.
  package static let globals: [OptionRow] = [
    .toggle(.ipv4, "ipv4", "4", "only IPv4, as '--family inet'"),
    .toggle(.ipv6, "ipv6", "6", "only IPv6, as '--family inet6'"),
    .option(
      .family, "family", "f", .family, "FAMILY", "only inet, inet6, mpls or bridge",
      detail: "The last of several wins; as a selector it may be negated:\n.Fl -not-family Ar inet .",
      bare: true, negatable: true),
    .option(
      .netns, "netns", "n", .netns, "NETNS", "inspect another network namespace",
      detail: "A path if it has a slash, else a name under\n.Pa /run/netns ,\nelse a process id.",
      offers: .netns),
    .toggle(
      .json, "json", "j", "print JSON",
      detail: "See\n.Xr nlctl-json 5 ."),
    .toggle(.pretty, "pretty", "p", "indent the JSON"),
    .option(
      .fields, "fields", "F", .list, "A,B", "print only these fields, as columns or keys",
      detail:
        "Of\n.Cm dump\nand\n.Cm get .\nThe names are those that\n.Nm\n.Cm fields Ar OBJECT\nlists, or short ones as\n.Cm kind ,\n.Cm state\nand\n.Cm rx_bytes .\n"
        + "With a plus sign before it,\n.Ar A\nis added to the columns of the object; as JSON all keys are there then.",
      offers: .fields),
    .toggle(.details, "details", "d", "print what the line leaves out; twice: every field"),
    .toggle(.stats, "stats", "s", "print counters, ages and life times"),
    .toggle(.oneline, "oneline", "o", "keep details and counters on the object's line"),
    .toggle(
      .brief, "brief", nil, "print one short line an object, as 'ip -br' does",
      detail:
        "Of\n.Cm link ,\n.Cm addr\nand\n.Cm neigh\nwith the columns of\n.Ql ip -br ,\nas JSON with the keys of\n.Ql ip -br -j ;\n"
        + "of other objects it is the line that they have without\n.Fl d\nand\n.Fl s ."),
    .toggle(.numeric, "numeric", "N", "print numbers instead of names"),
    .option(
      .color, "color", "c", .color, "WHEN", "colour: auto, always or never",
      detail: "Without\n.Ar WHEN :\nalways.\nWithout the option: auto, that is on a terminal, unless\n"
        + ".Ev NO_COLOR\nis set or\n.Ev TERM\nis dumb."),
    .toggle(.timestamp, "timestamp", "t", "print the time of each event of monitor"),
    .toggle(.quiet, "quiet", "q", "print no warnings"),
    .toggle(.verbose, "verbose", "v", "say on standard error what is asked of the kernel"),
    .toggle(
      .explain, "explain", nil, "print the messages sent and received instead of the answer",
      detail: "See\n.Xr nlctl-explain 8 ."),
    .option(
      .record, "record", nil, .file, "FILE", "also write the messages sent and received into a file",
      detail: "As pcapng, or as pcap where its name ends in\n.Pa .pcap ;\nsee\n.Xr nlctl-explain 8 ."),
    .option(
      .source, "from", nil, .file, "FILE", "answer from a recording instead of the kernel",
      detail: "Of\n.Cm dump ,\n.Cm get\nand\n.Cm monitor ;\nsee\n.Xr nlctl-explain 8 .\n"
        + "Of routes and rules an address or prefix is their selector of that name,\n"
        + "and a file that is called like one is\n.Pa ./FILE ."),
    .toggle(.help, "help", "h", "print help and exit"),
    .toggle(.version, "version", "V", "print the version and exit"),
    .option(.fault, "fault", nil, .text, "PLAN", "inject faults, for tests", hidden: true),
  ]

  /// The option of the lists that can be shown as they change.
  static let watching = OptionRow.toggle(
    .watch, "watch", nil, "show the list on the whole terminal, as it changes",
    detail: "It is drawn anew when the kernel tells of a change; what is new or has changed\n"
      + "stands out for two seconds.\nWith\n.Fl -stats ,\ncounters are read every second.\n"
      + "Keys:\n.Ql q\nor Ctrl-C end it, Ctrl-Z stops it.\nInto a pipe,\n.Xr nlctl-monitor 8\nprints changes."
  )

  /// The options of every `dump` of objects.
  static let listing: [OptionRow] = [
    .option(
      .sort, "sort", nil, .text, "FIELD", "sort by this field; by '-FIELD' downwards",
      detail: "Numbers are sorted as numbers, also within names; addresses by their bytes.\n"
        + "Objects without the field come last.\nEverything is held until it is sorted.\n"
        + "Of several namespaces each is sorted by itself.",
      offers: .fields),
    .toggle(
      .allNetns, "all-netns", nil, "dump in every network namespace that has a name, and in this one",
      detail: "Text begins with the column\n.Ql NETNS ,\nobjects of JSON with the key\n.Ql netns .\n"
        + "This namespace has a name only if it is one of those.\nWhat a namespace has is held until all of it is known.\n"
        + "The namespaces are read one after another:\na device that is moved meanwhile may be in two of them, or in none.\n"
        + "A device or table that is named need not be in every namespace, but in one."
    ),
  ]
}
