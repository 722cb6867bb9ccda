/// Recordings that lie, end early or hold anything at all: the same for the same seed.
package struct HostileRecordings {
  private let messages: [[UInt8]]
  private var state: UInt64

  /// Recordings of some of these messages.
  package init(_ messages: [[UInt8]], seed: UInt64) {
    self.messages = messages.filter { $0.count <= 4096 }
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
  package mutating func random(below limit: Int) -> Int {
    limit <= 0 ? 0 : Int(random() % UInt64(limit))
  }

  /// The next recording.
  package mutating func next() -> [UInt8] {
    let forms = RecordingForms.all(chosen())
    var file = forms[random(below: forms.count)]
    if random(below: 4) == 0 { file.removeLast(random(below: file.count)) }
    for _ in 0..<random(below: 9) { mutate(&file) }
    return file
  }

  /// Messages for one recording: some of all, with questions and ends of dumps.
  package mutating func chosen() -> [[UInt8]] {
    var chosen: [[UInt8]] = []
    for _ in 0...random(below: 5) { chosen.append(messages[random(below: messages.count)]) }
    // Questions before their answers, and the ends of dumps.
    for index in chosen.indices where random(below: 3) == 0 && chosen[index].count >= 17 {
      let answer = chosen[index]
      var question = [32, 0, 0, 0, answer[4] & ~3 | 2, answer[5], 1, 3] + answer[8..<16]
      question += [answer[16]] + [UInt8](repeating: 0, count: 15)
      chosen[index][6] |= 2
      chosen.insert(question, at: index)
      chosen.append([20, 0, 0, 0, 3, 0, 2, 0] + answer[8..<16] + [0, 0, 0, 0])
    }
    return chosen
  }

  private mutating func mutate(_ file: inout [UInt8]) {
    guard !file.isEmpty else { return }
    let place = random(below: file.count)
    switch random(below: 7) {
    case 0: file[place] = UInt8(truncatingIfNeeded: random())
    case 1: file[place] ^= 1 << UInt8(random(below: 8))
    case 2: file.remove(at: place)
    case 3: file.insert(UInt8(truncatingIfNeeded: random()), at: place)
    case 4: file.removeSubrange(place..<min(file.count, place + 1 + random(below: 64)))
    case 5:
      // A length that lies.
      let value = [0, 1, 3, 0xff, 0xffff, 0xf_ffff, 0x7fff_ffff, 0xffff_ffff][random(below: 8)]
      for offset in 0..<4 where (place & ~3) + offset < file.count {
        file[(place & ~3) + offset] = UInt8(truncatingIfNeeded: value >> (8 * offset))
      }
    default:
      guard file.count < 65_536 else { return }
      let piece = file[place..<min(file.count, place + 1 + random(below: 128))]
      file.insert(contentsOf: piece, at: random(below: file.count))
    }
  }
}
