extension CommandTable {
  static let netnsDump = Command(
    "netns", verb: "dump", aliases: CommandTable.dumpAliases, "list network namespaces",
    examples: [
      Example("nlctl netns dump", "the namespaces that have a name, and the devices in them"),
      Example("nlctl link dump --all-netns", "the devices of all of them, with everything"),
    ], page: "nlctl"
  ) { _ in .netns }
}
