import Foundation
import Hostile
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

  @Test("Mutated recordings of every form never trap, neither in explain nor in --from, and text reads back")
  func mutations() throws {
    var messages: [[UInt8]] = []
    for name in Explained.vectors where !name.hasPrefix("link") {
      messages += Collected(try Explained.vector(name)).datagrams.prefix(6).map(\.bytes)
    }
    let seed = UInt64.random(in: 0...UInt64.max)
    var recordings = HostileRecordings(messages, seed: seed)
    var runner = RecordingRunner()
    for number in 1...600 {
      let complaint = runner.run(recordings.next(), chunk: 1 + recordings.random(below: 300))
      #expect(complaint == nil, "recording \(number) of seed \(seed)")
    }
    #expect(runner.datagrams > 600)
  }

  @Test("Every form of a recording gives the same datagrams")
  func forms() throws {
    let messages = Collected(try Explained.vector("route-routes.hex")).datagrams.prefix(8).map(\.bytes)
    for (number, file) in RecordingForms.all(Array(messages)).enumerated() {
      let collected = Collected(file)
      #expect(collected.damages.isEmpty, "form \(number): \(collected.damages)")
      #expect(
        collected.datagrams.map { Array($0.bytes.prefix(Int($0.bytes[0]) | Int($0.bytes[1]) << 8)) }
          == messages)
    }
  }

  @Test("Inputs that guided fuzzing begins with, and those that it found, make nothing say what is not so")
  func guided() throws {
    var messages: [[UInt8]] = []
    for name in Explained.vectors {
      messages += Collected(try Explained.vector(name)).datagrams.prefix(2).map(\.bytes)
    }
    var inputs = Guided.seeds(messages).enumerated().filter { $0.offset % 7 == 0 }.map(\.element)
    #expect(Set(inputs.map(\.target)) == ["messages", "datagrams", "acknowledgements", "recordings"])
    let folder = Explained.root.appendingPathComponent("Tests/Hostile/Found")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      // `TARGET-NAME`, as libFuzzer calls what it keeps.
      guard let target = name.split(separator: "-").first, name.contains("-") else { continue }
      inputs.append((String(target), Array(try Data(contentsOf: folder.appendingPathComponent(name)))))
    }
    var (recordings, acknowledgements) = (RecordingRunner(), AcknowledgementRunner())
    let sinks = Sinks()
    for input in inputs {
      let complaint =
        switch input.target {
        case "messages": Guided.message(input.bytes, sinks)
        case "datagrams": Guided.datagram(input.bytes, &recordings)
        case "acknowledgements": Guided.acknowledgement(input.bytes, &acknowledgements)
        case "recordings": Guided.recording(input.bytes, &recordings)
        default: "there is no such target" as String?
        }
      #expect(complaint == nil, "\(input.target): \(input.bytes)")
    }
    #expect(recordings.datagrams > 100)
  }
}
