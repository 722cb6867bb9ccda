import Rtnetlink
import Testing
import Twins

/// What is shown of a message depends on no message before it.
@Suite struct TwinTests {
  /// All recorded messages, and some of each further type: with the type of another one that was recorded.
  private static let messages =
    Vector.all.flatMap(\.messages)
    + ObjectType.others.flatMap { type in
      Vector.all(of: ["neigh", "rule", "addr"]).compactMap(\.messages.first).map { recorded in
        recorded[..<4] + [UInt8(type.new & 0xff), UInt8(type.new >> 8)] + recorded[6...]
      }
    }

  @Test(
    "A renderer that has shown others writes the same bytes as a fresh one", arguments: Renderer.kinds.indices
  )
  func same(kind: Int) throws {
    var twins = Twins()
    var mutator = Mutator(TwinTests.messages, seed: UInt64(kind))
    for _ in 0..<20 {
      for message in mutator.sequence() {
        let difference = twins.difference(message, kind: kind)
        try #require(difference == nil)
      }
    }
  }

  @Test(
    "Recorded messages one after another, a quarter of them in each way", arguments: Renderer.kinds.indices)
  func recorded(kind: Int) throws {
    var twins = Twins()
    for (index, message) in TwinTests.messages.enumerated()
    where index % 4 == kind % 4 && message.count <= 4096 {
      let difference = twins.difference(message, kind: kind)
      try #require(difference == nil)
    }
  }

  @Test("A route with the length of a source and no source", arguments: Renderer.kinds.indices)
  func sourceLength(kind: Int) throws {
    try differ(kind) { number in
      [2, 24, 8, 0, 254, 4, 0, 1, 0, 0, 0, 0] + [8, 0, 1, 0, 10, number, 2, 0] + [8, 0, 4, 0, 2, 0, 0, 0]
    }
  }

  /// Shows many messages that differ in what `payload` makes of a number.
  private func differ(_ kind: Int, type: UInt8 = 24, _ payload: (UInt8) -> [UInt8]) throws {
    var twins = Twins()
    for number: UInt8 in 0..<24 {
      let payload = payload(number)
      let header = [UInt8(16 + payload.count), 0, 0, 0, type, 0, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0]
      let difference = twins.difference(header + payload, kind: kind)
      try #require(difference == nil)
    }
  }

  @Test("A rule with a DSCP and no mask of it", arguments: Renderer.kinds.indices)
  func codePoint(kind: Int) throws {
    try differ(kind, type: 32) { number in
      [2, 0, 0, 0, 254, 0, 0, 1, 0, 0, 0, 0] + [8, 0, 6, 0, number, 0, 0, 0] + [5, 0, 25, 0, number, 0, 0, 0]
    }
  }
}
