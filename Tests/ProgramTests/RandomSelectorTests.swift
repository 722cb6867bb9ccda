import Foundation
import LiveKernel
import Testing

/// On random tables the kernel's filter and the program's own leave the same, and a negation the rest.
@Suite(.enabled(if: LiveKernel.canUnshare, "no private network namespace can be made"))
struct RandomSelectorTests {
  /// Numbers that are the same in each run.
  private struct Lottery: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
      return mixed ^ mixed >> 31
    }
    mutating func of(_ words: [String]) -> String { words.randomElement(using: &self) ?? "" }
    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
    /// A prefix of few different bits.
    mutating func prefix(_ lengths: ClosedRange<Int>) -> String {
      let length = number(lengths)
      let octets = [10] + (0..<3).map { _ in [0, 1, 128, 255].randomElement(using: &self) ?? 0 }
      return octets.enumerated().map { index, octet in
        let kept = min(max(length - 8 * index, 0), 8)
        return "\(octet & (0xff00 >> kept) & 0xff)"
      }.joined(separator: ".") + "/\(length)"
    }
  }

  private static let devices = ["v0", "v1", "v2", "v3", "b0"]

  /// Lines of `ip -batch` that make the tables.
  private static func tables(_ lottery: inout Lottery) -> [String] {
    var lines = [
      "link add v0 type veth peer name v1", "link add v2 type veth peer name v3", "link add b0 type bridge",
      "link set v2 master b0",
    ]
    for device in devices {
      lines.append("link set \(device) addrgenmode none")
      lines.append("link set \(device) mtu \(lottery.number(1300...1500)) group \(lottery.number(0...3))")
      lines.append("link set \(device) up")
      lines.append(
        "addr add 192.0.\(lottery.number(2...5)).\(lottery.number(1...250))/\(lottery.number(8...24)) dev \(device)"
      )
    }
    for _ in 0..<80 {
      let type = lottery.of(["", "", "", "blackhole ", "unreachable ", "prohibit "])
      let device = type.isEmpty ? " dev \(lottery.of(devices))" : ""
      let tos = lottery.of(["", "", " tos 0x10", " tos 0x08"])
      let table = lottery.of(["", "", " table 100", " table 1000"])
      let scope = type.isEmpty ? " scope \(lottery.of(["link", "global", "66"]))" : ""
      lines.append(
        "route replace \(type)\(lottery.prefix(1...32))\(device)\(tos)\(table)\(scope)"
          + " proto \(lottery.of(["static", "bgp", "dhcp", "77"])) metric \(lottery.number(0...5))")
    }
    for _ in 0..<20 {
      let mark = lottery.of([
        "", " fwmark 0x\(lottery.number(1...9))/0xf", " fwmark \(lottery.number(1...9))",
      ])
      lines.append(
        "rule add pref \(lottery.number(1...400)) from \(lottery.of(["all", lottery.prefix(1...32)]))"
          + " to \(lottery.of(["all", lottery.prefix(1...32)]))\(mark) table \(lottery.number(1...300))")
    }
    for number in 0..<40 {
      lines.append(
        "neigh replace 192.0.2.\(number + 1) lladdr 02:00:00:00:00:0\(lottery.number(1...4)) dev \(lottery.of(devices))"
          + " nud permanent protocol \(lottery.of(["bgp", "77"]))")
    }
    for number in 1...30 { lines.append("nexthop add id \(number * 3) dev \(lottery.of(devices))") }
    for number in 1...5 {
      lines.append(
        "nexthop add id \(number * 100) group \(3 * lottery.number(1...15))/\(3 * lottery.number(16...30))")
    }
    return lines
  }

  private static func range(_ range: ClosedRange<Int>, _ lottery: inout Lottery) -> String {
    let (one, other) = (lottery.number(range), lottery.number(range))
    return lottery.of(["\(one)", "\(min(one, other))..\(max(one, other))", "..\(one)", "\(one).."])
  }

  /// A selector with a random value, for this command.
  private static func selector(_ command: String, _ lottery: inout Lottery) -> String {
    let device = lottery.of(devices + ["v*", "*"])
    let prefix = lottery.prefix(0...32)
    switch command {
    case "link dump":
      return lottery.of([
        "dev '\(device)'", "mtu \(range(1300...1500, &lottery))", "index \(range(1...6, &lottery))",
        "group \(lottery.number(0...3))", "master b0", "nomaster",
        "kind \(lottery.of(["veth", "bridge", "'v*'"]))",
        "up", "down", "carrier",
      ])
    case "addr dump":
      return lottery.of([
        "dev '\(device)'", "to 192.0.\(lottery.number(2...5)).0/\(lottery.number(8...24))", "scope global",
        "scope host", "group \(lottery.number(0...3))", "kind veth", "master b0", "up",
      ])
    case "-4 route dump table all", "-4 route dump":
      return lottery.of([
        "dev '\(device)'", "root \(prefix)", "match \(prefix)", "exact \(prefix)",
        "proto \(lottery.of(["static", "bgp", "dhcp", "77", "kernel"]))", "metric \(range(0...5, &lottery))",
        "tos \(lottery.of(["0", "0x10", "0x08", "0x08..0x10"]))", "prefix-length \(range(0...32, &lottery))",
        "type \(lottery.of(["unicast", "blackhole", "local", "broadcast", "prohibit"]))",
        "scope \(lottery.of(["link", "global", "66", "host"]))",
      ])
    case "-4 rule dump":
      return lottery.of([
        "table \(lottery.number(1...300))", "priority \(range(0...400, &lottery))", "from \(prefix)",
        "to \(prefix)",
        "from all", "mark \(range(1...9, &lottery))", "mark \(lottery.number(1...9))/0xf",
      ])
    case "neigh dump":
      return lottery.of([
        "dev '\(device)'", "to 192.0.2.0/\(lottery.number(24...32))",
        "lladdr 02:00:00:00:00:0\(lottery.number(1...4))",
        "proto \(lottery.of(["bgp", "77"]))", "master b0",
      ])
    default:
      return lottery.of([
        "id \(range(1...100, &lottery))", "dev '\(device)'", "group \(3 * lottery.number(1...30))", "groups",
        "master b0",
      ])
    }
  }

  private static let commands = [
    "link dump", "addr dump", "-4 route dump table all", "-4 route dump", "-4 rule dump", "neigh dump",
    "nexthop dump",
  ]

  @Test("Pushed down or not, negated or not, each selector parts a table in two", arguments: [1, 2])
  func parts(seed: UInt64) throws {
    var lottery = Lottery(state: seed)
    let lines = Self.tables(&lottery)
    var asked: [(command: String, selector: String)] = []
    for command in Self.commands {
      for _ in 0..<16 { asked.append((command, Self.selector(command, &lottery))) }
    }
    // Five times the same selector is looked for all at once, and the kernel is not asked.
    func often(_ selector: String) -> String { Array(repeating: selector, count: 5).joined(separator: " ") }
    let script =
      "cat >/run/batch <<'END'\n" + lines.joined(separator: "\n") + "\nEND\n"
      + "ip -force -batch /run/batch 2>/dev/null || true\n"
      + ". '\(GeneratedTests.root)/Tests/settled.sh'; settled\n"
      + Self.commands.map { "echo '== whole'; $N \($0)\n" }.joined()
      + asked.map { command, selector in
        "echo '== pushed'; $N \(command) \(selector)\n" + "echo '== here'; $N \(command) \(often(selector))\n"
          + "echo '== negated'; $N \(command) not \(selector)\n"
          + "echo '== all'; $N \(command) not \(selector) \(often(selector))\n"
      }.joined()
    let result = try Namespace.run(script)
    try #require(result.status == 0, "\(result.errors)")
    var answers: [[Substring]] = []
    for line in result.output.split(separator: "\n") {
      if line.hasPrefix("== ") { answers.append([]) } else { answers[answers.count - 1].append(line) }
    }
    try #require(answers.count == Self.commands.count + 4 * asked.count)
    let whole = Dictionary(uniqueKeysWithValues: zip(Self.commands, answers))
    for (command, lines) in whole { #expect(lines.count > 5, "\(command): \(lines)") }
    var (some, none) = (0, 0)
    for (index, (command, selector)) in asked.enumerated() {
      let start = Self.commands.count + 4 * index
      let (pushed, here, negated) = (answers[start], answers[start + 1], answers[start + 2])
      #expect(pushed == here, "\(command) \(selector)")
      #expect((pushed + negated).sorted() == (whole[command] ?? []).sorted(), "\(command) not \(selector)")
      #expect(answers[start + 3].isEmpty, "\(command) not \(selector) \(selector)")
      if pushed.isEmpty { none += 1 } else { some += 1 }
    }
    #expect(some > 40 && none > 3, "\(some) \(none)")
  }
}
