import Foundation
import Rtnetlink
import Testing
import NetlinkWire

/// `LinkKind.all` against the files that define kinds.
@Suite struct LinkKindListTests {
  private static let folder = "\(RecordedMessages.root)/Sources/Rtnetlink/Kinds"

  /// The name of every kind that a file defines, as Swift spells it.
  private static let defined: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".swift") }.flatMap { file in
      let text = (try? String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)) ?? ""
      return text.split(separator: "\n").compactMap { line -> String? in
        guard line.hasPrefix("  static let "), line.contains(" = LinkKind(") else { return nil }
        return String(line.dropFirst("  static let ".count).prefix { $0 != " " })
      }
    }
  }()

  /// The lines of the list, as Swift spells them.
  private static let listed: [String] = {
    let text = (try? String(contentsOfFile: "\(folder)/LinkKind+All.swift", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line in
      let line = line.trimmingCharacters(in: .whitespaces)
      return line.hasPrefix(".") && line.hasSuffix(",") ? String(line.dropFirst().dropLast()) : nil
    }
  }()

  @Test("Every kind that a file defines is in the list, and nothing else")
  func complete() {
    #expect(Self.defined.count > 40)
    #expect(Set(Self.listed) == Set(Self.defined))
    #expect(Self.listed.count == LinkKind.all.count)
  }

  @Test("The list is in the order of the kernel's names, without one twice")
  func sorted() {
    let names = LinkKind.all.map { "\($0.name)" }
    #expect(names == names.sorted())
    #expect(Set(names).count == names.count)
  }

  @Test("The example in CONTRIBUTING is a kind as it is")
  func example() throws {
    let guide = try #require(RecordedMessages.text("CONTRIBUTING.md"))
    let kind = try #require(RecordedMessages.text("Sources/Rtnetlink/Kinds/VRF.swift"))
    #expect(guide.contains("```swift\n\(kind)```\n"))
    #expect(guide.contains("the line `.vrf,` in"))
    #expect(Self.listed.contains("vrf"))
  }

  @Test("Every kind and every row of it is documented in one sentence")
  func documented() {
    for kind in LinkKind.all {
      #expect("\(kind.summary)".hasSuffix("."), "\(kind.name)")
      for table in [kind.data, kind.port, kind.statistics].compactMap({ $0 }) {
        for index in 0..<table.count {
          #expect("\(table[index].summary)".hasSuffix("."), "\(table[index].kernelName)")
        }
      }
    }
  }
}
