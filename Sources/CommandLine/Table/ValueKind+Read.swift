/// The value of an option, read as its kind.
enum ParsedValue: Equatable {
  case none
  case pattern(NamePattern)
  case named(NameOrNumber)
  case range(NumberRange)
  case number(UInt64)
  case mark(MarkMatch)
  case prefix(NetworkPrefix)
  case address(IPAddress)
  case hardware(HardwareAddress)
  case word(String)
  case realm(Realm)
  case family(FamilyName)
  case duration(Duration)
  case list([String])
  case netns(NamespaceReference)
}

extension ValueKind {
  /// The value that `text` spells, or nil if it is not what is expected.
  func read(_ text: Substring) -> ParsedValue? {
    guard !text.isEmpty else { return nil }
    switch self {
    case .none: return nil
    case .color, .choice, .object, .followed, .group: return choice(text).map(ParsedValue.word)
    case .device: return device(text)
    case .interface:
      return NameEscape.bytes(String(text)).count < ValueKind.nameLimit ? .word(String(text)) : nil
    case .pattern: return .pattern(NamePattern(String(text)))
    case .named(let limit): return NameOrNumber(text, limit: limit).map(ParsedValue.named)
    case .range(let limit): return NumberRange(text, limit: limit).map(ParsedValue.range)
    case .number(let low, let high):
      return WholeNumber.read(text, limit: high).flatMap { $0 < low ? nil : .number($0) }
    case .mark: return MarkMatch(text).map(ParsedValue.mark)
    case .prefix: return NetworkPrefix(text).map(ParsedValue.prefix)
    case .destination: return (NetworkPrefix(label: text) ?? NetworkPrefix(text)).map(ParsedValue.prefix)
    case .address: return IPAddress(text).map(ParsedValue.address)
    case .hardware: return HardwareAddress(text).map(ParsedValue.hardware)
    case .dsfield: return dsfield(text)
    case .transport: return transport(text).map(ParsedValue.number)
    case .realm: return Realm(text).map(ParsedValue.realm)
    case .family: return FamilyName(text).map(ParsedValue.family)
    case .duration: return Measure.duration(text).map(ParsedValue.duration)
    case .size: return Measure.bytes(text).map { .number(UInt64($0)) }
    case .list: return list(text)
    case .netns: return .netns(text.contains("/") ? .path(String(text)) : .name(String(text)))
    case .file, .text: return .word(String(text))
    }
  }

  /// The size of an alternative name with its NUL, in bytes. The kernel's `ALTIFNAMSIZ`.
  private static let nameLimit = 128

  private func device(_ text: Substring) -> ParsedValue? {
    let pattern = NamePattern(String(text))
    if let name = pattern.name {
      guard !name.isEmpty, name.count < ValueKind.nameLimit else { return nil }
    }
    return .pattern(pattern)
  }

  /// Whether a value is a name, whose bytes may be any.
  var isName: Bool {
    switch self {
    case .device, .interface, .pattern, .netns: true
    default: false
    }
  }

  /// The word as the table spells it, whatever the case of `text`: the kernel and `ip` have capitals.
  private func choice(_ text: Substring) -> String? {
    let lowered = text.lowercased()
    return words.first { $0 == lowered }
  }

  /// A type of service. `ip` reads `10` as hexadecimal, other programs as decimal, so a number of more than one digit must
  /// begin with `0x`.
  private func dsfield(_ text: Substring) -> ParsedValue? {
    if let range = NumberRange(text, limit: 255) {
      var part = ""
      for character in text {
        if character == "." {
          part = ""
        } else {
          part.append(character)
          guard part.utf8.count < 2 || part.hasPrefix("0x") || part.hasPrefix("0X") else { return nil }
        }
      }
      return .range(range)
    }
    guard case .name(let name)? = NameOrNumber(text, limit: 255), !name.holds("..") else {
      return nil
    }
    return .named(.name(name))
  }

  /// The number of an IP protocol, by name or number.
  private func transport(_ text: Substring) -> UInt64? {
    let name = text.lowercased() == "icmpv6" ? "ipv6-icmp" : text.lowercased()
    return ValueKind.transports.first { $0.name == name }?.number ?? WholeNumber.read(text, limit: 255)
  }

  private func list(_ text: Substring) -> ParsedValue? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    return parts.contains { $0.isEmpty || $0 == "+" } ? nil : .list(parts.map { String($0) })
  }
}
