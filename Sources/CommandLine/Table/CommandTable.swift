/// The one declarative table of commands and options.
///
/// Parser, help, manual pages, completions and "did you mean" read it; nothing else says what may be
/// typed. The order of rows is the order of the documentation.
package enum CommandTable {
  /// Every command.
  package static let commands: [Command] = [
    linkDump, linkGet, addrDump, routeDump, routeGet, neighDump, neighGet, ruleDump, nexthopDump, nexthopGet,
    bucketDump, bucketGet, netnsDump, netconfDump, nsidDump, maddrDump, vlanDump, mdbDump,
    monitor, wait, snapshot, diff, explain, fields, schema, completions, help, complete,
  ]

  /// The first words, in order, with their further words and a sentence each.
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

  /// What hands trained on `ip` type for `dump`.
  package static let dumpAliases = ["show", "list", "ls"]

  /// The command of two words, or of one if `verb` is empty; both by name or alias.
  package static func command(_ noun: Substring, _ verb: Substring) -> Command? {
    if verb.isEmpty {
      return commands.first {
        $0.verb.isEmpty && ([$0.noun] + $0.aliases).contains { isNoun(noun, $0) }
      }
    }
    guard let name = nouns.first(where: { $0.answers(to: noun) })?.name else { return nil }
    return commands.first {
      $0.noun == name && ([$0.verb] + $0.aliases).contains { isVerb(verb, $0) }
    }
  }

  /// The selectors of an object.
  package static func selectors(of object: ObjectName) -> [OptionRow] {
    dump(of: object)?.selectors ?? []
  }

  /// The command that lists such objects.
  static func dump(of object: ObjectName) -> Command? {
    commands.first { $0.object == object && $0.isDump }
  }

  /// The option of a letter. A letter means one thing in the whole table (a test sees to it), so bundles
  /// can be cut before the command is known.
  static func row(letter: Character) -> OptionRow? {
    if let row = globals.first(where: { $0.letter == letter }) { return row }
    for command in commands {
      if let row = command.options.first(where: { $0.letter == letter }) { return row }
    }
    return nil
  }

  /// Whether any command's option of this long name takes a value of its own; nil if none has it.
  ///
  /// The answer is one for the whole table (a test sees to it), so words can be told from values
  /// before the command is known.
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

/// A first word that has verbs.
package struct Noun: Sendable {
  /// The word.
  package let name: String

  /// Further words for it.
  package let aliases: [String]

  /// What it is about.
  package let summary: String

  /// The noun that `ip` has before it, which is accepted: `nexthop bucket show`; or empty.
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
