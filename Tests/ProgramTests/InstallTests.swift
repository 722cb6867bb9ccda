import Foundation
import LiveKernel
import Testing

/// Where `make install` puts things, and that `make uninstall` takes all of them away; in a folder that has a
/// built program and no Swift.
@Suite struct InstallTests {
  /// A copy of what installing needs, its name with a blank, and a place to install into.
  private struct Place {
    let folder = NSTemporaryDirectory() + "nlctl install \(UUID().uuidString)"
    var root: String { "\(folder)/root" }

    init() throws {
      let manager = FileManager.default
      try manager.createDirectory(atPath: folder + "/Sources", withIntermediateDirectories: true)
      for name in ["man", "completions", "Makefile", "Support", "Package.swift"] {
        try manager.copyItem(atPath: "\(GeneratedTests.root)/\(name)", toPath: "\(folder)/\(name)")
      }
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    func write(_ file: String) throws {
      try FileManager.default.createDirectory(
        atPath: URL(fileURLWithPath: "\(folder)/\(file)").deletingLastPathComponent().path,
        withIntermediateDirectories: true)
      try "".write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
    }

    /// A program newer than all sources.
    func build() throws {
      try write(".build/release/nlctl")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: folder + "/.build/release/nlctl")
    }

    func make(_ goal: String, prefix: String = "/usr/local", swift: String = "no-such-swift") throws -> (
      output: String, errors: String, status: Int32
    ) {
      let variables = ["DESTDIR=\(root)", "PREFIX=\(prefix)", "SWIFT=\(swift)"]
      return try #require(Child.start(["make", "-s", "-C", folder, goal] + variables)).finish()
    }

    /// What a shell line says in the folder.
    func shell(_ line: String) throws -> String {
      let result = try #require(Child.start(["sh", "-euc", "cd '\(folder)'; \(line)"])).finish()
      #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
      return result.output
    }

    /// What is below the place, folders with a slash behind them.
    var content: Set<String> {
      let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
      return Set(
        names.map { name in
          var isFolder: ObjCBool = false
          _ = FileManager.default.fileExists(atPath: "\(root)/\(name)", isDirectory: &isFolder)
          return "/\(name)" + (isFolder.boolValue ? "/" : "")
        })
    }
  }

  @Test("Binary, pages and completions go where Debian looks for them", arguments: ["/usr/local", "/usr"])
  func install(prefix: String) throws {
    let place = try Place()
    defer { place.remove() }
    try place.build()
    let result = try place.make("install", prefix: prefix)
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    let installed = place.content.filter { $0.last != "/" }
    let share = "\(prefix)/share"
    let fish =
      prefix == "/usr" ? "\(share)/fish/vendor_completions.d/nlctl.fish" : "/etc/fish/completions/nlctl.fish"
    for file in [
      "\(prefix)/bin/nlctl", "\(share)/man/man8/nlctl.8", "\(share)/man/man8/nlctl-link.8",
      "\(share)/man/man5/nlctl-json.5", "\(share)/bash-completion/completions/nlctl",
      "\(share)/zsh/site-functions/_nlctl", fish, "\(share)/nlctl/folders",
    ] {
      #expect(installed.contains(file), "\(file)")
    }
    let pages = ManualExampleTests.pages
    #expect(installed.count == 5 + pages && pages > 8)
    #expect(try place.make("uninstall", prefix: prefix).status == 0)
    #expect(place.content.isEmpty, "\(place.content)")
  }

  @Test("What was there before, and what others have put into a folder, outlives the program")
  func foldersOfOthers() throws {
    let place = try Place()
    defer { place.remove() }
    try place.build()
    try place.write("root/usr/local/bin/other")
    try place.write("root/usr/local/share/man/gone")
    try FileManager.default.removeItem(atPath: "\(place.root)/usr/local/share/man/gone")
    let before = place.content
    #expect(try place.make("install").status == 0)
    // A second time nothing is made, and what the first made is still known.
    #expect(try place.make("install").status == 0)
    try place.write("root/usr/local/share/zsh/site-functions/_other")
    #expect(try place.make("uninstall").status == 0)
    let zsh = [
      "/usr/local/share/zsh/", "/usr/local/share/zsh/site-functions/",
      "/usr/local/share/zsh/site-functions/_other",
    ]
    #expect(place.content == before.union(zsh))
  }

  @Test("Without Swift what is built is installed, and it is said if the sources are newer")
  func olderThanTheSources() throws {
    let place = try Place()
    defer { place.remove() }
    let nothing = try place.make("install")
    #expect(nothing.status != 0 && place.content.isEmpty)
    let words = "nlctl: nothing is built yet and there is no no-such-swift in PATH: run 'make'"
    #expect(nothing.errors.hasPrefix(words))
    try place.build()
    #expect(try place.make("install").errors.isEmpty)
    try place.write("Sources/new.swift")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: 60)], ofItemAtPath: place.folder + "/Sources/new.swift")
    let older = try place.make("install")
    #expect(older.status == 0)
    #expect(older.errors.hasPrefix("nlctl: what is installed was built before Sources/new.swift changed"))
    #expect(older.errors.split(separator: "\n").count == 1)
  }

  @Test(
    "Root builds as the owner of the folder, and leaves no file of root's in it",
    .enabled(if: getuid() == 0, "only root can be another"))
  func owner() throws {
    let place = try Place()
    defer { place.remove() }
    let swift = """
      mkdir Sources/CNetlink
      cat >swift <<'END'
      #!/bin/sh
      [ "$1" != --version ] || { echo 'Swift version 6.3.1 (swift-6.3.1-RELEASE)'; exit; }
      mkdir -p .build/release
      echo "built by $(id -u)" >.build/release/nlctl
      chmod 755 .build/release/nlctl
      END
      chmod 755 swift
      chown -R nobody .
      """
    _ = try place.shell(swift)
    // The place to install into is root's.
    _ = try place.shell("mkdir root")
    // The name of the folder has a blank, which SWIFT cannot have.
    let result = try place.make("install", swift: "./swift")
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    let program = try place.shell("cat root/usr/local/bin/nlctl; id -u nobody").split(separator: "\n")
    #expect(program.count == 2 && program[0] == "built by \(program[1])")
    #expect(try place.shell("find . -path ./root -prune -o ! -user nobody -print").isEmpty)
    #expect(try place.shell("stat -c %U root/usr/local/bin/nlctl") == "root\n")
  }
}
