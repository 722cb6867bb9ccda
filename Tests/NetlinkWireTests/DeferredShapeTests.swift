import NetlinkWire
import Testing

/// Nests whose tables are made when they are first shown.
@Suite struct DeferredShapeTests {
  /// Notes numbers, and skips every nest if it is told to.
  private struct Numbers: ForwardingVisitor, ~Copyable {
    let skipsNests: Bool
    var numbers: [UInt64] = []
    var isUnparsed = false

    init(skipsNests: Bool) { self.skipsNests = skipsNests }

    mutating func forward(_ row: Row, _ visit: (inout Numbers) -> Void) {}
    mutating func unsigned(_ row: Row, _ value: UInt64) { numbers.append(value) }
    mutating func skips(_ row: Row) -> Bool { skipsNests }
    mutating func beginObject(_ row: Row) {}
    mutating func endObject(_ row: Row) {}
    mutating func beginArray(_ row: Row) {}
    mutating func endArray(_ row: Row) {}
    mutating func unparsed(_ path: Path, type: UInt16, _ why: Oddity, _ bytes: RawSpan) { isUnparsed = true }
  }

  /// The numbers of a message with a nest in attribute 1 that has 7 in its own attribute 1, and 9 in attribute 2.
  private func numbers(_ table: Table, skipsNests: Bool) -> [UInt64] {
    let bytes: [UInt8] =
      [40, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
      + [12, 0, 1, 0, 8, 0, 1, 0, 7, 0, 0, 0] + [8, 0, 2, 0, 9, 0, 0, 0]
    var walker = Walker()
    var visitor = Numbers(skipsNests: skipsNests)
    unsafe walker.walk(Message(bytes.span.bytes), by: table, &visitor)
    let isUnparsed = visitor.isUnparsed
    #expect(!isUnparsed)
    return visitor.numbers
  }

  private func table(_ shape: Shape) -> Table {
    Table(
      "outer", headerLength: 4,
      [Attribute(1, "NEST", "nest", shape, "A nest."), Attribute(2, "NUMBER", "number", .u32, "A number.")])
  }

  @Test("The table of a nest is made when it is shown, and not before")
  func shown() {
    let inner = Table("inner", [Attribute(1, "INNER", "inner", .u32, "A number.")])
    let outer = table(.later(.nest(inner)))
    #expect(outer[0].madeShape == nil)
    #expect(numbers(outer, skipsNests: true) == [9])
    #expect(outer[0].madeShape == nil, "a nest that is skipped needs no table")
    #expect(numbers(outer, skipsNests: false) == [7, 9])
    #expect(outer[0].madeShape?.table == inner)
    #expect(outer[0].shape.table == inner)
    #expect(outer[1].madeShape != nil)
  }

  @Test("A nest whose keys stand in the object around is shown, though nests are skipped")
  func inline() {
    let inner = Table("inner", [Attribute(1, "INNER", "inner", .u32, "A number.")])
    #expect(numbers(table(.inline(inner)), skipsNests: true) == [7, 9])
  }

  @Test("Whoever asks what a row means is told, also before anything was shown")
  func asked() {
    let inner = Table("inner", [Attribute(1, "INNER", "inner", .u32, "A number.")])
    let outer = table(.later(.children(.nest(inner))))
    #expect(outer.rows(at: ["nest", "inner"]).map(\.serial) == [inner[0].serial])
    #expect(outer[0].madeShape?.table == inner)
  }
}
