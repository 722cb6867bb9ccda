import Foundation
import Testing

/// The faults that `make mutate` puts into a copy of the sources.
@Suite struct MutationTests {
  @Test("Each fault of Tests/Mutation stands in the source exactly once")
  func faultsStand() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", HouseTests.root.appendingPathComponent("Tests/Mutation/mutate").path, "check",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
    let count = try #require(Int(text.prefix { $0.isNumber }), "\(text)")
    #expect(count >= 150)
  }
}
