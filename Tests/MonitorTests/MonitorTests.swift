import LiveKernel
import Testing

/// `nlctl monitor` and `nlctl wait` on the live kernel: the scripts of Tests/Monitor, each in namespaces of
/// its own.
@Suite struct MonitorTests {
  /// The binary that was built beside the tests.
  static let binary: String = {
    for word in CommandLine.arguments where word.contains(".xctest") {
      let folder = word.split(separator: "/", omittingEmptySubsequences: false)
      guard let bundle = folder.lastIndex(where: { $0.hasSuffix(".xctest") }) else { continue }
      return folder[..<bundle].joined(separator: "/") + "/nlctl"
    }
    return "nlctl"
  }()

  /// The folder of the scripts.
  static let scripts: String = {
    let words = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return words.dropLast(2).joined(separator: "/") + "/Monitor"
  }()

  /// Runs a script, and takes what it said when it failed.
  func run(_ script: String, _ words: String...) throws {
    let command = "mount -t tmpfs tmpfs /run && mount -t sysfs sysfs /sys && exec \"$0\" \"$@\""
    let child = try #require(
      Child.start(
        ["unshare", "-n", "-m", "sh", "-c", command, "\(Self.scripts)/\(script)", Self.binary] + words))
    let (output, errors, status) = child.finish()
    #expect(status == 0, "\(output)\(errors)")
  }

  @Test(
    "106 What the kernel deletes or changes without a word is told, with its cause",
    .enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"), .timeLimit(.minutes(5)), arguments: 1...6)
  func silent(row: Int) throws { try run("silent.sh", "\(row)") }

  @Test(
    "95, 105 Who applies the JSON Lines ends with the kernel's state",
    .enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"), .timeLimit(.minutes(10)),
    arguments: ["speed", "small", "stopped", "fault"])
  func equality(mode: String) throws { try run("equality.sh", "1500", mode) }

  @Test(
    "Scenes of the monitor", .enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"),
    .timeLimit(.minutes(10)),
    arguments: [
      "rename", "change", "repeats", "who", "forget", "big", "lost", "stop", "flush", "selectors",
      "namespaces", "netns", "groups", "wait", "idle", "neighbours",
    ])
  func scene(name: String) throws { try run("scenes.py", name) }
}
