import Foundation
import LiveKernel
import Testing

/// Lines of scripts that ask `ip`, asked of `nlctl`.
@Suite(.enabled(if: LiveKernel.canUnshare, "no private network namespace can be made"))
struct ScriptLineTests {
  @Test("What scripts ask ip for, nlctl answers alike; what differs is listed with its reason")
  func lines() throws {
    let path = "\(GeneratedTests.root)/Tests/ProgramTests/ScriptLines/lines.txt"
    let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    let lines = rows.filter { $0.hasPrefix("$IP") }
    // A deviation that is none any more is to be struck from the list.
    let deviations = rows.filter { $0.hasPrefix("!") }.map { String($0.dropFirst()) }
    // Nothing is said of lines whose answer depends on the release of ip, but that they are answered.
    let uncertain = rows.filter { $0.hasPrefix("?") }.map { String($0.dropFirst()) }
    #expect(lines.count >= 85 && deviations.count + uncertain.count <= 7)
    let all = lines + deviations + uncertain
    let scene = try Scene("scripts", all.flatMap { ["IP=ip; \($0)", "IP=nlctl; \($0)"] })
    var answered = 0
    for (index, line) in all.enumerated() {
      let (ip, nlctl) = (scene.results[2 * index], scene.results[2 * index + 1])
      let outputs = "\(line)\n\(ip.output)\(nlctl.output)\(nlctl.errors)"
      if index < lines.count {
        #expect(ip.output == nlctl.output, "\(outputs)")
      } else if index < lines.count + deviations.count {
        #expect(ip.output != nlctl.output, "\(outputs)")
      } else {
        #expect(nlctl.status == 0 && !nlctl.output.isEmpty, "\(outputs)")
      }
      if !ip.output.isEmpty, ip.output != "[]\n" { answered += 1 }
    }
    // Lines to which there is nothing to say prove little.
    #expect(answered >= 80)
  }
}
