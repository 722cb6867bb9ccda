import Render
import Testing
import NetlinkWire

@testable import Explain

/// Files that lie, end early or hold anything at all.
@Suite struct HostileTests {
  static var files: [[UInt8]] {
    [
      ReaderTests.pcap(0xa1b2_c3d4, isSwapped: false), ReaderTests.pcap(0xa1b2_3c4d, isSwapped: true),
      ReaderTests.pcapng(), ReaderTests.messages.flatMap { $0 },
      Array(Explained.explain(ReaderTests.messages.flatMap { $0 }).utf8),
    ]
  }

  @Test("A file cut anywhere gives what could be read, and says where it ends")
  func cut() {
    for file in Self.files.prefix(4) {
      var clean = 0
      for length in 0..<file.count {
        let collected = Collected(Array(file.prefix(length)))
        #expect(collected.datagrams.count <= 2)
        if collected.damages.isEmpty { clean += 1 }
        for damage in collected.damages { #expect(damage.offset <= UInt64(length)) }
      }
      // Only where a record ends is a shorter file a whole one.
      #expect(clean <= 4)
    }
  }

  @Test("A length that lies costs no memory and ends in damage")
  func lengths() {
    for file in Self.files.prefix(4) {
      for offset in stride(from: 0, to: file.count - 3, by: 4) {
        var lie = file
        for place in offset..<offset + 4 { lie[place] = 0xff }
        _ = Collected(lie + [UInt8](repeating: 0x41, count: 100))
      }
    }
    let huge: [UInt8] = [0xff, 0xff, 0x0f, 0, 16, 0, 0, 0] + [UInt8](repeating: 0, count: 3 << 20)
    let collected = Collected(huge, chunk: 64 << 10)
    #expect(!collected.damages.isEmpty)
  }

  @Test("A line without end is damage")
  func endlessLine() {
    let collected = Collected([UInt8](repeating: UInt8(ascii: "a"), count: 3 << 20), chunk: 64 << 10)
    #expect(collected.datagrams.isEmpty)
    #expect(collected.damages.count == 1)
  }

  @Test("Messages of the other byte order are refused")
  func otherOrder() {
    var message = ReaderTests.messages[0]
    message.replaceSubrange(0..<4, with: [0, 0, 0, 40])
    let collected = Collected(message)
    #expect(collected.datagrams.isEmpty)
    #expect(collected.damages.first?.why.contains("byte order") ?? false)
  }

  @Test("Mutated files and messages never trap, and text always reads back")
  func mutations() throws {
    var generator = SystemRandomNumberGenerator()
    var seeds = Self.files
    for name in Explained.vectors where name.hasPrefix("route") || name.hasPrefix("nexthop") {
      let messages = Collected(try Explained.vector(name)).datagrams
      seeds.append(messages.prefix(3).flatMap(\.bytes))
    }
    for round in 0..<400 {
      var file = seeds[round % seeds.count]
      for _ in 0..<Int.random(in: 1...8, using: &generator) where !file.isEmpty {
        let place = Int.random(in: 0..<file.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: file[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: file[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 2: file.remove(at: place)
        default: file.insert(UInt8.random(in: 0...255, using: &generator), at: place)
        }
      }
      let collected = Collected(file, chunk: 1 + round % 97)
      let text = Explained.explain(collected)
      let again = Collected(Array(text.utf8))
      if collected.datagrams.isEmpty { continue }
      #expect(Explained.explain(again) == text, "\(file)")
      _ = Explained.explain(collected, .json)
    }
  }
}
