import Foundation
import LiveKernel
import Testing

@testable import CommandLine

/// The scripts run in their own shells, with a program beside them that answers `complete` and
/// otherwise notes its words.
@Suite struct CompletionTests {
  /// A place with a fake `nlctl`, and what it was asked.
  private struct Place {
    let directory: String
    var log: String { directory + "/log" }

    init() throws {
      directory = NSTemporaryDirectory() + "nlctl-completion-\(UUID().uuidString)"
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      let program = """
        #!/bin/sh
        ns=
        case "$1 $2" in --netns=*complete) ns=${1#*=}-; shift ;; esac
        case "$1 $2 $3" in
        "complete links ") printf "${ns}%s\\n" eth0 eth1 wlan0 ;;
        "complete tables ") printf '%s\\n' main local 100 ;;
        "complete kinds ") printf '%s\\n' bridge veth ;;
        "complete groups ") printf '%s\\n' uplinks ;;
        "complete nexthops ") printf '%s\\n' 7 ;;
        "complete netns ") printf '%s\\n' blue ;;
        "complete fields link") printf '%s\\n' ifname mtu ;;
        "complete values monitor"*) printf '%s-%s\\n' "$(echo "$3" | tr ' ' -)" "$4" ;;
        complete*) ;;
        *) for word; do printf '<%s>' "$word"; done >\(directory)/log ;;
        esac

        """
      // Written by another process: a file that a child of some other test inherits for a moment open for
      // writing cannot be run.
      try program.write(toFile: directory + "/script", atomically: true, encoding: .utf8)
      let copy = try #require(
        Child.start(["install", "-m", "755", directory + "/script", directory + "/nlctl"]))
      try #require(copy.finish().status == 0)
    }

