import CommandLine
import NetlinkWire

extension Invocation {
  /// The value of the selector of that name, if it was given once and not negated; else nil.
  ///
  /// The kernel can filter by one value. Its answers are checked against the selectors again.
  func only<Value>(_ name: String, _ read: (SelectorValue) -> Value?) -> Value? {
    let found = selectors.filter { $0.name == name }
    guard found.count == 1, let only = found.first, !only.isNegated else { return nil }
    return read(only.value)
  }

  /// Whether the selector of that name was given, not negated.
  func asks(_ name: String) -> Bool { selectors.contains { $0.name == name && !$0.isNegated } }

  /// Whether the command follows changes.
  var isFollowing: Bool {
    switch action {
    case .monitor, .wait: true
    default: watch
    }
  }

  /// Whether JSON is asked for, which `--pretty` implies.
  var isJSON: Bool { json || pretty }

  /// Whether `--brief` counts. With `--fields` it does not.
  var isBrief: Bool { brief && fields == nil }

  /// The kernel's number of the family asked for; 0 for any.
  var familyNumber: UInt8 { family?.number ?? Family.unspecified }
}
