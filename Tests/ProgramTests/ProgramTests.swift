import Foundation
import Glibc
import LiveKernel
import Testing

/// The binary itself: streams and statuses.
@Suite struct ProgramTests {
  /// The binary that was built beside the tests.
  static let binary: String = {
    for word in CommandLine.arguments + [CommandLine.arguments[0]] where word.contains(".xctest") {
      let folder = word.split(separator: "/", omittingEmptySubsequences: false)
      guard let bundle = folder.lastIndex(where: { $0.hasSuffix(".xctest") }) else { continue }
      return folder[..<bundle].joined(separator: "/") + "/nlctl"
    }
    return "nlctl"
  }()

  func run(_ words: String..., output: String? = nil) throws -> (
    output: String, errors: String, status: Int32
  ) {
    let child = try #require(Child.start([Self.binary] + words, output: output))
    return child.finish()
  }

  @Test("An unknown command is two lines on stderr and status 2")
  func unknownCommand() throws {
    let result = try run("lnik")
    #expect(result.output.isEmpty)
    #expect(result.errors == "nlctl: unknown command 'lnik'; did you mean 'link'?\nTry 'nlctl --help'.\n")
    #expect(result.status == 2)
  }

  @Test("A child that a test starts blocks no signal of the test's thread, so a time-out can end it")
  func signalsOfChildren() throws {
    let child = try #require(Child.start(["sh", "-c", "kill -TERM $$; echo not ended"]))
    let result = child.finish()
    #expect(result.status == 128 + SIGTERM && result.output.isEmpty)
  }

  @Test("No command is the short help on stderr and status 2")
  func noCommand() throws {
    let result = try run()
    #expect(result.output.isEmpty)
    #expect(!result.errors.isEmpty)
    #expect(result.status == 2)
  }

  @Test(
    "The version has those of libmnl, as pkg-config knows it, of its file, and of the kernel's headers",
    .enabled(if: hasLibraryVersion, "built without make, which asks pkg-config"))
  func version() throws {
    let script = """
      file=$(basename "$(realpath "$(ldd '\(Self.binary)' | sed -n 's/.*libmnl.* => \\([^ ]*\\) .*/\\1/p')")")
      code=$(sed -n 's/#define LINUX_VERSION_CODE //p' /usr/include/linux/version.h)
      echo "libmnl $(pkg-config --modversion libmnl) ($file)," \
        "Linux $((code >> 16)).$((code >> 8 & 255)).$((code & 255)) headers"
      """
    let expected = try #require(Child.start(["sh", "-euc", script])).finish()
    let result = try #require(Child.start([Self.binary, "--version"])).finish()
    #expect(expected.status == 0 && expected.errors.isEmpty, "\(expected.errors)")
    #expect(result.output.split(separator: "\n").last.map { $0 + "\n" } ?? "" == expected.output)
  }

  static let hasLibraryVersion = FileManager.default.fileExists(
    atPath: "\(GeneratedTests.root)/Sources/CNetlink/libmnl_version.c")

  @Test("Help and version go to stdout with status 0", arguments: ["--help", "--version", "-h", "-V"])
  func answers(option: String) throws {
    let result = try run(option)
    #expect(!result.output.isEmpty)
    #expect(result.errors.isEmpty)
    #expect(result.status == 0)
  }

  @Test("A full disk is one line on stderr and status 1")
  func fullDisk() throws {
    let result = try run("--help", output: "/dev/full")
    #expect(result.errors == "nlctl: cannot write to standard output: no space left on device (ENOSPC)\n")
    #expect(result.status == 1)
  }

  @Test(
    "A closed standard output is one line on stderr and status 1",
    arguments: ["--help", "link dump", "-j addr dump", "route dump", "fields link"])
  func closedOutput(words: String) throws {
    let child = try #require(Child.start(["sh", "-c", "'\(Self.binary)' \(words) >&-"]))
    let result = child.finish()
    #expect(result.errors == "nlctl: cannot write to standard output: bad file descriptor (EBADF)\n")
    #expect(result.status == 1)
  }

  @Test("A closed standard error changes neither the answer nor the status")
  func closedErrors() throws {
    let child = try #require(
      Child.start([
        "sh", "-c", "n='\(Self.binary)'; \"$n\" lnik 2>&-; echo $?; \"$n\" --version 2>&- | head -1",
      ]))
    #expect(child.finish().output == "2\nnlctl 0.1.0\n")
  }

  @Test(
    "Whoever stops reading ends the program quietly", arguments: ["fields link", "schema link", "--help"])
  func readerGone(words: String) throws {
    let child = try #require(
      Child.start(["bash", "-c", "'\(Self.binary)' \(words) | true; echo ${PIPESTATUS[0]}"]))
    let result = child.finish()
    #expect(result.output == "0\n" && result.errors.isEmpty)
  }

  @Test("A message is one line whatever it quotes")
  func oneLine() throws {
    let result = try run("link", "dump", "--netns", "/no\nsuch\u{1b}[2J")
    #expect(
      result.errors == "nlctl: network namespace /no\\x0asuch\\x1b[2J: no such file or directory (ENOENT)\n")
  }

  @Test("A namespace that is not there is one line on stderr and status 1")
  func noNamespace() throws {
    let result = try run("link", "dump", "--netns", "no/such")
    #expect(result.output.isEmpty)
    #expect(result.errors == "nlctl: network namespace no/such: no such file or directory (ENOENT)\n")
    #expect(result.status == 1)
  }

  @Test("A file that is no namespace is one line on stderr and status 1")
  func noNamespaceFile() throws {
    let result = try run("link", "dump", "--netns", "/etc/passwd")
    #expect(result.errors == "nlctl: network namespace /etc/passwd: invalid argument (EINVAL)\n")
    #expect(result.status == 1)
  }

  @Test(
    "Links of the live kernel are one JSON array", .enabled(if: LiveKernel.answers, "\(LiveKernel.silence)"))
  func links() throws {
    let result = try run("link", "dump", "--json", "lo")
    #expect(result.output.hasPrefix("[\n{\"ifindex\":1,\"ifname\":\"lo\""))
    #expect(result.output.hasSuffix("}\n]\n"))
    #expect(result.errors.isEmpty)
    #expect(result.status == 0)
  }

  @Test(
    "A device that is not there is one line and status 1",
    .enabled(if: LiveKernel.answers, "\(LiveKernel.silence)"))
  func noDevice() throws {
    let result = try run("link", "dump", "nosuch0")
    #expect(result.output.isEmpty)
    #expect(result.errors == "nlctl: link nosuch0: no such device (ENODEV)\n")
    #expect(result.status == 1)
  }
}
