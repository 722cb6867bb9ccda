extension Shape {
  /// The flags whose names are keys of their own; nil for every other shape.
  public var keyedFlags: Flags? {
    if case .keyedFlags(let flags) = self { return flags }
    return nil
  }
}
