/// The shortest forms of commands. Every prefix of a word that is at least so long is accepted, as `ip` does it.
///
/// They are declared, not computed, so that a new command never changes what an old one is called. A test holds them.
extension CommandTable {
  /// The shortest form of each first word, and of its further words.
  static let shortestNouns: [(word: String, shortest: String)] = [
    ("link", "l"), ("addr", "a"), ("address", "a"), ("route", "r"), ("rule", "ru"), ("neigh", "n"),
    ("neighbour", "n"), ("neighbor", "n"), ("nexthop", "nex"), ("nh", "nh"), ("bucket", "b"),
    ("netns", "netn"), ("netconf", "netc"), ("nsid", "ns"), ("maddr", "ma"), ("maddress", "ma"),
    ("vlan", "v"),
    ("mdb", "md"),
    ("monitor", "mo"),
    ("wait", "w"), ("snapshot", "sn"), ("diff", "di"), ("explain", "e"), ("fields", "f"), ("schema", "sc"),
    ("completions", "com"), ("help", "h"),
  ]

  /// The shortest form of each verb, and of its further words.
  static let shortestVerbs: [(word: String, shortest: String)] = [
    ("dump", "d"), ("show", "s"), ("list", "l"), ("ls", "ls"), ("get", "g"),
  ]

  /// Whether `word` stands for `name`: the whole of it, or a prefix that is long enough.
  static func isShortForm(_ word: Substring, of name: String, in forms: [(word: String, shortest: String)])
    -> Bool
  {
    guard name.hasPrefix(word) else { return false }
    return name == word || forms.contains { $0.word == name && word.hasPrefix($0.shortest) }
  }

  /// Everything that may be typed for the words `names`, in full or short.
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

  /// Whether a first word stands for `name`.
  static func isNoun(_ word: Substring, _ name: String) -> Bool {
    isShortForm(word, of: name, in: shortestNouns)
  }

  /// Whether a verb stands for `name`.
  static func isVerb(_ word: Substring, _ name: String) -> Bool {
    isShortForm(word, of: name, in: shortestVerbs)
  }
}
