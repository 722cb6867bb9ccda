import Foundation
import LiveKernel
import Testing

/// What terminals of 80 and 200 columns show, colours included: `Tests/Expected/screens`; NLCTL_RECORD=1 writes it.
@Suite(
  .enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"),
  .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/tmux"), "tmux is not installed"))
struct ScreenTests {
  static let commands = [
    "link", "link --tree", "addr", "neigh --sort dst", "rule", "route", "-f bridge link", "nexthop",
    "netconf",
    "-br link", "-br addr", "-br neigh --sort dst", "-F ifname,kind,state,address link", "-d rule", "netns",
    "--all-netns link --dev 'br*'", "link get v1", "route get 10.0.0.9", "neigh get 10.0.0.2 dev br0",
    "link help",
    "help json", "link --nonsense",
  ]

  /// What may have longer lines: nothing of a route may be left out, and brief lists, pages and errors are not fitted.
  static let wrapping: Set = [
    "route", "-br link", "-br addr", "link help", "help json", "link --nonsense",
  ]

  @Test("The fields of every object fit on a terminal of 80 columns")
  func fields() throws {
    let objects = ["link", "addr", "route", "neigh", "rule", "nexthop"]
    let scene = try Scene(
      "screens",
      objects.map {
        "script -qec 'stty cols 80; \(ProgramTests.binary) --color=never fields \($0)' /dev/null"
      }
        + objects.map { "nlctl fields \($0)" })
    for (index, object) in objects.enumerated() {
      let lines = scene.results[index].output.split(whereSeparator: \.isNewline)
      let fields = scene.results[objects.count + index].lines.map { $0.split(separator: "\t") }
      let names = lines.filter { $0.first != " " }.map { $0.prefix { $0 != " " } }
      #expect(names == fields.map { $0[0] }, "\(object)")
      // A word may be longer than a line.
      #expect(lines.allSatisfy { $0.count <= 80 || $0.split(separator: " ").count <= 2 }, "\(object)")
      #expect(lines.joined(separator: " ").contains("\(fields[0][3].split(separator: " ")[0])"))
    }
  }

  @Test("A screen shows what it did before, and no line of it wraps", arguments: [80, 200])
  func screens(width: Int) throws {
    let scene = try Scene(
      "screens",
      Self.commands.map { "screen \(width) '\(ProgramTests.binary) \($0)'" }
        + Self.commands.map { "nlctl \($0)" })
    var text = ""
    for (index, command) in Self.commands.enumerated() {
      let shown = scene.results[index]
      #expect(shown.errors.isEmpty, "\(command): \(shown.errors)")
      text += "$ nlctl \(command)\n\(shown.output)"
      if Self.wrapping.contains(command) { continue }
      #expect(shown.lines.count == scene.results[Self.commands.count + index].lines.count, "\(command) wraps")
    }
    let path = "\(GeneratedTests.root)/Tests/Expected/screens/\(width).txt"
    if ManualExampleTests.isRecording { try text.write(toFile: path, atomically: true, encoding: .utf8) }
    #expect(text == (try String(contentsOfFile: path, encoding: .utf8)), "NLCTL_RECORD=1 records it")
  }
}
