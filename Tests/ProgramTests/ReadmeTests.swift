import Foundation
import LiveKernel
import Testing

/// What README shows of the program is what a terminal shows. `NLCTL_RECORD=1` records it.
@Suite(.enabled(if: LiveKernel.canUnshare, "no private network namespace can be made"))
struct ReadmeTests {
  static let path = "\(GeneratedTests.root)/README.md"

  /// A block between "```console" and "```": command lines after `$ `, each with its output below it. What a
  /// command that ends in `&` prints stands below the last command.
  struct Block {
    let text: String

    var lines: [String] { text.split(separator: "\n").map(String.init) }
    var commands: [String] { lines.filter { $0.hasPrefix("$ ") }.map { String($0.dropFirst(2)) } }
    var outputs: Int { lines.count - commands.count }

    /// A shell line that shows the whole block, in 80 columns.
    var line: String {
      var script = ""
      for command in commands {
        script += "echo '$ \(Self.quoted(command))'\n"
        if command.hasSuffix(" &") {
          // A shell without job control has it ignore SIGINT, so SIGTERM ends it.
          script +=
            ": >told\n( exec \(command.dropLast(2)) ) >>told 2>&1 & monitor=$!\n" + Self.untilItFollows
        } else {
          script += "echo '\(Self.quoted(command))' >command\n"
          script += "script -qec 'stty cols 80; . ./command' /dev/null </dev/null | tr -d '\\r'\n"
        }
      }
      if commands.contains(where: { $0.hasSuffix(" &") }) {
        // Only a watchdog gives up.
        script += """
          for try in $(seq 600); do [ $(wc -l <told) -lt \(max(outputs, 1)) ] || break; sleep 0.05; done
          sleep \(ManualExampleTests.isRecording ? 2 : 0.1)
          kill -TERM $monitor; wait $monitor; sed 's/ by \\([a-z]*\\)[[][0-9]*]$/ by \\1[4711]/' told

          """
      }
      return script
    }

    private static func quoted(_ text: String) -> String { text.replacingOccurrences(of: "'", with: "'\\''") }

    /// Until the monitor follows: it tells of a route that comes and goes. Whether it tells of the first one
    /// depends on how far it is, of a later one it does. Nothing of that is shown.
    private static let untilItFollows = """
      marker() { ip route add blackhole 203.0.113.$1; ip route delete blackhole 203.0.113.$1; }
      until grep -q 'delete.*203.0.113.1' told; do marker 1; sleep 0.05; done
      marker 2; until grep -q 'delete.*203.0.113.2' told; do sleep 0.05; done
      : >told

      """
  }

  static func blocks() throws -> [Block] {
    let parts = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "```console\n")
    return parts.dropFirst().map { Block(text: $0.components(separatedBy: "```")[0]) }
  }

  @Test("What README shows is what a terminal shows")
  func shown() throws {
    let blocks = try Self.blocks()
    let scene = try Scene("readme", [ManualExampleTests.setting] + blocks.map(\.line))
    for (block, result) in zip(blocks, scene.results.dropFirst()) {
      if ManualExampleTests.isRecording {
        let text = try String(contentsOfFile: Self.path, encoding: .utf8)
        let new = text.replacingOccurrences(
          of: "```console\n\(block.text)```", with: "```console\n\(result.output)```")
        try new.write(toFile: Self.path, atomically: true, encoding: .utf8)
      } else {
        #expect(result.output == block.text, "NLCTL_RECORD=1 records it")
      }
      #expect(result.errors.isEmpty, "\(result.errors)")
    }
  }

  @Test("README solves a stranger's problems, each in some lines")
  func commands() throws {
    let blocks = try Self.blocks()
    let lines = blocks.flatMap(\.commands).filter { $0.hasPrefix("nlctl ") }
    for words in ["monitor", "wait", "route get", "| jq", "snapshot", "diff", "route via", "--from"] {
      #expect(lines.contains { $0.contains(words) }, "\(words)")
    }
    for block in blocks { #expect((1...12).contains(block.outputs), "\(block.text)") }
  }
}
