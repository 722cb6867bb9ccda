import Foundation
import NetlinkCore
import Render
import Testing
import NetlinkWire

@testable import Explain

/// Two messages in every dress.
@Suite struct ReaderTests {
  /// A request for links, and the end of a dump.
  static let messages: [[UInt8]] = [
    [
      40, 0, 0, 0, 18, 0, 1, 3, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0,
      29,
      0, 1, 0, 0, 0,
    ],
    [20, 0, 0, 0, 3, 0, 2, 0, 7, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0],
  ]

  private static func expectMessages(_ file: [UInt8], _ name: String) {
    for chunk in [1, 7, 4096] {
      let collected = Collected(file, chunk: chunk)
      #expect(collected.datagrams.map(\.bytes) == messages, "\(name), \(chunk) bytes at a time")
      #expect(collected.damages.isEmpty, "\(name): \(collected.damages)")
    }
  }

  private static func integer(_ value: UInt32, _ isSwapped: Bool) -> [UInt8] {
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
    return isSwapped ? bytes.reversed() : bytes
  }

  private static func cooked(_ message: [UInt8], isSent: Bool) -> [UInt8] {
    [0, isSent ? 7 : 6, 3, 0x38] + [UInt8](repeating: 0, count: 12) + message
  }

  static func pcap(_ magic: UInt32, isSwapped: Bool) -> [UInt8] {
    var file = integer(magic, isSwapped) + integer(0x0004_0002, isSwapped) + integer(0, false)
    file += integer(0, false) + integer(262_144, isSwapped) + integer(253, isSwapped)
    for (index, message) in messages.enumerated() {
      let record = cooked(message, isSent: index == 0)
      file += integer(1_700_000_000, isSwapped) + integer(5, isSwapped)
      file += integer(UInt32(record.count), isSwapped) + integer(UInt32(record.count), isSwapped) + record
    }
    return file
  }

  @Test("pcap of both byte orders and both resolutions", arguments: [false, true])
  func pcap(_ isSwapped: Bool) {
    for (magic, unit) in [(0xa1b2_c3d4 as UInt32, 1000 as UInt64), (0xa1b2_3c4d, 1)] {
      let file = Self.pcap(magic, isSwapped: isSwapped)
      Self.expectMessages(file, "pcap")
      let envelopes = Collected(file).datagrams.map(\.envelope)
      #expect(envelopes.map(\.direction) == [.sent, .received])
      #expect(envelopes.allSatisfy { $0.time == 1_700_000_000_000_000_000 + 5 * unit })
    }
  }

  static func pcapng() -> [UInt8] {
    var writer = RecordingWriter(.pcapng, application: "test")
    var envelope = Envelope()
    for (index, message) in messages.enumerated() {
      envelope.direction = index == 0 ? .sent : .received
      envelope.time = 1_700_000_000_123_456_789
      envelope.namespace = UInt32(index)
      unsafe writer.add(message.span.bytes, envelope)
    }
    return writer.buffer.raw.array
  }

  @Test("What a recording says beside a packet reads back; other comments say nothing")
  func notes() {
    let notes: [[RecordedNote]] = [
      [.overflow, .lost(7)], [.lost(nil), .by(SocketOwner(process: 31, name: Array("a[]b c".utf8)))],
      [.by(SocketOwner(process: .max, name: []))], [],
      [
        .step(microseconds: 1_796_046_133_279_701, Array("takes route inet: x".utf8)),
        .step(microseconds: 0, []),
      ],
    ]
    let message = Self.messages[0]
    var writer = RecordingWriter(.pcapng, application: "test")
    var envelope = Envelope()
    for notes in notes {
      envelope.notes = notes
      unsafe writer.add(message.span.bytes, envelope)
    }
    let read = Collected(writer.buffer.raw.array).datagrams
    #expect(read.map(\.envelope.notes) == notes)
    #expect(read.allSatisfy { $0.bytes == message })
    writer.add(notes[0])
    writer.add([])
    let collected = Collected(writer.buffer.raw.array)
    #expect(collected.notes == [notes[0]])
    #expect(collected.damages.isEmpty)
    for other in [
      "", "by", "by ip", "by ip[]", "by ip[-1]", "by [99999999999999999999]", "lost x", "by]", "at", "at 7",
      "at 7:", "at x: y",
    ] {
      #expect(RecordedNote(comment: Array(other.utf8)) == nil, "\(other)")
    }
  }

