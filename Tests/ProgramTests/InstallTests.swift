import Foundation
import LiveKernel
import Testing

/// Where `make install` puts things, and that `make uninstall` takes all of them away.
@Suite struct InstallTests {
  @Test("Binary, pages and completions go where Debian looks for them", arguments: ["/usr/local", "/usr"])
  func install(prefix: String) throws {
    let folder = NSTemporaryDirectory() + "nlctl-install-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder + "/.build/release", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try "".write(toFile: folder + "/.build/release/nlctl", atomically: true, encoding: .utf8)
    for name in ["man", "completions", "Makefile"] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/\(name)", withDestinationPath: "\(GeneratedTests.root)/\(name)")
    }
    func files(_ goal: String) throws -> Set<String> {
      let root = "\(folder)/root"
      let child = try #require(
        Child.start(["make", "-s", "-C", folder, "-o", "all", goal, "DESTDIR=\(root)", "PREFIX=\(prefix)"]))
      let result = child.finish()
      #expect(result.status == 0, "\(result.errors)")
      let found = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
      return Set(
        found.filter {
          var isFolder: ObjCBool = false
          return FileManager.default.fileExists(atPath: "\(root)/\($0)", isDirectory: &isFolder)
            && !isFolder.boolValue
        }.map { "/" + $0 })
    }
    let installed = try files("install")
    let share = "\(prefix)/share"
    let fish =
      prefix == "/usr" ? "\(share)/fish/vendor_completions.d/nlctl.fish" : "/etc/fish/completions/nlctl.fish"
    for file in [
      "\(prefix)/bin/nlctl", "\(share)/man/man8/nlctl.8", "\(share)/man/man8/nlctl-link.8",
      "\(share)/man/man5/nlctl-json.5", "\(share)/bash-completion/completions/nlctl",
      "\(share)/zsh/site-functions/_nlctl", fish,
    ] {
      #expect(installed.contains(file), "\(file)")
    }
    let pages = ManualExampleTests.pages
    #expect(installed.count == 4 + pages && pages > 8)
    #expect(try files("uninstall").isEmpty)
  }
}
