import NetlinkCore
import NetlinkWire
import Testing

@testable import NetlinkMirror

/// The mirror, fed by hand.
@Suite struct MirrorTests {
  /// A message of 16 bytes of header and a body.
  private func message(_ body: [UInt8]) -> [UInt8] {
    let length = UInt8(16 + body.count)
    return [length, 0, 0, 0, 24, 0, 0, 0] + [UInt8](repeating: 0, count: 8) + body
  }

  private func set(_ mirror: inout ObjectStore, _ key: String, _ place: Int, _ body: [UInt8], tag: UInt8 = 1)
  {
    let bytes = message(body)
    mirror.set(Array(key.utf8), placeLength: place, tag: tag, Message(bytes.raw))
  }

  private func body(_ mirror: borrowing ObjectStore, _ key: String, _ place: Int) -> [UInt8]? {
    guard let found = mirror.find(Array(key.utf8), placeLength: place) else { return nil }
    return Array(mirror.copy(at: found).dropFirst(16))
  }

  @Test("What was set last under a key is found, shorter or longer than before")
  func lastWins() {
    var mirror = ObjectStore()
    for body in [[1], [2, 3, 4, 5, 6], [7], [8, 9]] as [[UInt8]] {
      set(&mirror, "a/b", 3, body)
      #expect(self.body(mirror, "a/b", 3) == body)
      #expect(mirror.count == 1)
    }
  }

  @Test("Ten thousand objects are found again after half of them have been removed")
  func many() {
    var mirror = ObjectStore()
    for number in 0..<10_000 { set(&mirror, "route/\(number)", "route/\(number)".utf8.count, [1, 2, 3, 4]) }
    for number in stride(from: 0, to: 10_000, by: 2) {
      let key = Array("route/\(number)".utf8)
      if let place = mirror.find(key, placeLength: key.count) { mirror.remove(place) }
    }
    #expect(mirror.count == 5_000)
    for number in 0..<10_000 {
      let key = Array("route/\(number)".utf8)
      #expect((mirror.find(key, placeLength: key.count) != nil) == (number % 2 == 1))
    }
  }

  @Test("Keys that are written to have one slot under one seed have many under another")
  func crowded() {
    let known = ObjectStore(seed: 1)
    var keys: [[UInt8]] = []
    var number = 0
    while keys.count < 500 {
      let key = Array("route/\(number)".utf8)
      if known.hash(key, key.count) & 0xff == 7 { keys.append(key) }
      number += 1
    }
    for seed in [0, 2, 0x8000_0000_0000_0001, .max] as [UInt64] {
      let other = ObjectStore(seed: seed)
      #expect(Set(keys.map { other.hash($0, $0.count) & 0xff }).count > 150)
    }
    // Without a seed of one's own there is another one each time.
    #expect(Set((0..<8).map { _ in ObjectStore().seed }).count == 8)
  }

  @Test("Whatever the seed, objects stand in the order in which they came, in all and at one place")
  func order() {
    for seed in 0..<64 as Range<UInt64> {
      var mirror = ObjectStore(seed: seed)
      for number in 0..<300 {
        set(&mirror, "a/\(number)", 2, [1])
        for other in 0..<3 { set(&mirror, "b\(number)/\(other)", 4, [1]) }
        if number % 3 == 2, let place = mirror.find(Array("a/\(number - 1)".utf8), placeLength: 2) {
          mirror.remove(place)
        }
      }
      let places = mirror.all(at: Array("a/".utf8), placeLength: 2)
      let keys = places.map { String(decoding: mirror.key(at: $0).bytes, as: UTF8.self) }
      #expect(keys == (0..<300).filter { $0 % 3 != 1 }.map { "a/\($0)" }, "\(seed)")
      #expect(places.map(\.offset) == places.map(\.offset).sorted())
    }
  }

  @Test("The copies of an object are found by its key, the one without a number first")
  func numbered() {
    var mirror = ObjectStore()
    func found(_ key: String) -> String? {
      let place = mirror.findNumbered(Array(key.utf8), placeLength: 2)
      return place.map { String(decoding: mirror.key(at: $0).bytes, as: UTF8.self) }
    }
    for key in ["a/xy", "a/x#3", "a/x#2"] { set(&mirror, key, 2, [1]) }
    #expect(found("a/x") == "a/x#3" && found("a/xy") == "a/xy" && found("a/xyz") == nil && found("a/") == nil)
    set(&mirror, "a/x", 2, [1])
    #expect(found("a/x") == "a/x")
  }

  @Test("Objects that come and go for ever do not take more and more memory")
  func churn() {
    var mirror = ObjectStore()
    for number in 0..<200_000 {
      let key = Array("route/\(number % 100)/\(number)".utf8)
      set(&mirror, String(decoding: key, as: UTF8.self), key.count, [UInt8](repeating: 7, count: 60))
      if number >= 100 {
        let old = Array("route/\((number - 100) % 100)/\(number - 100)".utf8)
        if let place = mirror.find(old, placeLength: old.count) { mirror.remove(place) }
      }
    }
    #expect(mirror.count == 100)
    #expect(mirror.byteCount < 8 << 20)
  }

