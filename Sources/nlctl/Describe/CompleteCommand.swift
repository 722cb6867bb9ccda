import CommandLine
import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// `nlctl complete WHAT`: lists words for completion, one a line. It is not in the help.
///
/// It never fails: if the kernel does not answer, it lists nothing.
enum CompleteCommand {
  static func run(_ invocation: Invocation, _ source: CompletionSource, _ object: ObjectName?) throws(Failure)
    -> ExitStatus
  {
    var words: [String] = []
    switch source {
    case .topic(let topic): words = (try? self.words(invocation, topic, object)) ?? []
    case .words(let fixed): words = fixed
    case .values: break
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
    // One that is no UTF-8 cannot be typed.
    case .netns: return NetworkNamespace.names.compactMap { String(validating: $0, as: UTF8.self) }
    case .kinds: return LinkKind.all.map { "\($0.name)" } + ((try? linkLayers(invocation)) ?? [])
    case .encaps:
      let types = ObjectType.route.namedValues(of: "encap.encap_type")
      return types.filter { $0.value != 0 }.map(\.name)
    case .fields:
      guard let table = object?.type.table else { return [] }
      return (0..<table.count).map { "\(table[$0].key)" }
    case .labels: return try addressLabels(invocation)
    case .nexthops: return try nextHops(invocation)
    case .mcgroups: return MulticastGroup.names.map { "\($0)" }
    case .values: return []
    }
  }

  /// The words that `word` finds in the objects of a dump, each once.
  private static func words(
    _ invocation: Invocation, _ request: Request, _ type: ObjectType,
    _ word: (borrowing Message) -> String?
  ) throws(Failure) -> [String] {
    var session = try Session(invocation)
    var words: [String] = []
    try session.hold(request, type).forEach(type) { message in
      if let word = word(message), !words.contains(word) { words.append(word) }
    }
    return words
  }

  /// The numbers of tables to which rules send packets and which have no name.
  private static func tableNumbers(_ invocation: Invocation) throws(Failure) -> [String] {
    let named = [0] + SystemNameFiles.names(of: .table).map { $0.number }
    var numbers: [String] = []
    for family in [Family.inet, Family.inet6] {
      let found = try words(invocation, RuleRequest.all(family: family), .rule) { message in
        let table = ObjectType.rule.attributes(of: message).attribute(RuleAttribute.table)
        return table.byteCount == 4 && !named.contains(table.u32(at: 0)) ? String(table.u32(at: 0)) : nil
      }
      numbers += found.filter { !numbers.contains($0) }
    }
    return numbers
  }

  /// The labels of addresses.
  private static func addressLabels(_ invocation: Invocation) throws(Failure) -> [String] {
    try words(invocation, AddressRequest.all(family: Family.inet), .addr) { message in
      ObjectType.addr.attributes(of: message).attribute(AddressAttribute.label).untilNUL.string
    }
  }

  /// The numbers of next hop objects.
  private static func nextHops(_ invocation: Invocation) throws(Failure) -> [String] {
    try words(invocation, NextHopRequest.all(), .nexthop) { message in
      let id = ObjectType.nexthop.attributes(of: message).attribute(NextHopAttribute.id)
      return id.byteCount == 4 ? String(id.u32(at: 0)) : nil
    }
  }

  /// The hardware types of devices that have no kind. The selector `kind` takes them for kinds.
  private static func linkLayers(_ invocation: Invocation) throws(Failure) -> [String] {
    let row = ObjectType.link.table.rows(at: ["link_type"]).first
    guard case .named(let types) = row?.shape else { return [] }
    return try words(invocation, LinkRequest.names(), .link) { message in
      let info = ObjectType.link.attributes(of: message).attribute(LinkAttribute.info)
      if info.attribute(LinkAttribute.infoKind).byteCount > 0 { return nil }
      return types.name(of: UInt64(message.payload.u16(at: LinkHeader.hardwareType))).map { "\($0)" }
    }
  }

  /// The names in the files of the system.
  private static func names(_ space: SystemName) -> [String] {
    SystemNameFiles.names(of: space).map { String(decoding: $0.name, as: UTF8.self) }
  }

  /// The names of devices, or of those that can be masters, or of VRFs.
  private static func links(_ invocation: Invocation, _ topic: CompletionTopic) throws(Failure) -> [String] {
    var session = try Session(invocation)
    var words: [String] = []
    let links = try session.hold(LinkRequest.names(), .link)
    let masters: [StaticString] = ["bridge", "bond", "vrf", "team"]
    links.forEach(.link) { message in
      let attributes = ObjectType.link.attributes(of: message)
      let kind = attributes.attribute(LinkAttribute.info).attribute(LinkAttribute.infoKind).untilNUL
      if topic == .vrfs, !kind.equals("vrf") { return }
      if topic == .masters, !masters.contains(where: { kind.equals($0) }) { return }
      words.append(attributes.attribute(LinkAttribute.name).untilNUL.string)
    }
    session.learn(links)
    let alternatives = session.known.alternativeNames.map { String(decoding: $0, as: UTF8.self) }
    return topic == .links ? words + alternatives : words
  }
}
