/// Routing realms as `route` selects them: `TO`, or `FROM/TO`. The kernel's `RTA_FLOW`.
package struct Realm: Equatable, Sendable {
  /// The source realm; nil when only the destination was given.
  package let source: NameOrNumber?

  /// The destination realm.
  package let destination: NameOrNumber

  /// Reads `TO` or `FROM/TO`, each a name or a number up to 65535; nil when it is neither.
  package init?(_ text: Substring) {
    guard let slash = text.firstIndex(of: "/") else {
      guard let destination = NameOrNumber(text, limit: 0xFFFF) else { return nil }
      source = nil
      self.destination = destination
      return
    }
    guard let source = NameOrNumber(text[..<slash], limit: 0xFFFF),
      let destination = NameOrNumber(text[text.index(after: slash)...], limit: 0xFFFF)
    else { return nil }
    self.source = source
    self.destination = destination
  }
}
