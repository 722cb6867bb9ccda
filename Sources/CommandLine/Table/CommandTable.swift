/// The table of all commands and options.
///
/// Parser, help, manual pages, completions and suggestions derive from it. The order of its rows is the order of the
/// documentation.
package enum CommandTable {
  /// Every command.
  package static let commands: [Command] = [
    linkDump, linkGet, addrDump, routeDump, routeGet, neighDump, neighGet, ruleDump, nexthopDump, nexthopGet,
    bucketDump, bucketGet, netnsDump, netconfDump, nsidDump, maddrDump, vlanDump, mdbDump,
    monitor, wait, snapshot, diff, explain, fields, schema, completions, help, complete,
  ]

  /// The first words that have verbs, with their aliases and a description.
  package static let nouns: [Noun] = [
    Noun("link", ObjectName.link.aliases, "network devices"),
    Noun("addr", ObjectName.addr.aliases, "IP addresses"),
    Noun("route", ObjectName.route.aliases, "routes"),
    Noun("neigh", ObjectName.neigh.aliases, "neighbours: ARP, NDP, forwarding databases"),
    Noun("rule", ObjectName.rule.aliases, "routing policy rules"),
    Noun("nexthop", ObjectName.nexthop.aliases, "next hop objects"),
    Noun("bucket", [], "buckets of resilient groups of next hops", below: "nexthop"),
    Noun("netconf", [], "settings of IP on devices"),
    Noun("nsid", [], "ids of network namespaces"),
    Noun("maddr", ObjectName.maddr.aliases, "multicast addresses"),
    Noun("vlan", [], "VLANs of bridges"),
    Noun("mdb", [], "multicast groups of bridges"),
    Noun("netns", [], "network namespaces"),
  ]

  /// What `ip` has for `dump`.
  package static let dumpAliases = ["show", "list", "ls"]

  /// The command of these two words, or of one if `verb` is empty. Each may be a name, an alias, or a short form.
  package static func command(_ noun: Substring, _ verb: Substring) -> Command? {
    if verb.isEmpty {
      return commands.first {
        $0.verb.isEmpty && (isNoun(noun, $0.noun) || $0.aliases.contains { isNoun(noun, $0) })
      }
    }
    guard let name = nouns.first(where: { $0.answers(to: noun) })?.name else { return nil }
    return commands.first {
      $0.noun == name && (isVerb(verb, $0.verb) || $0.aliases.contains { isVerb(verb, $0) })
    }
  }

  /// The selectors of an object.
  package static func selectors(of object: ObjectName) -> [OptionRow] {
    dump(of: object)?.selectors ?? []
  }

  /// The command that lists these objects.
  static func dump(of object: ObjectName) -> Command? {
    commands.first { $0.object == object && $0.isDump }
  }

  /// The option with that letter. A letter has one meaning in the whole table, as a test ensures, so that a bundle can be
  /// split before the command is known.
  static func row(letter: Character) -> OptionRow? {
    if let row = globals.first(where: { $0.letter == letter }) { return row }
    for command in commands {
      if let row = command.options.first(where: { $0.letter == letter }) { return row }
    }
    return nil
  }

  /// Whether the option with this long name takes the next word as its value; nil if no command has such an option.
  ///
  /// The answer is the same for all commands, as a test ensures, so that values can be told from words before the command
  /// is known.
  static func takesValue(_ name: Substring) -> Bool? {
    if let row = globals.first(where: { $0.answers(to: name) }) { return row.value.isRequired }
    for command in commands {
      if let row = command.options.first(where: { $0.answers(to: name) })
        ?? command.selectors.first(where: { $0.answers(to: name) })
      {
        return row.value.isRequired
      }
    }
    return nil
  }
}

/// A first word that is followed by a verb.
package struct Noun: Sendable {
  /// The word.
  package let name: String

  /// Other words for it.
  package let aliases: [String]

  /// What it is about.
  package let summary: String

  /// The noun that may come before it, as in `ip nexthop bucket show`; or empty.
  let above: String

  init(_ name: String, _ aliases: [String], _ summary: String, below above: String = "") {
    self.name = name
    self.aliases = aliases
    self.summary = summary
    self.above = above
  }

  /// Whether `word` is the name or an alias, or a short form of one.
  package func answers(to word: Substring) -> Bool {
    ([name] + aliases).contains { CommandTable.isNoun(word, $0) }
  }
}
