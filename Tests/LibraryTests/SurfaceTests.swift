import Foundation
import LiveKernel
import Testing

/// What users of the library see changes on purpose alone.
@Suite(.timeLimit(.minutes(20))) struct SurfaceTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test("The public declarations are those of docs/api, and each says what it has to; else run 'make api'")
  func listing() throws {
    let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let build = URL(fileURLWithPath: program).deletingLastPathComponent()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nlctl-api-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let child = try #require(
      Child.start([Self.root.appendingPathComponent("Support/api").path, build.path, folder.path]))
    let result = child.finish()
    #expect(result.status == 0, "\(result.errors)")
    for module in ["NetlinkWire", "NetlinkCore", "Netlink"] {
      let path = "docs/api/\(module).txt"
      let now = try String(contentsOf: folder.appendingPathComponent("\(module).txt"), encoding: .utf8)
      let kept = try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8)
      let (new, old) = (Set(now.split(separator: "\n")), Set(kept.split(separator: "\n")))
      #expect(new.count > 20)
      #expect(new.subtracting(old).isEmpty && old.subtracting(new).isEmpty, "\(path)")
    }
  }
}
