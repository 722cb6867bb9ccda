import Foundation
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

  @Test("Two paths are the same file if they lead to one, and names that begin with a dot are left out")
  func files() throws {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appendingPathComponent("nlctl-files-\(UUID())").path
    try manager.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? manager.removeItem(atPath: folder) }
    for name in [".hidden", "one", "other"] {
      try #require(manager.createFile(atPath: "\(folder)/\(name)", contents: nil))
    }
    try manager.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "one")
    #expect(Files.names(in: folder) == ["link", "one", "other"])
    #expect(Files.isSame("\(folder)/one", "\(folder)/link") && Files.isSame(folder, folder + "/."))
    #expect(!Files.isSame("\(folder)/one", "\(folder)/other"))
    #expect(!Files.isSame("\(folder)/one", "\(folder)/none"))
  }
}
