import Testing

@testable import nlctl

/// The reader of snapshots takes what is JSON and nothing else.
@Suite struct ScannerTests {
  /// The place of the first byte that is none of JSON; nil where all are.
  private func bad(_ bytes: [UInt8]) -> Int? {
    var scanner = JSONScanner()
    for (place, byte) in bytes.enumerated() {
      if scanner.endsWord(byte) { scanner.endWord() }
      if case .bad? = scanner.take(byte) { return place }
    }
    return nil
  }

  @Test("A document is at most 64 deep")
  func depth() {
    for (count, place) in [(1, nil), (63, nil), (64, nil), (65, 64), (80, 64)] as [(Int, Int?)] {
      #expect(bad([UInt8](repeating: 0x5b, count: count)) == place)
    }
  }

  @Test("A text has no control character of one byte, but for those that are escaped")
  func controls() {
    for byte in 0...255 as ClosedRange<UInt8> where byte != 0x22 && byte != 0x5c {
      #expect(bad([0x5b, 0x22, byte]) == (byte < 0x20 ? 2 : nil), "\(byte)")
    }
    #expect(bad(Array(#"["\n\t\u0001\"\\"]"#.utf8)) == nil && bad(Array(#"["\u00g1"]"#.utf8)) != nil)
    #expect(bad(Array("[}".utf8)) == 1 && bad(Array("{1".utf8)) == 1 && bad(Array("[x".utf8)) == nil)
  }
}
