import CommandLine
import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// `nlctl complete WHAT`: words for the shells, one a line. Stable; not in the help.
///
/// Never an error: where the kernel does not answer there is nothing to offer.
enum CompleteCommand {
  static func run(_ invocation: Invocation, _ topic: CompletionTopic, _ object: ObjectName?) throws(Failure)
    -> ExitStatus
  {
    var words: [String] = []
    do {
      words = try self.words(invocation, topic, object)
    } catch {
      words = []
    }
    var text = ""
    for word in words where !word.isEmpty && !word.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7f }) {
      text += word + "\n"
    }
    try Output.standard.write(text)
    return .answered
  }

  private static func words(
    _ invocation: Invocation, _ topic: CompletionTopic, _ object: ObjectName?
  ) throws(Failure) -> [String] {
    switch topic {
    case .links, .masters, .vrfs: return try links(invocation, topic)
    case .tables: return names(.table) + (try tableNumbers(invocation))
    case .protocols: return names(.protocol)
    case .addrprotos: return names(.addressProtocol)
    case .scopes: return names(.scope)
    case .groups: return names(.group)
    case .realms: return names(.realm)
    case .dsfields: return names(.dsfield)
    case .netns: return Files.names(in: "/run/netns")
    case .kinds: return LinkKind.all.map { "\($0.name)" } + ((try? linkLayers(invocation)) ?? [])
    case .encaps: return ["mpls", "ip", "ila", "ip6", "seg6", "bpf", "seg6local", "rpl", "ioam6", "xfrm"]
    case .fields:
      guard let object, let type = ObjectType.named(object.rawValue) else { return [] }
      return (0..<type.table.count).map { "\(type.table[$0].key)" }
    case .labels: return try addressLabels(invocation)
    case .nexthops: return try nextHops(invocation)
    case .mcgroups: return MulticastGroup.names.map { "\($0)" }
    }
  }

  /// The numbers of tables without a name that rules send to.
  private static func tableNumbers(_ invocation: Invocation) throws(Failure) -> [String] {
    var session = try Session(invocation)
    let named = SystemNameFiles.names(of: .table).map { $0.number }
    var numbers: [UInt32] = []
    for family: UInt8 in [2, 10] {
      let held = try session.hold(FamilyRequest.rules(family: family), .rule)
      var messages = held.messages
      while let message = messages.next() {
        guard message.payload.byteCount >= 12 else { continue }
        let table = message.payload.slice(at: 12, length: message.payload.byteCount - 12).attribute(15)
        guard table.byteCount == 4 else { continue }
        let number = table.u32(at: 0)
        if number != 0, !named.contains(number), !numbers.contains(number) { numbers.append(number) }
      }
    }
    return numbers.map { String($0) }
  }

  /// The labels of addresses, each once.
  private static func addressLabels(_ invocation: Invocation) throws(Failure) -> [String] {
    var session = try Session(invocation)
    var words: [String] = []
    let addresses = try session.hold(FamilyRequest.addresses(family: 2, device: 0), .addr)
    var messages = addresses.messages
    while let message = messages.next() {
      guard message.payload.byteCount >= 8 else { continue }
      let attributes = message.payload.slice(at: 8, length: message.payload.byteCount - 8)
      let word = String(decoding: attributes.attribute(3).untilNUL.array, as: UTF8.self)
      if !words.contains(word) { words.append(word) }
    }
    return words
  }

  /// The numbers of next hop objects.
  private static func nextHops(_ invocation: Invocation) throws(Failure) -> [String] {
    var session = try Session(invocation)
    var words: [String] = []
    let held = try session.hold(FamilyRequest.nextHops(), .nexthop)
    var messages = held.messages
    while let message = messages.next() {
      guard message.payload.byteCount >= 8 else { continue }
      let id = message.payload.slice(at: 8, length: message.payload.byteCount - 8).attribute(1)
      if id.byteCount == 4 { words.append(String(id.u32(at: 0))) }
    }
    return words
  }

  /// The types of the link layers of devices without a kind, which count as one.
  private static func linkLayers(_ invocation: Invocation) throws(Failure) -> [String] {
    var session = try Session(invocation)
    let table = ObjectType.link.table
    let rows = (0..<table.count).map { table[$0] }
    guard case .named(let types) = rows.first(where: { "\($0.key)" == "link_type" })?.shape else { return [] }
    var words: [String] = []
    let links = try session.hold(LinkRequest.names, .link)
    var messages = links.messages
    while let message = messages.next() {
      guard message.type == ObjectType.link.new, ObjectType.link.isWhole(message) else { continue }
      let payload = message.payload
      let kind = payload.slice(at: 16, length: payload.byteCount - 16).attribute(18).attribute(1)
      guard kind.byteCount == 0, let type = types.name(of: UInt64(payload.u16(at: 2))) else { continue }
      if !words.contains("\(type)") { words.append("\(type)") }
    }
    return words
  }

  private static func names(_ space: SystemName) -> [String] {
    SystemNameFiles.names(of: space).map { String(decoding: $0.name, as: UTF8.self) }
  }

  private static func links(_ invocation: Invocation, _ topic: CompletionTopic) throws(Failure) -> [String] {
    var session = try Session(invocation)
    var words: [String] = []
    let links = try session.hold(LinkRequest.names, .link)
    var messages = links.messages
    while let message = messages.next() {
      guard message.type == ObjectType.link.new, ObjectType.link.isWhole(message) else { continue }
      let payload = message.payload
      let attributes = payload.slice(at: 16, length: payload.byteCount - 16)
      let kind = attributes.attribute(18).attribute(1).untilNUL
      if topic == .vrfs, !kind.equals("vrf") { continue }
      if topic == .masters,
        ![("bridge" as StaticString), "bond", "vrf", "team"].contains(where: { kind.equals($0) })
      {
        continue
      }
      words.append(String(decoding: attributes.attribute(3).untilNUL.array, as: UTF8.self))
    }
    session.learn(links)
    let alternatives = session.alternativeNames.map { String(decoding: $0, as: UTF8.self) }
    return topic == .links ? words + alternatives : words
  }
}
