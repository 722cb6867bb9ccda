import CommandLine
import Glibc
import NetlinkCore
import Testing

@testable import nlctl

/// What the program asks of a command line, and how it writes to who does not read.
@Suite struct InvocationTests {
  private static let setPipeSize: Int32 = 1031  // F_SETPIPE_SZ

  @Test("The kernel is asked for one value: of a selector that is given once and not negated")
  func only() throws {
    for (words, isOne) in [
      (["dev", "v0"], true), (["dev", "v0", "dev", "v1"], false), (["not", "dev", "v0"], false),
      (["dev", "v0", "not", "dev", "v1"], false), (["table", "7"], false),
    ] {
      let invocation = try Parser.parse(["route", "dump"] + words)
      #expect((invocation.only("dev") { _ in true } ?? false) == isOne, "\(words)")
      #expect(invocation.asks("dev") == (words.first == "dev"), "\(words)")
    }
  }

  @Test("Who does not read is told how many bytes were not taken", arguments: [1, 5_000, 10_000])
  func unread(count: Int) throws {
    var ends: [Int32] = [-1, -1]
    let status = ends.withUnsafeMutableBufferPointer { $0.baseAddress.map { pipe($0) } ?? -1 }
    try #require(status == 0)
    defer { for end in ends { close(end) } }
    #expect(fcntl(ends[1], Self.setPipeSize, 4096) == 4096)
    let interrupt = Interrupt(try Parser.parse(["monitor"]))
    interrupt.cancellation.cancel()
    let bytes = [UInt8](repeating: 0x61, count: count)
    let outcome = PatientWriter(ends[1], until: interrupt).write(bytes.span)
    #expect(outcome == (count <= 4096 ? .written : .unread(count - 4096)))
  }
}
