/// One condition on the objects to show.
///
/// Selectors of the same name are alternatives; those of different names must all match. A negated selector excludes
/// what matches it. A selector of a field that an object lacks does not match; its negation does.
package struct Selector: Equatable, Sendable {
  /// The selector's name in the table, whichever alias was typed.
  package let name: String

  /// Whether it excludes what matches.
  package let isNegated: Bool

  /// What the field is compared with.
  package let value: SelectorValue

  /// A selector.
  package init(_ name: String, _ value: SelectorValue, negated: Bool = false) {
    self.name = name
    self.value = value
    isNegated = negated
  }
}

/// What a selector compares with, typed and checked.
package enum SelectorValue: Equatable, Sendable {
  /// The field is present, or true.
  case present

  /// A name, literal or glob.
  case pattern(NamePattern)

  /// A table, protocol, scope, group, type of service: by name or number.
  case named(NameOrNumber)

  /// A number within a range.
  case range(NumberRange)

  /// An address or prefix.
  case prefix(NetworkPrefix)

  /// A link-layer address.
  case hardware(HardwareAddress)

  /// One of the selector's own words, in its canonical spelling.
  case choice(String)

  /// Routing realms.
  case realm(Realm)

  /// A firewall mark.
  case mark(MarkMatch)

  /// An address family.
  case family(FamilyName)
}
