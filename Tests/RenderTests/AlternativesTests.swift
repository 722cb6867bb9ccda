import Testing
import NetlinkWire

@testable import Render
@testable import Select

/// Many values of a selector answer as each of them by itself would.
@Suite struct AlternativesTests {
  /// Numbers without rhyme that are the same in each run.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  /// An address of few different bits, so that prefixes meet.
  private func address(_ numbers: inout Numbers) -> [UInt8] {
    let count = [0, 4, 4, 4, 16].randomElement(using: &numbers) ?? 4
    return (0..<count).map { $0 < 2 ? 10 : [0, 1, 128, 255].randomElement(using: &numbers) ?? 0 }
  }

  private func length(_ bytes: [UInt8], _ numbers: inout Numbers) -> Int {
    Int.random(in: 0...bytes.count * 8, using: &numbers)
  }

  private func prefix(_ numbers: inout Numbers) -> ([UInt8], Int) {
    let bytes = address(&numbers)
    return (bytes, length(bytes, &numbers))
  }

  private func test(_ kind: Int, _ numbers: inout Numbers) -> Match.Test {
    let (bytes, length) = prefix(&numbers)
    let number = UInt64.random(in: 0...400, using: &numbers)
    switch kind {
    case 0: return .range(number, number &+ UInt64.random(in: 0...3, using: &numbers))
    case 1: return .interfaces([UInt32(number), UInt32(number / 2)])
    case 2: return .word(Array("Word_\(number % 60)".utf8))
    case 3: return .selects(bytes, length: length, lengthAt: 1)
    case 4: return .octets(bytes)
    case 5: return .within(bytes, length: length)
    case 6: return .inside(bytes, length: length)
    case 7: return .contains(bytes, length: length)
    case 8: return .exactly(Match.Prefixes.masked(bytes, length), length: length)
    case 9: return .masked(number, value: number & 0x55)
    case 10: return .label(UInt32(0xa0a0 | number % 16))
    default: return .text { $0.first.map { UInt64($0) < number / 2 } ?? false }
    }
  }

  @Test("An order of values says yes to what any of them says yes to, and to nothing else", arguments: 0...11)
  func agree(kind: Int) {
    var numbers = Numbers(state: UInt64(kind + 1))
    var (yes, no) = (0, 0)
    for _ in 0..<400 {
      let tests = (0..<Int.random(in: 4...12, using: &numbers)).map { _ in test(kind, &numbers) }
      let many = Match.Test.anyOf(Match.Alternatives(tests))
      func agree(_ holds: (Match.Test) -> Bool) {
        let wanted = tests.contains(where: holds)
        if wanted { yes += 1 } else { no += 1 }
        #expect(holds(many) == wanted, "\(tests)")
      }
      for _ in 0..<10 {
        let number = UInt64.random(in: 0...410, using: &numbers)
        let (bytes, length) = prefix(&numbers)
        let destination = Match.Prefixes.masked(bytes, length)
        agree { $0.holds(number: number) }
        agree { $0.holds(bits: number) }
        agree { $0.holds(interface: UInt32(number)) }
        agree { $0.holds(text: Array("word-\(number % 60)".utf8)) }
        agree { $0.holds(octets: bytes) }
        agree { $0.holds(address: bytes) }
        agree { $0.holds(labels: bytes) }
        agree { $0.selects(bytes, UInt32(length) << 8 | (bytes.count == 16 ? 10 : 2)) }
        agree { $0.holds(destination: destination, length: length, host: 32) }
      }
    }
    #expect(yes > 100 && no > 100)
  }

  @Test("However many values there are, at most a test for each part is asked of a message")
  func one() {
    let row = Row.element
    for count in [4, 400, 40_000] {
      let tests = (0..<count).map { (test: Match.Test.range(UInt64($0), UInt64($0)), isNegated: $0 % 2 == 1) }
      #expect(Match.Criterion([row], tests).merged.tests.count == (count < 8 ? count : 2))
    }
  }
}
