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
}
