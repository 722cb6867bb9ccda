import CommandLine

extension Invocation {
  /// The value of the selector of that name, if it was given once and not negated; else nil.
  ///
  /// The kernel can filter by one value. Its answers are checked against the selectors again.
  func only<Value>(_ name: String, _ read: (SelectorValue) -> Value?) -> Value? {
    let found = selectors.filter { $0.name == name }
    guard found.count == 1, let only = found.first, !only.isNegated else { return nil }
    return read(only.value)
  }

  /// Whether that selector was given and does not exclude.
  func asks(_ name: String) -> Bool { selectors.contains { $0.name == name && !$0.isNegated } }

  /// Whether it follows changes.
  var isFollowing: Bool {
    switch action {
    case .monitor, .wait: true
    default: watch
    }
  }

  /// Whether JSON is asked for: `--pretty` implies it.
  var isJSON: Bool { json || pretty }

  /// Whether `--brief` counts: not beside `--fields`, which says more exactly what to show.
  var isBrief: Bool { brief && fields == nil }

  /// The kernel's number of the family asked for; 0 for any.
  var familyNumber: UInt8 { family?.number ?? 0 }
}
