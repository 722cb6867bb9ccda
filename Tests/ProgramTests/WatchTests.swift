import Foundation
import LiveKernel
import Testing

/// `--watch`, on a terminal.
@Suite(
  .enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"),
  .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/tmux"), "tmux is not installed"))
struct WatchTests {
  /// A line that watches a list until it is there.
  private func watching(_ words: String, width: Int = 80, height: Int = 12) -> String {
    "watch \(width) \(height) '\(ProgramTests.binary) \(words) --watch'; sees 'q ends'"
  }

  @Test("A list is drawn on the other screen, changes by events and marks them; q gives the terminal back")
  func link() throws {
    let reversed = #"$'\033\[7m'"#
    // Colours end within a marked line, but not its mark.
    let throughout = #"$'\033\\[7m\\([^\033]\\|\033\\[[1-9][0-9;]*m\\|\033\\[0;7[0-9;]*m\\)*ifb'"#
    let scene = try Scene(
      "watch",
      [
        watching("link"),
        "alternate; screen",
        "ip link add new9 type ifb; marks \(reversed)'.*new9'; marks \(throughout); unmarked; screen",
        "ip link set v1 mtu 1400; marks \(reversed)'.*v1.*mtu 1400'",
        "ip link set v1 name other1; sees other1; ip link del new9; sees '1 gone'; misses gone; screen",
        // A device that was not on the screen is not said to be gone.
        "server resize-window -x 60 -y 6; sees '2 more do not fit'; ip link add low9 type ifb; sees '3 more do not fit'; "
          + "ip link del low9; sees '2 more do not fit'; screen",
        "server resize-window -x 24 -y 20; misses 'do not fit'; screen",
        "server send-keys q; ended",
      ])
    for (index, result) in scene.results.enumerated() {
      #expect(result.status == 0 && result.errors.isEmpty, "\(index): \(result.output)\(result.errors)")
    }
    let first = scene.results[1].lines
    #expect(first[0] == "1" && first[1].hasPrefix("1  lo") && first[7].contains("v3"), "\(first)")
    #expect(first.last == "q ends" && first.count == 9)
    #expect(scene.results[2].lines.contains { $0.contains("new9") && $0.contains("ifb") })
    let renamed = scene.results[4].lines
    #expect(!renamed.contains { $0.contains("new9") || $0.contains("v1 ") }, "\(renamed)")
    #expect(!scene.results[5].output.contains("gone"))
    #expect(scene.results[5].lines.count == 6 && scene.results[5].lines.allSatisfy { $0.count <= 60 })
    #expect(scene.results[6].lines.count == 8 && scene.results[6].lines.allSatisfy { $0.count <= 24 })
    #expect(scene.results[6].lines.contains { $0.hasSuffix("…") }, "\(scene.results[6].output)")
    #expect(scene.results[7].lines == ["0", "0", "<<END>>"], "\(scene.results[7].output)")
  }

  @Test("Addresses, routes and neighbours are watched, with selectors, columns and counters; Ctrl-C ends it")
  func others() throws {
    let scene = try Scene(
      "watch",
      [
        watching("addr dev v1"), "ip addr add 192.0.2.1/24 dev v1; ip addr add 192.0.2.77/24 dev v2",
        "sees 192.0.2.1/24; screen; server send-keys C-c; ended",
        watching("route"), "ip route add 198.51.100.0/24 via 192.0.2.9; sees 198.51.100.0/24; screen",
        "ip route del 198.51.100.0/24; misses 198.51.100.0/24; kill -TERM $(pgrep -P $(server display -p '#{pane_pid}')); ended",
        watching("neigh -F dst,state"),
        "ip neigh add 192.0.2.9 lladdr 02:00:00:00:00:09 dev v1 nud permanent",
        "sees 192.0.2.9; screen; server send-keys q; ended",
        watching("-s link dev p1"),
        "echo >/dev/udp/192.0.2.9/9; sees 'rx: *bytes [1-9]'; screen",
        "server send-keys q; ended",
      ])
    for (index, result) in scene.results.enumerated() {
      #expect(result.status == 0 && result.errors.isEmpty, "\(index): \(result.output)\(result.errors)")
    }
    #expect(scene.results[2].lines[0].contains("192.0.2.1/24"))
    #expect(!scene.results[2].output.contains("192.0.2.77"))
    #expect(scene.results[4].lines.contains { $0.hasPrefix("198.51.100.0/24 via 192.0.2.9") })
    #expect(!scene.results[4].output.contains("127.0.0.1"), "Only of table main.")
    #expect(scene.results[8].lines[0].split(separator: " ") == ["DST", "STATE"])
    #expect(scene.results[8].lines[1].split(separator: " ") == ["192.0.2.9", "PERMANENT"])
    for index in [2, 5, 8, 11] {
      let lines = scene.results[index].lines.suffix(3)
      #expect(Array(lines) == ["0", "0", "<<END>>"], "\(index): \(scene.results[index].output)")
    }
  }

  @Test(
    "Ctrl-Z gives the terminal back and stops it, a job that is taken up goes on; so do a hangup and Ctrl-\\, and end it"
  )
  func signals() throws {
    let scene = try Scene(
      "watch",
      [
        "job 80 12 '\(ProgramTests.binary) link --watch'; sees 'q ends'",
        "server send-keys C-z; sees '<<STOPPED>>'; alternate; cat stopped; cmp before between && echo same",
        "server send-keys Enter; sees 'q ends'; alternate; ip link set v1 mtu 1300; sees 'v1.*mtu 1300'",
        "server send-keys q; ended",
        watching("link"),
        "kill -HUP $(pgrep -P $(server display -p '#{pane_pid}')); ended",
        watching("link"), #"server send-keys 'C-\'; ended"#,
        // Taken up after it was stopped, it still dies of the signal.
        "job 80 12 '\(ProgramTests.binary) link --watch'; sees 'q ends'",
        "server send-keys C-z; sees '<<STOPPED>>'; server send-keys Enter; sees 'q ends'",
        #"server send-keys 'C-\'; ended"#,
      ])
    for (index, result) in scene.results.enumerated() {
      #expect(result.status == 0 && result.errors.isEmpty, "\(index): \(result.output)\(result.errors)")
    }
    #expect(scene.results[1].lines == ["0", "148", "same"])
    #expect(scene.results[2].lines == ["1"])
    for (index, status) in [(3, "0"), (5, "0"), (7, "131"), (10, "131")] {
      #expect(Array(scene.results[index].lines.prefix(2)) == ["0", status], "\(scene.results[index].output)")
      #expect(scene.results[index].lines.last == "<<END>>")
    }
  }

  @Test(
    "Without a terminal it is a usage error that names monitor, and so is what is no text of one namespace")
  func refused() throws {
    let piped = try Namespace.run("$N link --watch | cat; echo ${PIPESTATUS[0]}")
    #expect(piped.output == "2\n")
    #expect(piped.errors.contains("nlctl monitor link"), "\(piped.errors)")
    for words in [
      "-j link", "link --tree", "link --dot", "-br addr", "route --consistent", "link --all-netns",
      "-f bridge link", "neigh proxy",
    ] {
      let result = try Namespace.run("$N \(words) --watch || echo $?")
      #expect(result.output == "2\n" && result.errors.contains("--watch"), "\(words): \(result.errors)")
    }
    for words in ["rule", "link get lo", "wait link", "monitor"] {
      let result = try Namespace.run("$N \(words) --watch || echo $?")
      #expect(result.output == "2\n", "\(words): \(result.errors)")
    }
  }
}
