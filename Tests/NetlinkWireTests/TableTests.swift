import NetlinkWire
import Testing

/// How rows are found in a table.
@Suite struct TableTests {
  private let part = Table(
    "part",
    [Attribute(3, "LEAST", "min", .u32, "A number."), Attribute(4, "MOST", "max", .u32, "A number.")])

  @Test("An attribute that a row shows as a part of the nest is found by its number and by its keys")
  func parts() {
    let table = Table(
      "whole",
      [.field(0, "", "range", .part(part), "Two numbers."), Attribute(1, "ONE", "one", .u32, "A number.")])
    #expect(table.numbers == [1, 3, 4])
    #expect(table.attribute(4)?.serial == part[1].serial)
    #expect(table.attribute(1)?.serial == table[1].serial)
    #expect(table.attribute(2) == nil)
    #expect(table.rows(at: ["range", "max"]).map(\.serial) == [part[1].serial])
  }

  @Test("A row is found by the key of its number, too")
  func numberKey() {
    let table = Table("one", [Attribute(1, "DEV", "dev", .interface, "A device.", numberKey: "ifindex")])
    for key in ["dev", "ifindex"] { #expect(table.rows(at: [key]).map(\.serial) == [table[0].serial]) }
    #expect(table.rows(at: ["ifname"]).isEmpty)
  }
}
