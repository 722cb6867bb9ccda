extension Shape {
  /// The flags whose names are keys of their own; nil for every other shape.
  package var flagKeys: Flags? {
    switch self {
    case .keyedFlags(let flags), .keyedFlagsBE(let flags), .keyedFlagsOfFamily(let flags): flags
    default: nil
    }
  }
}
