import NetlinkWire
import Render
import Testing

@testable import Explain

/// Recordings with what other programs write: sections, clocks, the other byte order, lengths that differ.
@Suite struct OddRecordingTests {
  private static func integer(_ value: UInt64, _ width: Int, _ isSwapped: Bool) -> [UInt8] {
    let bytes = (0..<width).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
    return isSwapped ? bytes.reversed() : bytes
  }

  private static func block(_ type: UInt64, _ body: [UInt8], _ isSwapped: Bool, second: UInt64? = nil)
    -> [UInt8]
  {
    let body = body + [UInt8](repeating: 0, count: -body.count & 3)
    let length = UInt64(body.count + 12)
    return integer(type, 4, isSwapped) + integer(length, 4, isSwapped) + body
      + integer(second ?? length, 4, isSwapped)
  }

  private static func section(_ isSwapped: Bool) -> [UInt8] {
    block(
      0x0a0d_0d0a,
      integer(0x1a2b_3c4d, 4, isSwapped) + integer(1, 4, isSwapped) + integer(.max, 8, isSwapped),
      isSwapped)
  }

  /// An interface of LINKTYPE_NETLINK with `if_tsresol`, and `if_tsoffset`.
  private static func interface(_ resolution: UInt8, offset: UInt64 = 0, _ isSwapped: Bool = false) -> [UInt8]
  {
    block(
      1,
      integer(253, 2, isSwapped) + [0, 0] + integer(0, 4, isSwapped) + integer(9, 2, isSwapped)
        + integer(1, 2, isSwapped) + [resolution, 0, 0, 0] + integer(14, 2, isSwapped)
        + integer(8, 2, isSwapped)
        + integer(offset, 8, isSwapped), isSwapped)
  }

  private static func packet(
    _ message: [UInt8], at time: UInt64, interface: UInt64 = 0, _ isSwapped: Bool = false,
    second: UInt64? = nil
  ) -> [UInt8] {
    let record = [0, 7, 3, 0x38] + [UInt8](repeating: 0, count: 12) + message
    return block(
      6,
      integer(interface, 4, isSwapped) + integer(time >> 32, 4, isSwapped)
        + integer(time & 0xffff_ffff, 4, isSwapped)
        + integer(UInt64(record.count), 4, isSwapped) + integer(UInt64(record.count), 4, isSwapped) + record,
      isSwapped,
      second: second)
  }

  private static let message = ReaderTests.messages[0]

  @Test(
    "The clock of an interface counts in powers of ten or of two, from an offset", arguments: [false, true])
  func clocks(_ isSwapped: Bool) {
    let second: UInt64 = 1_000_000_000
    for (resolution, offset, stamp, time) in [
      (6, 0, 5, 5_000), (9, 0, 5, 5), (0, 0, 5, 5 * second), (3, 7, 5, 7 * second + 5_000_000),
      (0x80, 0, 5, 5 * second), (0x81, 0, 5, 5 * second / 2), (0x8a, 1, 512, second + second / 2),
    ] as [(UInt8, UInt64, UInt64, UInt64)] {
      let file =
        Self.section(isSwapped) + Self.interface(resolution, offset: offset, isSwapped)
        + Self.packet(Self.message, at: stamp, isSwapped)
      let read = Collected(file)
      #expect(read.datagrams.map(\.envelope.time) == [time], "\(resolution)")
      #expect(read.damages.isEmpty)
    }
  }

