import NetlinkCore
import NetlinkWire
import Render
import Rtnetlink
import Testing

@testable import Explain

/// What a message means depends on those before it: requests, families, and who sent them.
@Suite struct ContextTests {
  private static func u32(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
  }

  private static func attribute(_ number: UInt16, _ payload: [UInt8]) -> [UInt8] {
    [UInt8(payload.count + 4), 0, UInt8(number & 0xff), UInt8(number >> 8)] + payload
      + [UInt8](repeating: 0, count: -payload.count & 3)
  }

  private static func message(
    _ type: UInt8, flags: UInt16 = 0, sequence: UInt32 = 0, _ body: [UInt8]
  ) -> [UInt8] {
    u32(UInt32(16 + body.count)) + [type, 0, UInt8(flags & 0xff), UInt8(flags >> 8)] + u32(sequence) + u32(0)
      + body
  }

  private static func link(_ attributes: [UInt8], flags: UInt16 = 0, sequence: UInt32 = 0) -> [UInt8] {
    message(16, flags: flags, sequence: sequence, [UInt8](repeating: 0, count: 16) + attributes)
  }

  private static func explain(
    _ datagrams: [([UInt8], Envelope)], _ style: Explanation.Style = .text
  ) -> String {
    var explanation = Explanation(style, system: SystemNames(load: { _ in [] }))
    for (bytes, envelope) in datagrams { explanation.add(bytes.raw, envelope) }
    var text = ""
    explanation.take { text = String(decoding: $0.raw.array, as: UTF8.self) }
    return text
  }

  private static func envelope(
    _ direction: Envelope.Direction, namespace: UInt32 = 0, netlinkProtocol: UInt16 = 0, time: UInt64? = nil
  ) -> Envelope {
    var envelope = Envelope()
    envelope.direction = direction
    envelope.namespace = namespace
    envelope.netlinkProtocol = netlinkProtocol
    envelope.time = time
    return envelope
  }

  /// An error about the attribute at that offset of a request with that sequence number.
  private static func error(_ sequence: UInt32, at offset: UInt32, of request: [UInt8]) -> [UInt8] {
    message(
      2, flags: 0x300, sequence: sequence,
      [234, 255, 255, 255] + request.prefix(16) + attribute(2, u32(offset)))
  }

  @Test("An error is about the newest request of its number, and about one of its own namespace and protocol")
  func requests() {
    // IFLA_MTU, IFLA_TXQLEN and IFLA_GROUP.
    let requests = [4, 13, 27].map {
      Self.link(Self.attribute($0, Self.u32(5)), flags: 0x5, sequence: 9)
    }
    let names = ["IFLA_MTU", "IFLA_TXQLEN", "IFLA_GROUP"]
    let error = Self.error(9, at: 32, of: requests[0])
    for count in 1...3 {
      let sent = requests.prefix(count).map { ($0, Self.envelope(.sent)) }
      let text = Self.explain(sent + [(error, Self.envelope(.received))])
      #expect(text.contains("  at \(names[count - 1])\n"), "\(text)")
    }
    for (namespace, name) in names.enumerated() {
      let sent = requests.enumerated().map { ($1, Self.envelope(.sent, namespace: UInt32($0))) }
      let told = Self.envelope(.received, namespace: UInt32(namespace))
      #expect(Self.explain(sent + [(error, told)]).contains("  at \(name)\n"), "\(name)")
    }
    // As many are kept as fit, and the oldest go.
    let many = (0..<200 as Range<UInt32>).map {
      (
        Self.link(Self.attribute($0 % 2 == 0 ? 4 : 13, Self.u32(5)), flags: 0x5, sequence: $0),
        Self.envelope(.sent)
      )
    }
    for sequence in 140..<200 as Range<UInt32> {
      let about = Self.error(sequence, at: 32, of: many[Int(sequence)].0)
      let text = Self.explain(many + [(about, Self.envelope(.received))])
      #expect(text.contains("  at \(names[Int(sequence % 2)])\n"), "\(sequence)")
    }
  }

  @Test("Who and when is said of each message, whatever the one before")
  func leads() {
    let message = Self.link([])
    let envelopes = [
      Self.envelope(.sent, time: 1_500_000_000), Self.envelope(.sent, time: 2_500_000_000),
      Self.envelope(.sent, namespace: 3, time: 2_500_000_000), Self.envelope(.sent, netlinkProtocol: 16),
      Self.envelope(.received), Self.envelope(.received),
    ]
    let lines = Self.explain(envelopes.map { (message, $0) }, .json).split(separator: "\n")
    #expect(lines.count == envelopes.count)
    for (line, envelope) in zip(lines, envelopes) {
      let alone = Self.explain([(message, envelope)], .json)
      #expect(line + "\n" == alone, "\(line)")
    }
    #expect(lines[1].contains("\"time\":2.500000000") && lines[2].contains("\"netns\":3"), "\(lines)")
  }

