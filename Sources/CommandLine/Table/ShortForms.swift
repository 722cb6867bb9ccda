/// The shortest forms of commands. Every prefix of a word that is at least as long is accepted, as by `ip`.
///
/// They are declared, not computed, so that a new command does not change how an old one may be typed.
extension CommandTable {
  /// The shortest form of each first word and of its aliases.
  static let shortestNouns: [(word: String, shortest: String)] = [
    ("link", "l"), ("addr", "a"), ("address", "a"), ("route", "r"), ("rule", "ru"), ("neigh", "n"),
    ("neighbour", "n"), ("neighbor", "n"), ("nexthop", "nex"), ("nh", "nh"), ("bucket", "b"),
    ("netns", "netn"), ("netconf", "netc"), ("nsid", "ns"), ("maddr", "ma"), ("maddress", "ma"),
    ("vlan", "v"), ("mdb", "md"), ("monitor", "mo"), ("wait", "w"), ("snapshot", "sn"), ("diff", "di"),
    ("explain", "e"), ("fields", "f"), ("schema", "sc"),
    ("completions", "com"), ("help", "h"),
  ]

  /// The shortest form of each verb and of its aliases.
  static let shortestVerbs: [(word: String, shortest: String)] = [
    ("dump", "d"), ("show", "s"), ("list", "l"), ("ls", "ls"), ("get", "g"),
  ]

  /// Whether `word` is `name`, or a prefix of it that is long enough.
  static func isShortForm(_ word: Substring, of name: String, in forms: [(word: String, shortest: String)])
    -> Bool
  {
    guard name.hasPrefix(word) else { return false }
    return name == word || forms.contains { $0.word == name && word.hasPrefix($0.shortest) }
  }

  /// Everything that may be typed for `names`, in full or short.
  static func forms(of names: [String], _ forms: [(word: String, shortest: String)]) -> [String] {
    var all: [String] = []
    for name in names {
      let shortest = forms.first { $0.word == name }?.shortest ?? name
      for length in (shortest.utf8.count...name.utf8.count).reversed() {
        let form = String(name.prefix(length))
        if !all.contains(form) { all.append(form) }
      }
    }
    return all
  }

  /// Whether `word` may be typed for the first word `name`.
  static func isNoun(_ word: Substring, _ name: String) -> Bool {
    isShortForm(word, of: name, in: shortestNouns)
  }

  /// Whether `word` may be typed for the verb `name`.
  static func isVerb(_ word: Substring, _ name: String) -> Bool {
    isShortForm(word, of: name, in: shortestVerbs)
  }
}