  @Test(
    "Base64, and messages that strace has decoded, are refused with what helps; the rest of the text is read")
  func clues() {
    let nothing = "there are no bytes of messages in the text"
    let base64 = "\(nothing); it looks like base64, which 'base64 -d' turns into bytes"
    let decoded = "\(nothing); strace has decoded them, and shows the bytes with -e read=all -e write=all"
    let call =
      "sendto(3, [{nlmsg_len=40, nlmsg_type=RTM_GETLINK}, {ifi_family=AF_PACKET}], 40, 0, NULL, 0) = 40\n"
    let texts = [
      ("FAAAABIAAQMBAAAAAAAAAAAAAAA=\n", base64), ("FAAAABIAAQMBAAAA\r\nAAAA\nAAAAAA==\n", base64),
      (call, decoded), ("FAAAAA==", nothing), ("words\n", nothing),
    ]
    for (text, why) in texts {
      let damages = Collected(Array(text.utf8)).damages
      #expect(damages.map(\.why) == [why], "\(text)")
    }
    let message = Self.messages[0]
    let hex = message.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let mixed = Collected(Array("FAAAABIAAQMBAAAAAAAAAAAAAAA=\n\n\(call)\n\(hex)\n".utf8))
    #expect(mixed.datagrams.map(\.bytes) == [message])
    #expect(mixed.damages.isEmpty)
  }

  @Test("pcapng as this program writes it, with an interface a namespace")
  func pcapngOfOurs() {
    let file = Self.pcapng()
    Self.expectMessages(file, "pcapng")
    let envelopes = Collected(file).datagrams.map(\.envelope)
    #expect(envelopes.map(\.namespace) == [0, 1])
    #expect(envelopes.allSatisfy { $0.time == 1_700_000_000_123_456_789 })
  }

  @Test("Streams, files of ip save, logs of rtmon")
  func streams() {
    let stream = Self.messages.flatMap { $0 }
    Self.expectMessages(stream, "stream")
    Self.expectMessages([0x24, 0x12, 0x31, 0x45] + stream, "ip route save")
    let stamp: [UInt8] =
      [24, 0, 0, 0, 15, 0, 0, 0] + [UInt8](repeating: 0, count: 8) + [5, 0, 0, 0, 7, 0, 0, 0]
    Self.expectMessages(stamp + stream, "rtmon")
    #expect(Collected(stamp + stream).datagrams[0].envelope.time == 5_000_007_000)
  }

  /// What a tool prints of these bytes.
  private static func printed(_ command: [String], _ bytes: [UInt8]) throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("explain-\(UUID()).bin")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command + [file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    defer { process.waitUntilExit() }
    return Array(pipe.fileHandleForReading.readDataToEndOfFile())
  }

  @Test(
    "Hexadecimal in its usual dresses",
    arguments: [
      ["xxd"], ["xxd", "-g1"], ["xxd", "-p"], ["xxd", "-i"], ["od", "-t", "x1"],
      ["od", "-A", "x", "-t", "x1z"],
      ["od", "-A", "n", "-t", "x1"], ["od", "-t", "x2"], ["od", "-t", "x4"], ["hexdump", "-C"], ["hexdump"],
      ["od", "-A", "x", "-t", "x2"],
    ])
  func hexadecimal(_ command: [String]) throws {
    let text = try Self.messages.map { try Self.printed(command, $0) + [10] }
    Self.expectMessages(Array(text.joined()), command.joined(separator: " "))
  }

