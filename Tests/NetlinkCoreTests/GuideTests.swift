import LiveKernel
import NetlinkCore
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct Guide {
  // The program of the guide, but for the last line's print.
  static func program() async throws -> (links: [Int], status: DumpStatus) {
    let socket = try NetlinkSocket(.route)
    var request = Request(type: 18)  // RTM_GETLINK
    request.put([UInt8](repeating: 0, count: 16))  // struct ifinfomsg
    let dump = socket.dump(request)
    var links: [Int] = []
    await withTaskGroup(of: Int.self) { group in
      // swift-format-ignore
      for _ in 0..<4 { group.addTask { var count = 0; var cursor = dump.makeCursor(); while cursor.next() != nil { count += 1 }; return count } }
      for await count in group { links.append(count) }
    }
    return (links, try dump.finish())
  }

  @Test(
    "The guide's program sees every link with four readers",
    .enabled(if: LiveKernel.answers, "\(LiveKernel.silence)"))
  func links() async throws {
    let (links, status) = try await Guide.program()
    #expect(links.count == 4 && links.reduce(0, +) > 0)
    #expect(status.isComplete)
  }

  @Test("The guide and the README show the same program, and it is the one compiled here")
  func same() throws {
    func lines(_ path: String) -> [String] {
      let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
      guard let file = unsafe fopen("/" + root + "/" + path, "r") else { return [] }
      defer { unsafe fclose(file) }
      var text: [UInt8] = []
      while true {
        let byte = unsafe fgetc(file)
        if byte < 0 { break }
        text.append(UInt8(truncatingIfNeeded: byte))
      }
      return String(decoding: text, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        .map {
          String($0)
        }
    }
    func program(_ path: String) -> [String] {
      let all = lines(path)
      guard let first = all.firstIndex(of: "import Netlink"),
        let last = all.firstIndex(of: "print(try dump.finish())")
      else { return [] }
      return Array(all[first...last])
    }
    let guide = program("docs/netlink.md")
    #expect(guide.count >= 10)
    #expect(guide == program("README.md"))
    let compiled = lines("Tests/NetlinkCoreTests/GuideTests.swift").map { $0.drop { $0 == " " } }
    for line in guide.dropFirst().dropLast() where !line.isEmpty && !line.contains("print(") {
      #expect(compiled.contains { $0 == line.drop { $0 == " " } }, "\(line)")
    }
  }
}
