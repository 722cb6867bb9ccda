import LiveKernel
import Testing

/// `nlctl monitor` and `nlctl wait` on the live kernel: the scripts of Tests/Monitor, each in namespaces of
/// its own. Those of a test run side by side, and so do the tests, or they are what the whole run waits for in the end.
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

  /// Runs a script once for each of the lists of words, and takes what it said when it failed.
  func run(_ script: String, _ calls: [[String]]) throws {
    let command = "mount -t tmpfs tmpfs /run && mount -t sysfs sysfs /sys && exec \"$0\" \"$@\""
    let children = try calls.map { words in
      let all =
        ["unshare", "-n", "-m", "sh", "-c", command, "\(Self.scripts)/\(script)", Self.binary] + words
      return (words, try #require(Child.start(all)))
    }
    for (words, child) in children {
      let (output, errors, status) = child.finish()
      #expect(status == 0, "\(words): \(output)\(errors)")
    }
  }

  @Test(
    "106 What the kernel deletes or changes without a word is told, with its cause",
    .enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
  func silent() throws { try run("silent.sh", (1...8).map { ["\($0)"] }) }

  @Test(
    "95, 105 Who applies the JSON Lines ends with the kernel's state",
    .enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
  func equality() throws {
    let modes = ["speed", "small", "stopped", "fault"]
    try run("equality.sh", (modes + modes.map { "neigh-\($0)" }).map { ["1500", $0] })
  }

  @Test(
    "While others come and go, what stays is in a dump once, or the dump says that it may not be",
    .enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
  func churn() throws {
    let words = ["\(Self.scripts)/../Churn/run", "SAMPLE", Self.binary, "--jobs", "4"]
    let (output, errors, status) = try #require(Child.start(words)).finish()
    #expect(status == 0, "\(output)\(errors)")
  }

  @Test(
    "93, 94, 101, 105, 108, 111 Scenes of the monitor and of wait",
    .enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
  func scenes() throws {
    let names = [
      "rename", "change", "repeats", "who", "forget", "big", "lost", "resync", "order", "lines", "stop",
      "flush", "selectors", "namespaces", "netns", "groups", "wait", "idle", "neighbours", "stations",
      "parts", "cut",
    ]
    try run("scenes.py", names.map { [$0] })
  }
}