  @Test(
    "Dumps of whole files", arguments: [["xxd"], ["xxd", "-p"], ["od", "-t", "x1"], ["hexdump", "-C"]])
  func dumpedFiles(_ command: [String]) throws {
    let saved: [UInt8] = [0x24, 0x12, 0x31, 0x45]
    for file in [
      Self.pcap(0xa1b2_c3d4, isSwapped: false), Self.pcapng(), saved + Self.messages.joined(),
    ] {
      let text = try Self.printed(command, file)
      Self.expectMessages(text, command.joined(separator: " "))
      // A file that is cut within its last record: the damage is where the dump begins.
      let remark = Array("# from a ticket\n\n".utf8)
      let cut = Collected(remark + (try Self.printed(command, file.dropLast(9))))
      #expect(cut.datagrams.first?.bytes == Self.messages[0])
      #expect(Set(cut.damages.map(\.offset)) == [UInt64(remark.count)], "\(cut.damages)")
    }
  }

  @Test("Dumps of tcpdump -x and -xx")
  func tcpdump() {
    func dump(_ bytes: [UInt8]) -> String {
      var text = "12:00:00.000000 Out netlink 40:\n"
      for start in stride(from: 0, to: bytes.count, by: 16) {
        let row = bytes[start..<min(bytes.count, start + 16)].map { String(format: "%02x", $0) }
        let words = stride(from: 0, to: row.count, by: 2).map {
          row[$0] + (($0 + 1 < row.count) ? row[$0 + 1] : "")
        }
        text += String(format: "\t0x%04x:  ", start) + words.joined(separator: " ") + "\n"
      }
      return text
    }
    Self.expectMessages(Array(Self.messages.map(dump).joined().utf8), "tcpdump -x")
    let cooked = Self.messages.map { dump(Self.cooked($0, isSent: true)) }.joined()
    Self.expectMessages(Array(cooked.utf8), "tcpdump -xx")
    #expect(Collected(Array(cooked.utf8)).datagrams[0].envelope.direction == .sent)
    // What tcpdump cannot print, it dumps as it is, and once more for -x.
    let twice = Self.messages.map { message in
      let text = dump(message)
      return text + text.split(separator: "\n").dropFirst().joined(separator: "\n") + "\n"
    }
    Self.expectMessages(Array(twice.joined().utf8), "tcpdump -x of a packet that it cannot print")
    // The same packet twice is two.
    let packets = dump(Self.messages[0]) + dump(Self.messages[0])
    #expect(Collected(Array(packets.utf8)).datagrams.map(\.bytes) == [Self.messages[0], Self.messages[0]])
  }

  @Test("Strings and dumps of strace; what is no message of netlink is passed over")
  func strace() {
    func string(_ bytes: [UInt8]) -> String { bytes.map { String(format: "\\x%02x", $0) }.joined() }
    let strings = """
      31098 openat(AT_FDCWD, "/etc/x", O_RDONLY) = 3
      31098 read(3, "\(string([0x7f, 0x45, 0x4c, 0x46] + [UInt8](repeating: 0, count: 60)))"..., 832) = 832
      31098 sendto(3, "\(string(Self.messages[0]))", 40, 0, NULL, 0) = 40
      31098 recvmsg(3, {msg_iov=[{iov_base="\(string(Self.messages[1]))", iov_len=99}], msg_flags=0}, MSG_PEEK) = 20
      31098 recvmsg(3, {msg_iov=[{iov_base="\(string(Self.messages[1]))", iov_len=99}], msg_flags=0}, 0) = 20
      """
    Self.expectMessages(Array(strings.utf8), "strace -xx")
    func dump(_ bytes: [UInt8]) -> String {
      stride(from: 0, to: bytes.count, by: 16).map { start in
        let row = bytes[start..<min(bytes.count, start + 16)].map { String(format: "%02x", $0) }
        let left = row.prefix(8).joined(separator: " ") + (row.count > 8 ? "  " : "")
        return String(format: " | %05x  ", start) + left + row.dropFirst(8).joined(separator: " ")
          + "  ..(.. |\n"
      }.joined()
    }
    let body = string([UInt8](repeating: 16, count: 60))
    let dumps =
      "sendto(3, [{nlmsg_len=40, nlmsg_type=RTM_GETLINK}, \"\(body)\"], 40, 0, NULL, 0) = 40\n"
      + dump(Self.messages[0]) + "recvmsg(3, {msg_iov=[{iov_base=[{nlmsg_len=20}, 0], iov_len=9}]}, 0) = 20\n"
      + " * 20 bytes in buffer 0\n" + dump(Self.messages[1]) + "+++ exited with 0 +++\n"
    Self.expectMessages(Array(dumps.utf8), "strace -e write=all")
    #expect(Collected(Array(dumps.utf8)).datagrams.map(\.envelope.direction) == [.sent, .received])
  }

