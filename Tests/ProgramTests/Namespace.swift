import Foundation
import LiveKernel
import Testing

/// Shell scripts in network and mount namespaces of their own.
enum Namespace {
  /// What `script` prints. `$N` is the program; the loopback device is up, `/run/netns` is its own. A
  /// command that fails ends it, unless the script expects that.
  static func run(_ script: String) throws -> (output: String, errors: String, status: Int32) {
    let head =
      "mount -t tmpfs none /run; mkdir -p /run/netns; ip link set lo up; N='\(ProgramTests.binary)'\n"
    let child = try #require(Child.start(["unshare", "-n", "-m", "bash", "-euc", head + script]))
    return child.finish()
  }

  /// The objects of the JSON array that is all `script` prints.
  static func objects(_ script: String) throws -> [[String: Any]] {
    let result = try run(script)
    #expect(result.status == 0, "\(result.errors)")
    return try objects(in: result.output)
  }

  /// The objects of a JSON array.
  static func objects(in text: some StringProtocol) throws -> [[String: Any]] {
    let array = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(array as? [[String: Any]], "\(text)")
  }
}
