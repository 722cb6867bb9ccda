import Foundation
import Testing

/// The faults that `make mutate` and `make simulate-mutants` put into a copy of the sources.
@Suite struct MutationTests {
  /// What `SCRIPT check` says.
  private func check(_ script: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", HouseTests.root.appendingPathComponent(script).path, "check"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
    return text
  }

  @Test("Each fault of Tests/Mutation stands in the source exactly once")
  func faultsStand() throws {
    let text = try check("Tests/Mutation/mutate")
    let count = try #require(Int(text.prefix { $0.isNumber }), "\(text)")
    #expect(count >= 150)
  }

  @Test("Each rule that the simulation switches off stands in the source exactly once")
  func rulesStand() throws { #expect(try check("Tests/Simulation/mutants.py").isEmpty) }
}
