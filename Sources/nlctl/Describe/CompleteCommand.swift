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

  /// The numbers of tables to which rules send packets and which have no name.
  private static func tableNumbers(_ invocation: Invocation) throws(Failure) -> [String] {
    var session = try Session(invocation)
    let named = SystemNameFiles.names(of: .table).map { $0.number }
    var numbers: [UInt32] = []
    for family in [Family.inet, Family.inet6] {
      let held = try session.hold(RuleRequest.all(family: family), .rule)
      var messages = held.messages
      while let message = messages.next() {
        let table = ObjectType.rule.attributes(of: message).attribute(RuleAttribute.table)
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
    let addresses = try session.hold(AddressRequest.all(family: Family.inet), .addr)
    var messages = addresses.messages
    while let message = messages.next() {
      let label = ObjectType.addr.attributes(of: message).attribute(AddressAttribute.label)
      let word = String(decoding: label.untilNUL.array, as: UTF8.self)
      if !words.contains(word) { words.append(word) }
    }
    return words
  }

  /// The numbers of next hop objects.
  private static func nextHops(_ invocation: Invocation) throws(Failure) -> [String] {
    var session = try Session(invocation)
    var words: [String] = []
    let held = try session.hold(NextHopRequest.all(), .nexthop)
    var messages = held.messages
    while let message = messages.next() {
      let id = ObjectType.nexthop.attributes(of: message).attribute(NextHopAttribute.id)
      if id.byteCount == 4 { words.append(String(id.u32(at: 0))) }
    }
    return words
  }

  /// The hardware types of devices that have no kind. The selector `kind` takes them for kinds.
  private static func linkLayers(_ invocation: Invocation) throws(Failure) -> [String] {
    var session = try Session(invocation)
    let table = ObjectType.link.table
    let rows = (0..<table.count).map { table[$0] }
    guard case .named(let types) = rows.first(where: { "\($0.key)" == "link_type" })?.shape else { return [] }
    var words: [String] = []
    let links = try session.hold(LinkRequest.names(), .link)
    var messages = links.messages
    while let message = messages.next() {
      guard message.type == ObjectType.link.new, ObjectType.link.isWhole(message) else { continue }
      let info = ObjectType.link.attributes(of: message).attribute(LinkAttribute.info)
      guard info.attribute(LinkAttribute.infoKind).byteCount == 0,
        let type = types.name(of: UInt64(message.payload.u16(at: LinkHeader.hardwareType)))
      else { continue }
      if !words.contains("\(type)") { words.append("\(type)") }
    }
    return words
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
    var messages = links.messages
    while let message = messages.next() {
      guard message.type == ObjectType.link.new, ObjectType.link.isWhole(message) else { continue }
      let attributes = ObjectType.link.attributes(of: message)
      let kind = attributes.attribute(LinkAttribute.info).attribute(LinkAttribute.infoKind).untilNUL
      if topic == .vrfs, !kind.equals("vrf") { continue }
      if topic == .masters,
        ![("bridge" as StaticString), "bond", "vrf", "team"].contains(where: { kind.equals($0) })
      {
        continue
      }
      words.append(String(decoding: attributes.attribute(LinkAttribute.name).untilNUL.array, as: UTF8.self))
    }
    session.learn(links)
    let alternatives = session.alternativeNames.map { String(decoding: $0, as: UTF8.self) }
    return topic == .links ? words + alternatives : words
  }
}
