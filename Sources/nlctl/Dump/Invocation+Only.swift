import CommandLine

extension Invocation {
  /// What the only selector of that name asks for; nil where there is none, or several, or it excludes.
  ///
  /// The kernel filters by one value at most; whatever it is asked for, every answer is looked at again.
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

  /// Whether JSON is asked for; what is to be indented is.
  var isJSON: Bool { json || pretty }

  /// Whether one short line a device is asked for; chosen fields are more exact.
  var isBrief: Bool { brief && fields == nil }

  /// The kernel's number of the family asked for; 0 for any.
  var familyNumber: UInt8 { family?.number ?? 0 }
}
