import Foundation
import LiveKernel
import Testing

/// README's pictures show what the program prints in a terminal, colours included. `NLCTL_RECORD=1` makes them.
@Suite(.enabled(if: LiveKernel.canUnshare, "no private network namespace can be made"))
struct PictureTests {
  static let folder = "\(GeneratedTests.root)/docs/pictures"

  @Test("README's pictures are what a terminal shows")
  func pictures() throws {
    let made =
      ManualExampleTests.isRecording
      ? Self.folder : NSTemporaryDirectory() + "nlctl-pictures-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: made, withIntermediateDirectories: true)
    defer { if !ManualExampleTests.isRecording { try? FileManager.default.removeItem(atPath: made) } }
    let words = ["\(GeneratedTests.root)/Support/pictures", ProgramTests.binary, made]
    let result = try #require(Child.start(words)).finish()
    try #require(result.status == 0, "\(result.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder).sorted()
    #expect(names == ["monitor.svg", "tree.svg"])
    let readme = try String(contentsOfFile: ReadmeTests.path, encoding: .utf8)
    for name in names {
      let new = try String(contentsOfFile: "\(made)/\(name)", encoding: .utf8)
      let old = try String(contentsOfFile: "\(Self.folder)/\(name)", encoding: .utf8)
      #expect(new == old, "\(name): NLCTL_RECORD=1 makes it anew")
      #expect(readme.contains("](docs/pictures/\(name))"))
    }
  }

  @Test("README's table of other programs is the one whose cells are tried")
  func table() throws {
    let words = ["\(GeneratedTests.root)/Tests/Comparison/run", "--table"]
    let table = try #require(Child.start(words)).finish()
    #expect(table.status == 0 && table.output.split(separator: "\n").count > 8, "\(table.errors)")
    let readme = try String(contentsOfFile: ReadmeTests.path, encoding: .utf8)
    #expect(readme.contains("\n\n\(table.output)\n"))
  }

  @Test("README's figures are among those of the page about performance, rounded")
  func figures() throws {
    let page = try String(contentsOfFile: "\(GeneratedTests.root)/docs/performance.md", encoding: .utf8)
    let known = Set(page.matches(of: /\| ([0-9]+\.[0-9]) \|/).map { Double($0.output.1)?.rounded() })
    let readme = try String(contentsOfFile: ReadmeTests.path, encoding: .utf8)
    let rows = readme.split(separator: "\n").drop { !$0.hasSuffix("| the kernel alone |") }.dropFirst(2)
      .prefix { $0.hasPrefix("|") }
    #expect(rows.count >= 3)
    for row in rows {
      for cell in row.split(separator: "|").dropFirst() {
        #expect(known.contains(Double(cell.trimmingCharacters(in: .whitespaces))), "\(row)")
      }
    }
  }
}