  @Test("A trace says which protocol each socket speaks")
  func tracedProtocols() {
    let bytes = Self.messages[0].map { String(format: "\\x%02x", $0) }.joined()
    let calls = """
      socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_GENERIC) = 3
      socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 4
      sendto(3, "\(bytes)", 40, 0, NULL, 0) = 40
      sendto(4, "\(bytes)", 40, 0, NULL, 0) = 40
      socket(AF_NETLINK, SOCK_DGRAM, NETLINK_SOCK_DIAG) = 3
      sendto(3, "\(bytes)", 40, 0, NULL, 0) = 40
      [pid 7] socket(AF_NETLINK, SOCK_RAW, NETLINK_XFRM) = 3
      [pid 7] sendto(3, "\(bytes)", 40, 0, NULL, 0) = 40
      [pid 8] sendto(3, "\(bytes)", 40, 0, NULL, 0) = 40
      sendto(3, "\(bytes)", 40, 0, NULL, 0) = 40
      socket(AF_UNIX, SOCK_STREAM, 0) = 3
      sendto(3, "\(bytes)", 40, 0, NULL, 0) = 40
      sendto(9, "\(bytes)", 40, 0, NULL, 0) = 40
      """
    let protocols = Collected(Array(calls.utf8)).datagrams.map(\.envelope.netlinkProtocol)
    #expect(protocols == [16, 0, 4, 6, 6, 4, 0, 0])
  }

  @Test("On an nlmon device all packets are outgoing: requests are sent, and all else is received")
  func outgoing() {
    var file = Self.pcap(0xa1b2_c3d4, isSwapped: false)
    for place in file.indices.dropFirst() where file[place - 1] == 0 && [6, 7].contains(file[place]) {
      if place + 2 < file.count, file[place + 1] == 3, file[place + 2] == 0x38 { file[place] = 4 }
    }
    #expect(Collected(file).datagrams.map(\.envelope.direction) == [.sent, .received])
  }

