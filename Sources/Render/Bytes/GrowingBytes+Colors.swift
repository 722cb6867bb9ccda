package import NetlinkWire

extension GrowingBytes {
  /// Begins the colour of `role`: five bytes, or none.
  package mutating func begin(_ role: Layout.Role) {
    switch role {
    case .plain: break
    case .name: append("\u{1b}[36m" as StaticString)
    case .address: append("\u{1b}[35m" as StaticString)
    case .good: append("\u{1b}[32m" as StaticString)
    case .bad: append("\u{1b}[31m" as StaticString)
    }
  }

  /// Ends a colour.
  package mutating func endRole() { append("\u{1b}[0m" as StaticString) }
}
