import Foundation
import LiveKernel
import NetlinkCore
import Testing

/// Files of the system.
@Suite struct FileTests {
  @Test("What cannot be read has no contents, and an empty file has none of its own")
  func contents() {
    #expect(Files.contents(of: "/dev/null") == [])
    // A folder can be opened, but not read.
    #expect(Files.contents(of: "/") == nil)
    #expect(Files.contents(of: "/no/such/file") == nil)
  }

  @Test("Two paths are the same file if they lead to one, and names are the bytes that they are")
  func files() throws {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appendingPathComponent("nlctl-files-\(UUID())").path
    try manager.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? manager.removeItem(atPath: folder) }
    for name in [".hidden", "7", "one", "other"] {
      try #require(manager.createFile(atPath: "\(folder)/\(name)", contents: nil))
    }
    // Foundation has no way to say such a name.
    let odd: [UInt8] = [0xff, 0x62]
    _ = try #require(Child.start(["sh", "-c", "touch '\(folder)/'\"$(printf '\\377b')\""])).finish()
    try manager.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "one")
    #expect(
      Files.names(in: folder) == [".hidden", "7", "link", "one", "other"].map { Array($0.utf8) } + [odd])
    #expect(Files.numbers(in: folder) == [7])
    let isSame = { (one: String, other: String) in
      Files.isSame(Array((folder + one).utf8), Array((folder + other).utf8))
    }
    #expect(isSame("/one", "/link") && isSame("", "/."))
    #expect(!isSame("/one", "/other") && !isSame("/one", "/none"))
    #expect(Files.contents(of: Array("\(folder)/".utf8) + odd) == [])
  }
}