  @Test(
    "Strings of strace, C and Python with any escapes, whatever other strings stand beside them",
    arguments: [
      (
        "strace",
        #"""
        31098 openat(AT_FDCWD, "/etc/\303\274", O_RDONLY) = 3
        31098 read(3, "\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0\320\17\3\0\0\0\0\0@\0"..., 832) = 832
        31098 connect(4, {sa_family=AF_UNIX, sun_path="/run/\1"}, 110) = 0
        31098 sendto(3, "(\0\0\0\22\0\1\3\7\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\10\0\35\0\1\0\0\0", 40, 0, NULL, 0) = 40
        31098 <... recvmsg resumed>{msg_name={sa_family=AF_UNIX, sun_path="/run/\1"}, msg_iov=[{iov_base="\24\0\0\0\3\0\2\0\7\0\0\0\t\0\0\0\0\0\0\0", iov_len=99}], msg_flags=0}, 0) = 20
        """#
      ),
      (
        "strace resumed",
        #"""
        [pid 7] <... read resumed>"(\0\0\0\22\0\1\3\a\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\b\0\35\0\1\0\0\0", 99) = 40
        [pid 7] read(3<NETLINK:[ROUTE:7]>, "\x14\0\0\0\x03\0\x02\0\7\0\0\0\t\0\0\0\0\0\0\0", 99) = 20
        """#
      ),
      (
        "python",
        #"""
        b'(\x00\x00\x00\x12\x00\x01\x03\x07\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x08\x00\x1d\x00\x01\x00\x00\x00'

        DEBUG "said" bytearray(b"\x14\x00\x00\x00\x03\x00\x02\x00\x07\x00\x00\x00\t\x00\x00\x00\x00\x00\x00\x00")
        """#
      ),
      (
        "C in pieces",
        #"""
        const char request[] = "(\0\0\0\22\0\1\3\7\0\0\0"
          "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
          "\b\0\35\0\1\0\0\0";

        "\024\000\000\000\003\000\002\000\a\000\000\000\t\000\000\000\000\000\000\000"
        """#
      ),
    ])
  func escaped(_ name: String, _ text: String) { Self.expectMessages(Array(text.utf8), name) }

  @Test("A hash, a quote and a backslash in a string are bytes")
  func escapedWords() {
    let bytes: [UInt8] = [20, 0, 0, 0] + Array(" # \"'\\b'x".utf8) + [0, 1, 2, 255, 10, 48, 49]
    let texts = [
      #"b'\x14\x00\x00\x00 # "\'\\b\'x\x00\x01\x02\xff\n01'"#,
      #"write(3, "\24\0\0\0 # \"'\\b'x\0\1\2\377\n01", 20) = 20"#,
    ]
    for text in texts { #expect(Collected(Array(text.utf8)).datagrams.map(\.bytes) == [bytes], "\(text)") }
  }

  @Test("Arrays of decimal numbers, as languages print them, on one line or more")
  func lists() {
    let texts = Self.messages.map { $0.map { "\($0)" } }
    func all(_ form: ([String]) -> String) -> [UInt8] { Array(texts.map(form).joined().utf8) }
    Self.expectMessages(all { "[\($0.joined(separator: ", "))]\n" }, "Python, Rust, Swift, JavaScript")
    Self.expectMessages(all { "array('B', [\($0.joined(separator: ", "))])\n" }, "Python's array")
    Self.expectMessages(all { "sent [\($0.joined(separator: " "))]\n" }, "Go")
    Self.expectMessages(all { "12:00:01 got [\($0.joined(separator: ","))]\n" }, "a log")
    Self.expectMessages(all { "[\n    \($0.joined(separator: ",\n    ")),\n]\n" }, "Rust, one a line")
    Self.expectMessages(all { "  [\n    \($0.joined(separator: ",\n    "))\n  ]\n" }, "JSON, one a line")
    Self.expectMessages(
      all {
        let half = $0.count / 2
        return "static const unsigned char x[\($0.count)] = {\($0[..<half].joined(separator: ", ")),\n  "
          + $0[half...].joined(separator: ", ") + "};\n"
      }, "C")
    // Brackets in the text column of a hexadecimal dump begin no list. Neither do numbers that are no decimal bytes.
    let dump =
      "00000000: 1400 0000 0300 0200 0700 0000 0900 5b31  ............[1\n00000010: 5d00 0000   ]...\n"
    #expect(Collected(Array(dump.utf8)).datagrams.map(\.bytes.count) == [20])
    for text in ["[256, 0]", "[1, 2,\nx", "[01, 2]", "[1, -2]", "[1; 2]"] {
      #expect(Collected(Array(text.utf8)).datagrams.allSatisfy { $0.bytes == [1, 2] }, "\(text)")
    }
  }

  @Test("Bytes with colons between them, as pyroute2 and tshark print them, on one line or more")
  func colons() {
    let texts = Self.messages.map { $0.map { String(format: "%02x", $0) } }
    func all(_ form: ([String]) -> String) -> [UInt8] { Array(texts.map(form).joined().utf8) }
    Self.expectMessages(all { $0.joined(separator: ":") + "\n\n" }, "pyroute2")
    Self.expectMessages(
      all { "  \"data\": \"\($0.joined(separator: ":"))\",\n\n" }, "JSON of pyroute2 or tshark")
    // Only the first line must be too long for an address.
    for length in [16, 17, 19] {
      let wrapped = all { bytes in
        let lines = stride(from: 0, to: bytes.count, by: length).map {
          bytes[$0..<min(bytes.count, $0 + length)].joined(separator: ":")
        }
        return "# a remark\n" + lines.joined(separator: length == 17 ? ":\n" : " # more\n") + "\n\n"
      }
      Self.expectMessages(wrapped, "lines of \(length) bytes")
    }
    let others = [
      "02:00:00:00:00:01", "12:34:56 started", "12:34:56.789 00:11:22:33:44:55 > ff:ff:ff:ff:ff:ff",
      "a \"02:00:00:00:00:01\"", "02:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:xy",
    ]
    for text in others { #expect(Collected(Array("\(text)\n".utf8)).datagrams.isEmpty, "\(text)") }
  }
}