    func run(_ words: [String]) throws -> String {
      // Foundation's Process leaks now and then.
      let result = try #require(
        Child.start(["env", "HOME=\(directory)", "PATH=\(directory):/usr/bin:/bin"] + words)
      ).finish()
      return result.output + result.errors
    }

    func remove() { try? FileManager.default.removeItem(atPath: directory) }
  }

  /// The line up to the cursor, and all that fits, sorted.
  static let lines: [(String, [String])] = [
    ("nlctl li", ["link"]),
    ("nlctl n", ["neigh", "nexthop", "netconf", "netns", "nsid"]),
    ("nlctl link ", ["dump", "get"]),
    ("nlctl l d", ["dump"]),
    ("nlctl link dump --mas", ["--master"]),
    ("nlctl link dump --dev e", ["eth0", "eth1"]),
    ("nlctl link show dev e", ["eth0", "eth1"]),
    ("nlctl link dump not dev w", ["wlan0"]),
    ("nlctl link dump wl", ["wlan0"]),
    ("nlctl link get wl", ["wlan0"]),
    ("nlctl link dump oper", ["operstate"]),
    ("nlctl link dump operstate dor", ["dormant"]),
    ("nlctl link dump type v", ["veth"]),
    ("nlctl link dump group ", ["uplinks"]),
    ("nlctl nexthop dump group ", ["7"]),
    ("nlctl route dump table ma", ["main"]),
    ("nlctl route dump type unr", ["unreachable"]),
    ("nlctl route get 192.0.2.1 fib", ["fibmatch"]),
    ("nlctl route get 192.0.2.1 oif wl", ["wlan0"]),
    ("nlctl -n bl", ["blue"]),
    ("nlctl -n blue link get ", ["blue-eth0", "blue-eth1", "blue-wlan0"]),
    ("nlctl --netns=blue link get blue-w", ["blue-wlan0"]),
    ("nlctl link dump --fields m", ["mtu"]),
    ("nlctl monitor --all-", ["--all-nsid"]),
    ("nlctl monitor rou", ["route"]),
    ("nlctl monitor type ", ["monitor-type"]),
    ("nlctl monitor link type ", ["monitor-link-type"]),
    ("nlctl monitor addr r --proto ", ["monitor-addr-route-proto"]),
    ("nlctl monitor addr not protocol ", ["monitor-addr-protocol"]),
    ("nlctl monitor nh up group ", ["monitor-nexthop-group"]),
    ("nlctl monitor link dev w", ["wlan0"]),
    ("nlctl monitor link oper", ["operstate"]),
    ("nlctl monitor rule oper", []),
    ("nlctl monitor rule --oper", []),
    ("nlctl monitor rule link oper", ["operstate"]),
    ("nlctl monitor rule link --oper", ["--operstate"]),
    ("nlctl monitor rule prio", ["priority"]),
    ("nlctl monitor rule all oper", ["operstate"]),
    ("nlctl monitor rule --ini", ["--initial"]),
    ("nlctl monitor rule --protocol", []),
    ("nlctl monitor rule ipv6-pre", ["ipv6-prefix"]),
    ("nlctl wait link operst", ["operstate"]),
    ("nlctl wait link dev w", ["wlan0"]),
    ("nlctl wait --sta", ["--stable", "--stats"]),
    ("nlctl completions z", ["zsh"]),
    ("nlctl help mon", ["monitor"]),
    ("nlctl complet", ["completions"]),
    ("nlctl link dump --fau", []),
    ("nlctl link dump --fi", ["--fields"]),
    ("nlctl link --fi", ["--fields"]),
    ("nlctl wait link --fi", []),
    ("nlctl monitor --fi", []),
  ]

  @Test(arguments: lines) func bashCompletes(_ line: String, _ expected: [String]) throws {
    let place = try Place()
    defer { place.remove() }
    // bash cuts the line at blanks and at each `=`.
    var words = line.split(separator: " ", omittingEmptySubsequences: false).map { String($0) }
    words = words.flatMap { word -> [String] in
      guard let equals = word.firstIndex(of: "=") else { return [word] }
      return [String(word[..<equals]), "=", String(word[word.index(after: equals)...])]
    }
    let script = """
      source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _nlctl
      [ ${#COMPREPLY[@]} = 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
      """
    let file = "\(Golden.root)/completions/nlctl.bash"
    let found = try place.run(["bash", "--norc", "-c", script, file] + words)
    #expect(Set(found.split(separator: "\n").map { String($0) }) == Set(expected))
  }

  @Test(arguments: lines) func fishCompletes(_ line: String, _ expected: [String]) throws {
    let place = try Place()
    defer { place.remove() }
    let file = "\(Golden.root)/completions/nlctl.fish"
    let script = "source '\(file)'; complete -C '\(line)'"
    let found = try place.run(["fish", "--no-config", "-c", script])
    // fish 4 also offers words that have what was typed further on.
    let typed = line.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
    let words = found.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
    #expect(Set(words.filter { $0.hasPrefix(typed) }) == Set(expected))
  }

  @Test(arguments: lines.filter { $0.1.count == 1 }) func zshCompletes(_ line: String, _ expected: [String])
    throws
  {
    let place = try Place()
    defer { place.remove() }
    try zsh(place, line, sourced: false)
    let words = line.split(separator: " ").map { String($0) }
    let kept = line.hasSuffix(" ") ? words : Array(words.dropLast())
    let log = try String(contentsOfFile: place.log, encoding: .utf8)
    #expect(log == (kept.dropFirst() + expected).map { "<\($0)>" }.joined())
  }

  @Test func valuesAfterMonitorAreThoseOfTheRowThatTheParserTakes() throws {
    let objects = ["link", "addr", "route", "neigh", "rule", "nexthop"]
    let topics: [CompletionTopic: String] = [.kinds: "veth", .groups: "uplinks", .nexthops: "7"]
    for first in objects {
      for second in objects + ["all"] where second != first {
        for name in ["type", "group"] {
          let path = "monitor \(first) \(second)"
          guard let source = CompletionSource(at: path, name[...]) else { continue }
          var words: [String] = []
          if case .words(let fixed) = source { words = fixed }
          if case .topic(let topic) = source { words = [try #require(topics[topic], "\(path) \(name)")] }
          for word in words {
            let line = path.split(separator: " ").map { String($0) } + [name, word]
            #expect(throws: Never.self, "\(line)") { try Parser.parse(line) }
          }
        }
      }
    }
    #expect(CompletionSource(at: "monitor link route", "type") == CompletionSource(at: "wait route", "type"))
    #expect(CompletionSource(at: "monitor link", "type") == .topic(.kinds))
    #expect(CompletionSource(at: "monitor link all", "type") == CompletionSource(at: "monitor", "type"))
    #expect(CompletionSource(at: "monitor nexthop link", "group") == .topic(.nexthops))
    #expect(CompletionSource(at: "monitor addr route", "proto") == .topic(.addrprotos))
    #expect(CompletionSource(at: "monitor rule", "type") == nil)
  }

  @Test func zshCompletesWhenTheScriptIsSourced() throws {
    let place = try Place()
    defer { place.remove() }
    try zsh(place, "nlctl link dump --dev wl", sourced: true)
    #expect(try String(contentsOfFile: place.log, encoding: .utf8) == "<link><dump><--dev><wlan0>")
  }

  @Test func valuesAttachedWithAnEqualsSignAreCompleted() throws {
    let place = try Place()
    defer { place.remove() }
    try zsh(place, "nlctl link dump --dev=wl", sourced: false)
    #expect(try String(contentsOfFile: place.log, encoding: .utf8) == "<link><dump><--dev=wlan0>")
    let words = "source '\(Golden.root)/completions/nlctl.fish'; complete -C 'nlctl link dump --dev=wl'"
    #expect(try place.run(["fish", "--no-config", "-c", words]).hasPrefix("--dev=wlan0"))
    let script =
      "source \"$0\"; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _nlctl; echo \"${COMPREPLY[@]}\""
    let file = "\(Golden.root)/completions/nlctl.bash"
    let start = ["bash", "--norc", "-c", script, file, "nlctl", "link"]
    #expect(try place.run(start + ["--color", "=", "al"]) == "always\n")
    #expect(try place.run(start + ["--color", "="]) == "auto always never\n")
    #expect(try place.run(start + ["-F", "ifname,m"]) == "ifname,mtu\n")
  }

  @Test func fieldsAreCompletedBehindACommaInFish() throws {
    let place = try Place()
    defer { place.remove() }
    for (typed, expected) in [
      ("-F ifname,m", "ifname,mtu"), ("--fields=ifname,m", "--fields=ifname,mtu"), ("-F +m", "+mtu"),
      ("--fields m", "mtu"),
    ] {
      let words = "source '\(Golden.root)/completions/nlctl.fish'; complete -C 'nlctl link dump \(typed)'"
      let found = try place.run(["fish", "--no-config", "-c", words]).split(separator: "\n")
      #expect(found.map { $0.prefix { $0 != "\t" } } == [expected[...]], "\(typed)")
    }
  }

  @Test func zshShowsWhatWordsAreFor() throws {
    let place = try Place()
    defer { place.remove() }
    let script = """
      compdef() {}; compadd() { print -l -- $shown }; source '\(Golden.root)/completions/_nlctl'
      for line in 'nlctl link dump m' 'nlctl link dump --json' 'nlctl ' 'nlctl link dump --dev e'; do
        words=("${(@s: :)line}"); CURRENT=$#words; _nlctl
      done
      """
    let found = try place.run(["zsh", "-f", "-c", script]).split(separator: "\n").map { String($0) }
    for line in ["mtu        -- its maximum transmission unit, in bytes", "link         -- network devices"] {
      #expect(found.contains(line), "\(line)")
    }
    #expect(found.contains { $0.hasPrefix("--json ") && $0.hasSuffix(" -- print JSON") })
    #expect(found.contains("eth0 ") && !found.contains { $0.hasPrefix("eth") && $0.contains("--") })
  }

  private func zsh(_ place: Place, _ line: String, sourced: Bool) throws {
    let driver = "\(Golden.root)/Tests/CommandLineTests/Drivers/zsh-complete.py"
    let script = "\(Golden.root)/completions/_nlctl"
    let said = try place.run(["python3", driver, script, sourced ? "1" : "0", line])
    #expect(said.isEmpty)
  }

  @Test(arguments: [(Shell.bash, "nlctl.bash"), (.zsh, "_nlctl"), (.fish, "nlctl.fish")])
  func theScriptsCheckedInAreTheGenerated(_ shell: Shell, _ file: String) {
    #expect(Golden.text("completions/\(file)") == shell.completions, "run make generate")
  }
}
