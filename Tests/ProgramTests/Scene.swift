import Foundation
import LiveKernel
import Testing

/// Command lines run in a network of their own, which a script of `Scenes` makes.
struct Scene {
  /// What one line did.
  struct Result {
    let output: String
    let errors: String
    let status: Int32
    /// What the program sent, where that was asked for: each datagram's bytes.
    let sent: [[UInt8]]

    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// What each line did, in the order of the lines.
  let results: [Result]
  /// What the script said on stderr.
  let remarks: String

  /// Runs shell lines, `nlctl` being the program that was built; `traced` ones under strace.
  init(_ name: String, _ lines: [String], traced: Set<Int> = []) throws {
    let folder = NSTemporaryDirectory() + "nlctl-scene-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var script = """
      export LC_ALL=C
      set -e
      . '\(GeneratedTests.root)/Tests/ProgramTests/Scenes/\(name).sh'
      set +e
      nlctl() { command $TRACE '\(ProgramTests.binary)' "$@"; }
      cd '\(folder)'

      """
    for (index, line) in lines.enumerated() {
      // Under strace the address sanitizer cannot look for leaks, and says so.
      let trace =
        traced.contains(index)
        ? "env ASAN_OPTIONS=detect_leaks=0 strace -f -e trace=sendto,sendmsg -e write=all -o \(index).sent"
        : ""
      script +=
        "TRACE='\(trace)'\n{ \(line)\n} >\(index).out 2>\(index).err </dev/null; echo $? >\(index).rc\n"
    }
    try script.write(toFile: folder + "/script", atomically: true, encoding: .utf8)
    let child = try #require(
      Child.start(["timeout", "300", "unshare", "-n", "-m", "bash", folder + "/script"]))
    let ended = child.finish()
    remarks = ended.errors
    try #require(ended.status == 0, "\(ended.errors)")
    // FileManager.contents leaks 4 KiB for each empty file.
    func text(_ file: String) -> String {
      let handle = FileHandle(forReadingAtPath: "\(folder)/\(file)")
      return String(decoding: handle?.readDataToEndOfFile() ?? Data(), as: UTF8.self)
    }
    results = lines.indices.map { index in
      Result(
        output: text("\(index).out"), errors: text("\(index).err"),
        status: Int32(text("\(index).rc").trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1,
        sent: Scene.datagrams(text("\(index).sent")))
    }
  }

  /// The bytes of each call, from lines such as ` | 00000  20 00 00 00  12 00 05 03  ...  text |`.
  private static func datagrams(_ trace: String) -> [[UInt8]] {
    var datagrams: [[UInt8]] = []
    for line in trace.split(separator: "\n") {
      guard line.hasPrefix(" | ") else { continue }
      let row = line.dropFirst(3)
      if row.hasPrefix("00000") { datagrams.append([]) }
      let bytes = row.dropFirst(7).prefix(49).split(separator: " ").compactMap { UInt8($0, radix: 16) }
      if !datagrams.isEmpty { datagrams[datagrams.count - 1] += bytes }
    }
    return datagrams
  }
}