  @Test("A new section has interfaces of its own, and a byte order of its own")
  func sections() {
    let file =
      Self.section(false) + Self.interface(6) + Self.interface(9)
      + Self.packet(Self.message, at: 5, interface: 1)
      + Self.section(true) + Self.interface(6, true) + Self.packet(Self.message, at: 5, true)
    let read = Collected(file)
    #expect(read.datagrams.map(\.envelope.time) == [5, 5_000] && read.damages.isEmpty)
    let missing = Collected(
      Self.section(false) + Self.interface(6) + Self.section(false) + Self.packet(Self.message, at: 5))
    #expect(
      missing.datagrams.isEmpty
        && missing.damages.map(\.why) == ["a packet of an interface that was not described"])
  }

  @Test("A block whose two lengths differ ends the file")
  func lengths() {
    let packet = Self.packet(Self.message, at: 5)
    let file = Self.section(false) + Self.interface(6) + packet
    #expect(Collected(file + packet).datagrams.count == 2)
    let odd = Collected(file + Self.packet(Self.message, at: 5, second: 12) + packet)
    #expect(odd.datagrams.count == 2 && odd.damages.map(\.why) == ["the two lengths of a block differ"])
    #expect(odd.damages.map(\.offset) == [UInt64(file.count)])
  }

  @Test("A block that is passed over is counted: what is wrong behind it is told where it lies")
  func passedOver() {
    let other = Self.block(0x4000_0bad, [UInt8](repeating: 7, count: 30_000), false)
    let file = Self.section(false) + Self.interface(6) + other
    for chunk in [100, 4096] {
      let read = Collected(file + Self.packet(Self.message, at: 5) + [1, 2, 3], chunk: chunk)
      #expect(read.datagrams.count == 1)
      let end = UInt64(file.count + Self.packet(Self.message, at: 5).count)
      #expect(read.damages.map(\.offset) == [end], "\(read.damages)")
    }
  }

  @Test("A record of pcap that ends early is told; a record longer than a mebibyte is not waited for")
  func pcap() {
    let file = ReaderTests.pcap(0xa1b2_c3d4, isSwapped: false)
    let cut = Collected(Array(file.dropLast(3)))
    #expect(cut.damages.map(\.why) == ["the file ends within a record"], "\(cut.damages)")
    // Longer than what is held, though the length itself could be.
    let line = Collected([UInt8](repeating: 0x61, count: 3 << 20), chunk: 64 << 10)
    #expect(line.damages.contains { $0.why == "a record is longer than a mebibyte" }, "\(line.damages)")
  }

  @Test("Messages of the other byte order are told from long ones")
  func foreign() {
    func file(_ message: [UInt8]) -> [UInt8] {
      Self.section(false) + Self.interface(6) + Self.packet(message, at: 5)
    }
    let swapped = Self.integer(40, 4, true) + [0, 18, 3, 1] + [UInt8](repeating: 0, count: 32)
    let read = Collected(file(swapped))
    #expect(read.datagrams.isEmpty && read.damages.map(\.why) == [Cooked.foreign])
    // A length that neither order makes believable is damage of the message alone.
    let odd = Collected(file([0xff, 0xff, 0xff, 0xff] + Array(Self.message.dropFirst(4))))
    #expect(odd.datagrams.count == 1 && odd.damages.isEmpty)
  }

  @Test("Zeros behind the last message of a stream are padding, anything else is damage")
  func streamEnd() {
    let stream = ReaderTests.messages.flatMap { $0 }
    let padded = Collected(stream + [UInt8](repeating: 0, count: 7))
    #expect(padded.datagrams.count == 2 && padded.damages.isEmpty)
    let cut = Collected(stream + [40, 0, 0, 0, 0, 0, 0])
    #expect(cut.datagrams.count == 2 && cut.damages.map(\.why) == ["the file ends within a message"])
  }

  @Test("Lines may end as they do elsewhere, and a line of hexadecimal may begin with its offset in octal")
  func lines() {
    let bytes = Self.message
    func hex(_ bytes: ArraySlice<UInt8>) -> String {
      bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined(separator: " ")
    }
    let text = "0000  \(hex(bytes[..<16]))\r\n0010  \(hex(bytes[16..<32]))\r\n0020  \(hex(bytes[32...]))\r\n"
    #expect(Collected(Array(text.utf8)).datagrams.map(\.bytes) == [bytes])
    // Eight digits with one blank behind could be bytes, were they not where the line stands: in octal.
    let octal =
      "00000000 \(hex(bytes[..<16]))\n00000020 \(hex(bytes[16..<32]))\n00000040 \(hex(bytes[32...]))\n"
    #expect(
      Collected(Array(octal.utf8)).datagrams.map(\.bytes) == [bytes],
      "\(Collected(Array(octal.utf8)).datagrams)")
  }

  @Test("In text of our own each line begins where the one before ended; one that does not is damage")
  func offsets() {
    let text = Self.own(Self.message)
    let whole = Collected(Array(text.utf8))
    #expect(whole.datagrams.map(\.bytes) == [Self.message] && whole.damages.isEmpty, "\(text)")
    for line in ["9999  00 11", "0000  00 11", "0001  00"] {
      let damaged = Collected(Array((text + line + "\n").utf8))
      #expect(damaged.damages.map(\.why) == ["the offset does not follow on the bytes before"], "\(line)")
      #expect(damaged.datagrams.map(\.bytes) == [Self.message], "\(line)")
    }
  }

  /// What is shown of a message.
  private static func own(_ message: [UInt8]) -> String {
    var explanation = Explanation(.text, system: SystemNames(load: { _ in [] }))
    unsafe explanation.add(message.span.bytes, Envelope())
    var text = ""
    explanation.take { text = String(decoding: $0.raw.array, as: UTF8.self) }
    return text
  }
}
