import Rtnetlink
import Testing
import NetlinkWire

/// The rows against the kernel's headers.
@Suite struct RowNumberTests {
  /// Every row of every table that can be reached from a message, and of every kind of link.
  static let rows: [Row] = {
    var seen: [Table] = []
    var rows: [Row] = []
    func visit(_ table: Table) {
      if seen.contains(table) { return }
      seen.append(table)
      for index in 0..<table.count {
        rows.append(table[index])
        for inner in table[index].shape.tables { visit(inner) }
      }
    }
    for type in ObjectType.all + ObjectType.others { visit(type.table) }
    for kind in LinkKind.all {
      for table in [kind.data, kind.port, kind.statistics].compactMap({ $0 }) { visit(table) }
    }
    return rows
  }()

  /// Rows that are attributes, by the kernel's name.
  static let attributes = rows.filter { row in
    if case .within = row.shape { return false }  // named for an attribute further down
    return row.number != nil && !row.kernelName.isEmpty
  }

  @Test("There are many rows, and headers to test them by")
  func enough() {
    #expect(Self.attributes.count > 500)
    #expect(HeaderEnumerators.recorded.numbers.count > 1000)
  }

  @Test("Every attribute has the number that the newest recorded headers give it")
  func recordedNumbers() {
    let numbers = HeaderEnumerators.recorded.numbers
    var tested = 0
    for row in Self.attributes {
      guard let number = numbers["\(row.kernelName)"] else { continue }
      tested += 1
      #expect(row.number == UInt16(number), "\(row.kernelName)")
    }
    #expect(tested > 500)
  }

  @Test(
    "Every attribute has the number that the installed headers give it, where they know it",
    .enabled(if: !HeaderEnumerators.installed.enumerations.isEmpty, "no kernel headers are installed"))
  func installedNumbers() {
    let numbers = HeaderEnumerators.installed.numbers
    var tested = 0
    for row in Self.attributes {
      guard let number = numbers["\(row.kernelName)"] else { continue }
      tested += 1
      #expect(row.number == UInt16(number), "\(row.kernelName)")
    }
    #expect(tested > 300)
  }

  @Test("No row's name is made up: headers know it, or it is listed here with the reason")
  func namesAreReal() {
    let known = HeaderEnumerators.recorded.numbers.merging(HeaderEnumerators.installed.numbers) { one, _ in
      one
    }
    for row in Self.attributes where known["\(row.kernelName)"] == nil {
      #expect(Self.otherwise.contains { "\(row.kernelName)".hasPrefix($0) }, "\(row.kernelName)")
    }
  }

  /// Address families, names from headers not recorded (devlink, dpll, a newer netconf), and names of this project for
  /// attributes that the kernel numbers without naming them.
  static let otherwise = ["AF_", "DEVLINK_ATTR_", "DPLL_A_", "NETCONFA_FORCE_FORWARDING"]

  @Test(
    "Every attribute of an enumeration that the tables use has a row",
    arguments: HeaderEnumerators.recorded.enumerations.indices)
  func complete(index: Int) {
    let enumeration = HeaderEnumerators.recorded.enumerations[index]
    let names = Set(Self.attributes.map { "\($0.kernelName)" })
    guard enumeration.filter({ names.contains($0.name) }).count > 0 else { return }
    let numbers = Dictionary(grouping: enumeration.filter { names.contains($0.name) }) { $0.number }
    for (name, number) in enumeration {
      if name.hasPrefix("__") || name.hasSuffix("_UNSPEC") || name.hasSuffix("_NONE")
        || name.hasSuffix("_MAX")
      {
        continue
      }
      if name.hasPrefix("FRA_UNUSED") { continue }
      #expect(numbers[number] != nil, "\(name) \(number)")
    }
  }
}
