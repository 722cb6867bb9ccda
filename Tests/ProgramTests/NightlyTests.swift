import Foundation
import LiveKernel
import Testing

/// `.ci/nightly`: its parts, and what it makes of those that fail.
@Suite struct NightlyTests {
  static let script = "\(GeneratedTests.root)/.ci/nightly"

  @Test("A part that fails or is not done in its minutes does not stop the others; the summary has each")
  func summary() throws {
    let folder = NSTemporaryDirectory() + "nlctl-nightly-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try "one 1 echo well\ntwo 1 echo broken; false\nthree 0.005 sleep 600\nfour 1 echo last\n"
      .write(toFile: "\(folder)/parts", atomically: true, encoding: .utf8)
    func run(_ words: String) throws -> (output: String, errors: String, status: Int32) {
      let line = "NIGHTLY='\(folder)/parts' NIGHTLY_LOGS='\(folder)' '\(Self.script)' \(words)"
      return try #require(Child.start(["sh", "-c", line])).finish()
    }
    let all = try run("")
    let lines = all.output.split(separator: "\n").suffix(4).map { $0.split(separator: " ").map(String.init) }
    #expect(
      lines == [
        ["one", "ok", "0", "min", "well"], ["two", "FAILED", "0", "min", "broken"],
        ["three", "OUT", "OF", "TIME", "0", "min"], ["four", "ok", "0", "min", "last"],
      ])
    #expect(all.status == 1 && all.errors.isEmpty)
    let some = try run("four one")
    #expect(some.status == 0 && !some.output.contains("broken"))
    #expect(try run("five").errors == "nightly: there is no part 'five'; --list names them\n")
  }

  @Test("The page of the night has each part with its minutes")
  func page() throws {
    let list = try #require(Child.start([Self.script, "--list"])).finish().output.split(separator: "\n")
    let page = try String(contentsOfFile: "\(GeneratedTests.root)/docs/nightly.md", encoding: .utf8)
    #expect(list.count > 10)
    for line in list.dropLast() {
      let words = line.split(separator: " ")
      #expect(page.contains("| `\(words[0])` | \(words[1]) | "), "\(line)")
      #expect(page.components(separatedBy: "`\(words[0])`").count >= 3, "\(words[0]): what it found last")
    }
  }
}
