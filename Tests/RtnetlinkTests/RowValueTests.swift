import NetlinkWire
import Rtnetlink
import Testing

/// What the tables say of each row besides its number: the names of values and flags, whether it changes by itself.
@Suite struct RowValueTests {
  /// Every table, each once, with the path by which it is reached first.
  private static let tables: [(path: String, table: Table)] = {
    var all: [(path: String, table: Table)] = []
    func visit(_ table: Table, _ path: String) {
      if all.contains(where: { $0.table == table }) { return }
      all.append((path, table))
      for index in 0..<table.count {
        let row = table[index]
        if let selection = row.shape.selection {
          for place in 0..<selection.entries.count {
            let entry = selection.entries[place]
            let name = entry.name.isEmpty ? "\(entry.number)" : "\(entry.name)"
            visit(entry.table, "\(path).\(row.kernelName)[\(name)]")
          }
        } else {
          for inner in row.shape.tables { visit(inner, "\(path).\(row.kernelName)") }
        }
      }
    }
    for type in ObjectType.all + ObjectType.others { visit(type.table, "\(type.name)") }
    return all
  }()

  private static func lines(_ line: (Row) -> String?) -> [String] {
    tables.flatMap { path, table in
      (0..<table.count).compactMap { index in
        line(table[index]).map { "\(path).\(table[index].kernelName): \($0)" }
      }
    }
  }

  private static func flags(_ shape: Shape) -> Flags? {
    switch shape {
    case .flags(let flags), .keyedFlags(let flags), .keyedFlagsBE(let flags), .joinedFlags(let flags),
      .maskedFlags(let flags), .interfaceFlags(let flags), .keyedFlagsOfFamily(let flags),
      .flagsWith(_, let flags):
      flags
    default: nil
    }
  }

  private static func names(_ shape: Shape) -> Names? {
    switch shape {
    case .named(let names), .namedBE(let names), .linkType(let names), .within(_, _, let names): names
    default: nil
    }
  }

  @Test("Each flag's bit and each value's number has the name that is expected of it")
  func values() throws {
    let lines = Self.lines { row in
      if let flags = Self.flags(row.shape) {
        return (0..<flags.entries.count).map { index in
          let entry = flags.entries[index]
          let mask = entry.mask == entry.value ? "" : "/0x" + String(entry.mask, radix: 16)
          return "0x" + String(entry.value, radix: 16) + mask + " '\(entry.name)'"
        }.joined(separator: ", ")
      }
      guard let names = Self.names(row.shape) else { return nil }
      return (0..<names.entries.count).map { "\(names.entries[$0].value) '\(names.entries[$0].name)'" }
        .joined(separator: ", ")
    }
    #expect(lines.count > 100)
    try Expectation.compare(lines, "values.txt")
  }

  @Test("The rows that change by themselves, or are said in answers alone, are those that are expected")
  func marks() throws {
    let lines = Self.lines { row in
      row.isVolatile ? "changes by itself" : row.isInAnswersAlone ? "in answers alone" : nil
    }
    #expect(lines.count > 100)
    try Expectation.compare(lines, "marks.txt")
  }

  @Test("How the bytes of each row are read is expected of it")
  func shapes() throws {
    let lines = Self.lines { row in
      let shape = "\(row.shape)"
      let name = shape.prefix { $0 != "(" }
      // The numbers that a shape is given; tables and names are told elsewhere.
      let numbers =
        switch row.shape {
        case .prefix, .divided, .signedDivided, .bit, .bitNumber, .hexPartBE, .bitField, .bareHexBE,
          .constant,
          .selector, .interfaceUnless, .paddedHex:
          "\(shape.dropFirst(name.count))"
        default: ""
        }
      return "\(name)\(numbers) \(row.attribute.presence)"
    }
    try Expectation.compare(lines, "shapes.txt")
  }

  /// Flags and values whose names are the kernel's: where they are, and how the kernel's names begin.
  private static let kernel:
    [(object: ObjectType, path: [String], prefix: String, others: [String: String])] = [
      (.route, ["type"], "RTN_", ["none": "UNSPEC"]),
      (.rule, ["action"], "FR_ACT_", ["none": "UNSPEC", "to_table": "TO_TBL"]),
    ]

  @Test("Types of routes and actions of rules have the numbers of the recorded headers")
  func headers() {
    let numbers = HeaderEnumerators.recorded.numbers
    for (object, path, prefix, others) in Self.kernel {
      for row in object.table.rows(at: path[...]) {
        guard let names = Self.names(row.shape) else { continue }
        for index in 0..<names.entries.count {
          let entry = names.entries[index]
          let name = others["\(entry.name)"] ?? "\(entry.name)".uppercased()
          guard let number = numbers[prefix + name] else { continue }
          #expect(UInt64(number) == entry.value, "\(prefix)\(name)")
        }
      }
    }
  }
}
