/// Random cases: the same for the same seed.
public struct Mutator {
  private let messages: [[UInt8]]
  private var state: UInt64

  /// A mutator of `messages`.
  public init(_ messages: [[UInt8]], seed: UInt64) {
    // Few are long; they would take all the time.
    self.messages = messages.filter { $0.count <= 8192 }
    state = seed
  }

  /// SplitMix64.
  private mutating func random() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return value ^ value >> 31
  }

  /// A number from 0 to below `limit`.
  public mutating func random(below limit: Int) -> Int {
    limit <= 0 ? 0 : Int(random() % UInt64(limit))
  }

  /// The next case.
  public mutating func next() -> [UInt8] {
    mutated(messages[random(below: messages.count)], times: 1 + random(below: 6))
  }

  /// A sequence of messages that are like one another: some changed in a few places, some in one byte.
  public mutating func sequence() -> [[UInt8]] {
    let base = mutated(messages[random(below: messages.count)], times: random(below: 3))
    return (0..<4 + random(below: 28)).map { _ in
      var bytes = base
      switch random(below: 4) {
      case 0: break
      case 1: bytes = mutated(base, times: 1 + random(below: 3))
      default:
        for _ in 0...random(below: 2) where bytes.count > 16 {
          let place = 16 + random(below: random(below: 2) == 0 ? min(12, bytes.count - 16) : bytes.count - 16)
          bytes[place] = [bytes[place] ^ 1, ~bytes[place], 0, UInt8(random(below: 256))][random(below: 4)]
        }
      }
      return bytes
    }
  }

  private mutating func mutated(_ message: [UInt8], times: Int) -> [UInt8] {
    var bytes = message
    for _ in 0..<times { mutate(&bytes) }
    if bytes.count < 16 { bytes += [UInt8](repeating: 0, count: 16 - bytes.count) }
    return bytes
  }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    guard bytes.count > 20 else { return }
    // What precedes the payload decides about the table alone, so it is left as it is as a rule.
    let low = random(below: 20) == 0 ? 4 : 16
    let place = low + random(below: bytes.count - low)
    switch random(below: 9) {
    case 0: bytes[place] ^= 1 << UInt8(random(below: 8))
    case 1: bytes[place] = UInt8(truncatingIfNeeded: random())
    case 2, 3:  // a length or a number of an attribute
      let aligned = place & ~3
      guard aligned >= 16, aligned + 4 <= bytes.count else { return }
      let value = [0, 1, 3, 4, 5, 8, 12, 16, 0xff, 0xffff, bytes.count - aligned][random(below: 11)]
      let at = aligned + 2 * random(below: 2)
      bytes[at] = UInt8(truncatingIfNeeded: value)
      bytes[at + 1] = UInt8(truncatingIfNeeded: value >> 8)
    case 4: bytes.removeLast(random(below: bytes.count - 16))
    case 5: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random(below: 16)))
    case 6:
      guard bytes.count < 16_384 else { return }
      let end = min(bytes.count, place + 4 + 4 * random(below: 24))
      bytes.insert(contentsOf: bytes[place..<end], at: min(bytes.count, (place + 3) & ~3))
    case 7:  // a piece of another message
      let other = messages[random(below: messages.count)]
      let start = 16 + 4 * random(below: max(1, (other.count - 16) / 4))
      guard start < other.count, bytes.count < 16_384 else { return }
      let piece = other[start..<min(other.count, start + 4 + 4 * random(below: 32))]
      bytes.insert(contentsOf: piece, at: min(bytes.count, (place + 3) & ~3))
    default:
      for offset in place..<min(bytes.count, place + 1 + random(below: 8)) {
        bytes[offset] = [0, 0xff, 0x80, 0x7f][random(below: 4)]
      }
    }
  }
}