  @Test("Alternatives at one place are told apart and found together")
  func places() {
    var mirror = ObjectStore()
    set(&mirror, "r/10.0.0.0/a", 10, [1])
    set(&mirror, "r/10.0.0.0/b", 10, [2])
    set(&mirror, "r/10.0.0.1/a", 10, [3])
    #expect(mirror.all(at: Array("r/10.0.0.0".utf8), placeLength: 10).count == 2)
    #expect(body(mirror, "r/10.0.0.0/b", 10) == [2])
  }

  @Test("105 A round tells the difference: what changed, what is new and what is gone, each once")
  func difference() {
    var mirror = ObjectStore()
    for number in 0..<1000 { set(&mirror, "route/\(number)", "route/\(number)".utf8.count, [1, 1]) }
    mirror.beginRound()
    // Every tenth is gone, every seventh has another gateway, a hundred are new.
    var told: [String] = []
    for number in 0..<1100 where number >= 1000 || number % 10 != 0 {
      let key = "route/\(number)"
      let now = message(number % 7 == 0 ? [1, 2] : [1, 1])
      if let place = mirror.find(Array(key.utf8), placeLength: key.utf8.count) {
        if mirror.isSame(place, Message(now.raw)) {
          mirror.see(place)
          continue
        }
      }
      told.append(key)
      mirror.set(Array(key.utf8), placeLength: key.utf8.count, tag: 1, Message(now.raw))
    }
    told += mirror.unseen(1).map { String(decoding: $0.key, as: UTF8.self) }
    let expected = (0..<1100).filter { $0 >= 1000 || $0 % 10 == 0 || $0 % 7 == 0 }.map { "route/\($0)" }
    #expect(told.sorted() == expected.sorted())
  }

  @Test("After a round, exactly what it did not see is unseen, of its own table alone")
  func rounds() {
    var mirror = ObjectStore()
    set(&mirror, "a", 1, [1])
    set(&mirror, "b", 1, [1])
    set(&mirror, "c", 1, [1], tag: 2)
    set(&mirror, "d", 1, [1], tag: ObjectStore.untracked)
    mirror.beginRound()
    set(&mirror, "b", 1, [1])
    set(&mirror, "e", 1, [1])
    #expect(mirror.unseen(1).map { $0.key } == [Array("a".utf8)])
    #expect(mirror.unseen(2).map { $0.key } == [Array("c".utf8)])
  }

  @Test("Each object is asked once what it speaks of; those that speak of a number are found")
  func mentions() {
    var asked = 0
    /// The numbers of a body are its bytes.
    func keys(_ mirror: inout ObjectStore, _ number: UInt32, tag: UInt8? = nil) -> [String] {
      let found = mirror.keys(mentioning: number, tag: tag) { _, message in
        asked += 1
        return message.payload.array.map { UInt32($0) }
      }
      return found.map { String(decoding: $0.key, as: UTF8.self) }
    }
    for size in [1_000, 4_000, 16_000] {
      var mirror = ObjectStore()
      asked = 0
      for index in 0..<size {
        let key = "k\(index)"
        set(&mirror, key, key.utf8.count, [UInt8(index % 200), 201, 0, 0], tag: UInt8(1 + index % 2))
        // However often one asks, and though objects come in between.
        if index % 100 == 99 { #expect(keys(&mirror, 202) == []) }
      }
      #expect(keys(&mirror, 7) == stride(from: 7, to: size, by: 200).map { "k\($0)" })
      #expect(keys(&mirror, 7, tag: 1) == [])
      #expect(keys(&mirror, 201, tag: 2).count == size / 2)
      #expect(asked == size)
      // In the same place, in another one, and gone.
      set(&mirror, "k0", 2, [202, 203, 0, 0])
      set(&mirror, "k1", 2, [202, 203, 0, 0, 204, 0, 0, 0])
      if let place = mirror.find(Array("k2".utf8), placeLength: 2) { mirror.remove(place) }
      #expect(keys(&mirror, 204) == ["k1"])
      #expect(Set(keys(&mirror, 202)) == ["k0", "k1"])
      #expect(!keys(&mirror, 2).contains("k2"))
      #expect(asked == size + 2)
    }
  }

  @Test("What one object speaks of, put anew again and again, takes no more and more memory or work")
  func mentionsAnew() {
    var mirror = ObjectStore()
    var asked = 0
    for round in 0..<100_000 {
      set(&mirror, "a", 1, [UInt8(round % 100), 0, 0, 0])
      if round % 10 == 0 {
        let found = mirror.keys(mentioning: UInt32(round % 100), tag: nil) { _, message in
          asked += 1
          return [UInt32(message.payload.u8(at: 0))]
        }
        #expect(found.count == 1)
      }
    }
    #expect(asked <= 110_000)
  }
}
