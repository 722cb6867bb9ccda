extension Shape {
  /// The flags of a shape that makes a key of each name; nil for every other shape.
  package var flagKeys: Flags? {
    switch self {
    case .keyedFlags(let flags), .keyedFlagsBE(let flags), .keyedFlagsOfFamily(let flags): flags
    default: nil
    }
  }

  /// The flags that a value of this shape has, whether their names are keys or words of an array.
  package var flags: Flags? {
    switch self {
    case .flags(let flags), .interfaceFlags(let flags), .flagsWith(_, let flags): flags
    default: flagKeys
    }
  }
}

extension Flags {
  /// The flag of that name.
  package func flag(_ name: String) -> Entry? {
    flag { $0.equals(name) }
  }

  /// The first flag whose name is one of those wanted.
  package func flag(where isWanted: (StaticString) -> Bool) -> Entry? {
    (0..<entries.count).map { entries[$0] }.first { isWanted($0.name) }
  }
}
