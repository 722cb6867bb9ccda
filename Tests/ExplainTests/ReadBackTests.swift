import Foundation
import Render
import Testing
import NetlinkWire

@testable import Explain

/// What a recording held.
struct Collected: RecordingSink, ~Copyable {
  var datagrams: [(bytes: [UInt8], envelope: Envelope)] = []
  var damages: [(offset: UInt64, why: String)] = []

  mutating func datagram(_ bytes: RawSpan, _ envelope: Envelope) {
    datagrams.append((bytes.array, envelope))
  }
  var notes: [[RecordedNote]] = []
  mutating func damage(_ offset: UInt64, _ why: String) { damages.append((offset, why)) }
  mutating func notes(_ notes: [RecordedNote]) { self.notes.append(notes) }

  /// Reads a file in chunks of so many bytes.
  init(_ file: [UInt8], chunk: Int = 4096) {
    var recording = Recording()
    var start = 0
    while start < file.count {
      let end = min(file.count, start + chunk)
      let part = Array(file[start..<end])
      unsafe recording.feed(part.span.bytes, &self)
      start = end
    }
    recording.finish(&self)
  }
}

enum Explained {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Every recording of messages in the repository.
  static let vectors: [String] = {
    let folder = root.appendingPathComponent("Tests/Vectors").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".hex") }.sorted()
  }()

  static func vector(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appendingPathComponent("Tests/Vectors/\(name)")))
  }

  /// What explains a file, as text or JSON.
  static func explain(_ file: [UInt8], _ style: Explanation.Style = .text) -> String {
    explain(Collected(file), style)
  }

  static func explain(_ collected: borrowing Collected, _ style: Explanation.Style = .text) -> String {
    var explanation = Explanation(style, system: SystemNames(load: { _ in [] }))
    for datagram in collected.datagrams {
      unsafe explanation.add(datagram.bytes.span.bytes, datagram.envelope)
    }
    var text = ""
    explanation.take { text = String(decoding: $0.raw.array, as: UTF8.self) }
    return text
  }
}

@Suite struct ReadBackTests {
  @Test("The text of every vector reads back to itself", arguments: Explained.vectors)
  func vectors(_ name: String) throws {
    let file = try Explained.vector(name)
    let collected = Collected(file)
    #expect(collected.datagrams.count > 0)
    #expect(collected.damages.count == 0, "\(collected.damages)")
    let text = Explained.explain(collected)
    let again = Collected(Array(text.utf8), chunk: 777)
    #expect(again.damages.count == 0, "\(again.damages)")
    #expect(again.datagrams.map(\.bytes) == collected.datagrams.map(\.bytes))
    #expect(Explained.explain(again) == text)
  }

  @Test("The text tells every byte of a message once", arguments: Explained.vectors)
  func everyByte(_ name: String) throws {
    let collected = Collected(try Explained.vector(name))
    let text = Explained.explain(collected)
    let shown = text.split(separator: "\n").filter { $0.first?.isHexDigit ?? false }
      .reduce(0) { count, line in
        let words = line.dropFirst(4).drop { $0 == " " }.prefix(23)
        return count + words.split(separator: " ").prefix { $0.count == 2 }.count
      }
    #expect(shown == collected.datagrams.reduce(0) { $0 + $1.bytes.count })
  }

  @Test("Direction, protocol, namespace and time read back")
  func envelope() {
    var envelope = Envelope()
    envelope.direction = .received
    envelope.netlinkProtocol = 16
    envelope.namespace = 3
    envelope.time = 1_700_000_000_123_456_789
    var explanation = Explanation(.text, system: SystemNames(load: { _ in [] }))
    let bytes: [UInt8] = [20, 0, 0, 0, 3, 0, 2, 0, 7, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0]
    unsafe explanation.add(bytes.span.bytes, envelope)
    var text: [UInt8] = []
    explanation.take { text = $0.raw.array }
    let again = Collected(text)
    #expect(again.datagrams.map(\.envelope) == [envelope])
    #expect(again.datagrams.map(\.bytes) == [bytes])
  }
}
