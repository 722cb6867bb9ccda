import CommandLine
import Foundation
import LiveKernel
import Testing

/// What help and manual show is what the program does.
@Suite(.enabled(if: LiveKernel.canUnshare, "no private network namespace can be made"))
struct ManualExampleTests {
  static let templates = "\(GeneratedTests.root)/man/templates"
  static let isRecording = ProcessInfo.processInfo.environment["NLCTL_RECORD"] == "1"

  /// How many pages there are.
  static var pages: Int {
    ((try? FileManager.default.contentsOfDirectory(atPath: templates)) ?? []).count
  }

  /// A display in a template: command lines after `$ `, each with what a terminal shows below it. A comment
  /// `.\" meanwhile: COMMAND` before it is run once the first command has said `initial-end`.
  struct Display {
    let page: String
    let command: String
    let meanwhile: String?
    let shown: [String]

    /// The shell line that shows the same, in 80 columns and without colour.
    var line: String {
      guard let meanwhile else {
        return "script -qec 'stty cols 80; \(command)' /dev/null </dev/null | tr -d '\\r'"
      }
      return """
        { \(command); } >events & p=$!; until grep -q initial-end events || ! kill -0 $p; do sleep 0.02; done
        \(meanwhile); wait $p; sed 's/ by ip[^ ]*$//' events
        """
    }
  }

  static func displays() throws -> [Display] {
    var displays: [Display] = []
    for page in try FileManager.default.contentsOfDirectory(atPath: templates).sorted() {
      let text = try String(contentsOfFile: "\(templates)/\(page)", encoding: .utf8)
      var meanwhile: String?
      var command: String?
      var shown: [String] = []
      var isInside = false
      func end() {
        if let command {
          displays.append(Display(page: page, command: command, meanwhile: meanwhile, shown: shown))
        }
        command = nil
        shown = []
      }
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.hasPrefix(".\\\" meanwhile: ") { meanwhile = String(line.dropFirst(15)) }
        if line.hasPrefix(".Bd") { isInside = true }
        if line == ".Ed" {
          end()
          isInside = false
          meanwhile = nil
        } else if isInside, line.hasPrefix("$ ") {
          end()
          command = String(line.dropFirst(2))
        } else if command != nil {
          shown.append(String(line))
        }
      }
    }
    return displays
  }

  static let setting =
    "export PATH='\(ProgramTests.binary.dropLast("/nlctl".count))':$PATH NO_COLOR=1 TERM=xterm"
  /// What the examples read.
  private static let files =
    "nlctl link dump --record trace.pcap >trace.txt && nlctl explain trace.pcap >trace.txt; nlctl snapshot >after.json"

  @Test("What the manual shows is what a terminal shows")
  func displays() throws {
    let displays = try Self.displays()
    #expect(displays.count >= 10)
    let first = try Scene("office", ["ip -o link | wc -l"])
    // Some kernels put tunnels into each namespace, so that the indexes of all links are others.
    try #require(first.results[0].output == "11\n", "the scene cannot be made here: \(first.remarks)")
    let scene = try Scene("office", [Self.setting] + displays.map(\.line))
    for (display, result) in zip(displays, scene.results.dropFirst()) {
      if Self.isRecording {
        try record(display, result)
      } else {
        #expect(
          result.output == display.shown.map { $0 + "\n" }.joined(),
          "\(display.page): \(display.command); NLCTL_RECORD=1 records it, then make generate")
      }
    }
  }

  private func record(_ display: Display, _ result: Scene.Result) throws {
    let path = "\(Self.templates)/\(display.page)"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let old = "$ \(display.command)\n" + display.shown.map { $0 + "\n" }.joined()
    let new = "$ \(display.command)\n" + result.output
    try text.replacingOccurrences(of: old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
  }

  @Test("Every recipe for the JSON runs")
  func recipes() throws {
    let lines = CommandTable.recipes.map(\.line)
    #expect(lines.count == 15)
    let scene = try Scene("office", ["\(Self.setting); set -o pipefail"] + lines)
    var silent: [String] = []
    for (line, result) in zip(lines, scene.results.dropFirst()) {
      #expect(result.status == 0 && result.errors.isEmpty, "\(line): \(result.errors)")
      if result.output.isEmpty { silent.append(line) }
    }
    // Nobody fails to answer, and nothing appears meanwhile.
    #expect(silent.allSatisfy { $0.contains("FAILED") || $0.contains("monitor") }, "\(silent)")
  }

  @Test("Every example of the help, the manual and the README runs")
  func examples() throws {
    let readme = try String(contentsOfFile: "\(GeneratedTests.root)/README.md", encoding: .utf8)
      .split(separator: "\n").filter { $0.hasPrefix("    nlctl ") }
      .map { $0.dropFirst(4).components(separatedBy: "   ")[0] }
    let lines = CommandTable.commands.flatMap { $0.examples.map(\.line) } + readme
    #expect(lines.count > 40)
    let scene = try Scene("office", ["\(Self.setting); \(Self.files)"] + lines.map(Self.runnable))
    for (line, result) in zip(lines, scene.results.dropFirst()) {
      // Time runs out for what waits.
      let isWaiting = line.hasPrefix("nlctl wait")
      let isOver = isWaiting && result.status == 1 && result.errors.hasSuffix(": timed out\n")
      // A kernel without VLANs in bridges says so.
      if line.contains("vlan dump"), result.errors.hasSuffix("(EOPNOTSUPP)\n") { continue }
      // Something may have changed, which is what it says.
      let isDifferent = line.hasPrefix("nlctl diff") && result.status == 1 && result.errors.isEmpty
      #expect(
        isOver || isDifferent || result.status == 0 && result.errors.isEmpty, "\(line): \(result.errors)")
      let isSilent = Self.silent.contains { line.contains($0) }
      #expect(isWaiting || isSilent || !result.output.isEmpty, "\(line) shows nothing")
    }
  }

  /// What examples that may well show nothing have in them.
  private static let silent = ["source", ">", "nlctl monitor", "nlctl diff", "-n blue neigh"]

  /// The line, ended by time where it would go on, and for the shell that it is for.
  private static func runnable(_ line: String) -> String {
    if line.hasPrefix("nlctl monitor") || line.hasPrefix("nlctl wait") && !line.contains("--timeout") {
      return line + " --timeout 2s"
    }
    if line.contains("completions fish") { return "fish --no-config -c '\(line)'" }
    return line
  }
}
