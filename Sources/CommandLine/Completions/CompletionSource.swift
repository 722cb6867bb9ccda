/// What a shell can offer for a value.
package enum CompletionSource: Equatable, Sendable {
  /// Words that `nlctl complete` lists.
  case topic(CompletionTopic)

  /// Fixed words.
  case words([String])

  /// What `nlctl complete values` lists: of the objects that were typed for `monitor`, more than one may have the
  /// selector, each with other values.
  case values

  init?(_ row: OptionRow) { self.init(row.value, row.offers) }

  init?(_ value: ValueKind, _ offers: CompletionTopic?) {
    if let offers {
      self = .topic(offers)
    } else if !value.words.isEmpty {
      self = .words(value.words)
    } else {
      return nil
    }
  }

  /// The values of a selector of `monitor` or `wait` by its name or alias, at the path of the completion scripts, such as
  /// `monitor link route`. The parser takes the same row.
  init?(at path: String, _ name: Substring) {
    let words = path.split(separator: " ").dropFirst()
    let objects = words.contains("all") ? [] : words.compactMap { ObjectName(word: $0) }
    let rows = Selectors.rows(of: objects.isEmpty ? ObjectName.followed : objects)
    guard let row = rows.first(where: { $0.name == name }) ?? rows.first(where: { $0.answers(to: name) })
    else { return nil }
    self.init(row)
  }
}
