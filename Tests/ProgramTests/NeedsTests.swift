import Foundation
import LiveKernel
import Testing

/// What `Support/needs` says, in one line and before anything is installed or built.
@Suite struct NeedsTests {
  /// Runs it with a PATH of its own, in which programs are scripts.
  private func needs(_ programs: [String: String], _ goals: [String] = ["build"]) throws -> (
    output: String, errors: String, status: Int32
  ) {
    let folder = NSTemporaryDirectory() + "nlctl-needs-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let all = programs.merging(["apt-get": "echo apt-get was called >&2; exit 99"]) { given, _ in given }
    for (name, text) in all {
      try "#!/bin/sh\n\(text)\n".write(toFile: "\(folder)/script", atomically: true, encoding: .utf8)
      // Written by another process, for a child of some other test may hold a file that we write.
      let copy = ["install", "-m", "755", "\(folder)/script", "\(folder)/\(name)"]
      try #require(try #require(Child.start(copy)).finish().status == 0)
    }
    let tools = [
      "sh", "dirname", "readlink", "sed", "head", "sort", "paste", "ldd", "ls", "mktemp", "rm", "grep", "id",
      "mkdir", "cat",
    ]
    for tool in tools where all[tool] == nil {
      let link = "ln -s \"$(command -v \(tool))\" '\(folder)'"
      try #require(try #require(Child.start(["sh", "-c", link])).finish().status == 0)
    }
    let script = "\(GeneratedTests.root)/Support/needs"
    return try #require(Child.start(["env", "PATH=\(folder)", "SWIFT=swift", "sh", script] + goals)).finish()
  }

  private let swift = "echo 'Swift version 6.3.1 (swift-6.3.1-RELEASE)'"

  @Test("No Swift, one that is too old and one that does not start are told apart")
  func compilers() throws {
    let cases: [([String: String], String)] = [
      ([:], "there is no swift in PATH, Swift 6.2 or newer is needed: "),
      (["swift": "echo 'Swift version 5.10.1 (x)'"], "swift is Swift 5.10.1, 6.2 or newer is needed: "),
      (["swift": "exit 127"], "'swift --version' fails, Swift 6.2 or newer is needed: "),
      (
        ["swift": swift, "ldd": "printf '\\tlibx.so.6 => not found\\n\\tliby.so.1 => /liby.so.1 (0x1)\\n'"],
        "Swift lacks libx.so.6: "
      ),
    ]
    for (programs, expected) in cases {
      var programs = programs
      // Beside a real one there are the parts whose libraries are looked at.
      if programs["ldd"] != nil { programs["swift-driver"] = "" }
      let result = try needs(programs)
      #expect(result.status == 1)
      #expect(result.errors.hasPrefix("nlctl: ") && result.errors.contains(expected), "\(result.errors)")
      #expect(result.errors.split(separator: "\n").count == 1 && result.errors.contains("README.md"))
    }
  }

  @Test("Who may not install is told what to install, before apt is called")
  func rights() throws {
    let programs = ["swift": swift, "pkg-config": "exit 1", "id": "echo 1000"]
    let result = try needs(programs, ["build", "test"])
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("nlctl: missing: libmnl-dev "), "\(result.errors)")
    #expect(result.errors.contains("'sudo apt-get update && sudo apt-get install libmnl-dev "))
    #expect(result.errors.contains(" python3-jsonschema'"))
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  /// apt with folders and a source of its own: nothing is known yet, as on a machine that was just made.
  private func apt(source: String) -> String {
    """
    here=$(mktemp -d)
    mkdir "$here/repository" "$here/lists" "$here/cache" "$here/parts"
    : >"$here/repository/Packages"; : >"$here/status"
    echo "deb [trusted=yes] \(source) ./" >"$here/sources"
    cat >"$here/conf" <<END
    Dir::Etc::SourceList "$here/sources"; Dir::Etc::SourceParts "$here/parts"; Dir::Cache "$here/cache";
    Dir::State::Lists "$here/lists"; Dir::State::status "$here/status"; Acquire::http::Proxy "DIRECT";
    END
    APT_CONFIG=$here/conf \(Self.realApt) "$@"
    status=$?
    rm -rf "$here"
    exit $status
    """
  }
  private static let realApt = "/usr/bin/apt-get"

  @Test(
    "A machine whose apt has no lists yet reaches a source, or it is said that it does not",
    .enabled(if: getuid() == 0 && access(realApt, X_OK) == 0, "apt writes for root alone, and is Debian's"),
    arguments: [
      ("file:$here/repository", "fails: E: Unable to locate package libmnl-dev"),
      ("http://127.0.0.1:9", "apt reaches no network to fetch them from: when it does, "),
    ])
  func emptyLists(source: String, expected: String) throws {
    let programs = ["swift": swift, "pkg-config": "exit 1", "apt-get": apt(source: source)]
    let result = try needs(programs)
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("nlctl: missing: libmnl-dev"), "\(result.errors)")
    #expect(result.errors.contains("'apt-get update && apt-get install libmnl-dev"))
    #expect(result.errors.contains(expected), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  @Test("What is there is not asked for")
  func nothingMissing() throws {
    let result = try needs(["swift": swift, "pkg-config": "exit 0"])
    #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty, "\(result.errors)")
  }
}