  @Test("A family of generic netlink has its name and header until it is deleted, a header of whole words")
  func families() {
    let generic = Self.envelope(.received, netlinkProtocol: 16)
    func controller(_ command: UInt8, header: UInt32) -> [UInt8] {
      Self.message(
        16,
        [command, 2, 0, 0] + Self.attribute(1, [30, 0]) + Self.attribute(2, Array("example\0".utf8))
          + Self.attribute(4, Self.u32(header)))
    }
    for header in [0, 1, 4, 5, 8] as [UInt32] {
      let length = (Int(header) + 3) & ~3
      let payload = [UInt8](repeating: 0x7f, count: length) + Self.attribute(7, Array("hello\0".utf8))
      let message = Self.message(30, [5, 1, 0, 0] + payload)
      let named = Self.explain([(controller(1, header: header), generic), (message, generic)])
      #expect(
        named.contains("example") && named.contains("[7]  10 bytes") && !named.contains("! "), "\(named)")
      let gone = Self.explain([
        (controller(1, header: header), generic), (controller(2, header: header), generic),
        (message, generic),
      ])
      #expect(gone.contains("type 30  "), "\(gone)")
    }
  }

  @Test("Protocols have the words of the kernel, with dashes or with underscores")
  func protocols() {
    for (number, name) in Envelope.protocols {
      #expect(Envelope.protocolNumber(of: "\(name)") == number, "\(name)")
      let dashed = String("\(name)".map { $0 == "_" ? "-" : $0 })
      #expect(Envelope.protocolNumber(of: dashed) == number, "\(dashed)")
    }
    #expect(Envelope.protocolNumber(of: "sock-diag") == 4 && Envelope.protocolNumber(of: "nosuch") == nil)
  }

  @Test("Beyond 64 KiB an offset has eight digits")
  func large() {
    var body = [UInt8](repeating: 0, count: 16)
    for _ in 0..<300 { body += Self.attribute(60, [UInt8](repeating: 0xff, count: 240)) }
    let lines = Self.explain([(Self.link(body), Self.envelope(.received))]).split(separator: "\n")
    let offsets = lines.compactMap { line -> Int? in
      let first = line.prefix { $0 != " " }
      return [4, 8].contains(first.count) ? Int(first, radix: 16) : nil
    }
    #expect(offsets == offsets.sorted() && (offsets.last ?? 0) > 0x1_0000, "\(offsets.suffix(3))")
    #expect(lines.last?.prefix { $0 != " " }.count == 8, "\(lines.last ?? "")")
  }

  @Test("An unknown number is in the order of bytes that its type says; few bytes are no text and no nest")
  func guesses() {
    func unknown(_ type: UInt16, _ payload: [UInt8]) -> String {
      Self.explain([(Self.link(Self.attribute(type, payload)), Self.envelope(.received))])
    }
    let (native, network) = (unknown(200, [1, 2, 3, 4]), unknown(200 | 0x4000, [1, 2, 3, 4]))
    #expect(native.contains("  \(0x0403_0201)\n") && network.contains("  \(0x0102_0304)\n"), "\(network)")
    // A letter and a NUL are a number of two bytes; four bytes are no nest of an empty attribute.
    #expect(unknown(200, [0x61, 0]).contains("  97\n"))
    let four = unknown(200, [4, 0, 1, 0])
    #expect(four.contains("  65540\n") && !four.contains("guessed"), "\(four)")
  }

  @Test("A request for more names of a link has the rows of links")
  func properties() {
    let names = Self.attribute(53, Array("second\0".utf8))
    let body = [UInt8](repeating: 0, count: 16) + Self.attribute(52 | 0x8000, names)
    for type in [108, 109] as [UInt8] {
      let text = Self.explain([(Self.message(type, flags: 0x5, body), Self.envelope(.sent))])
      #expect(text.contains("IFLA_PROP_LIST") && text.contains("IFLA_ALT_IFNAME"), "\(text)")
    }
  }

  @Test("An error in words names the attribute that is missing in a nest with the nest")
  func place() throws {
    var request = Request(type: RTM.newLink)
    request.appendHeader([UInt8](repeating: 0, count: 16))
    request.appendNest(18) { nest in
      nest.appendAttribute(1, string: "vxlan")
      nest.appendNest(2) { _ in }
    }
    for (nest, words) in [
      (UInt32(request.bytes.count - 4), ", missing IFLA_LINKINFO.IFLA_INFO_DATA.IFLA_VXLAN_ID"),
      (nil, ", missing IFLA_ADDRESS"),
    ] as [(UInt32?, String)] {
      let bytes = Self.attribute(5, Self.u32(1)) + (nest.map { Self.attribute(6, Self.u32($0)) } ?? [])
      let found = ExtendedAcknowledgement(bytes.raw)
      var ack = try #require(found)
      ack.locate(in: request)
      #expect(ack.place == words)
    }
  }
}
