import CommandLine
import NetlinkCore
import Render
import Rtnetlink
import Select
import NetlinkWire

/// The devices of one or more network namespaces, and their relations.
struct Topology {
  struct Device {
    var index: UInt32
    var name: String
    var kind: String
    var isUp: Bool
    var address: String
    /// Its kind, with the number of a VLAN or the ends of a tunnel.
    var remark: String
    var master: UInt32
    var lower: UInt32
    /// The id of the namespace of the device below or of the other end; nil for its own.
    var lowerNamespace: Int32?
    /// The name or number of that device and of its namespace, for a drawing that does not show them.
    var elsewhere = ""
    var isPair: Bool
    var addresses: [String] = []
  }

  /// A namespace, with its devices and the ids that it has for others.
  struct Namespace {
    /// Its name; nil if it has none.
    var name: String?
    var devices: [Device] = []
    /// The position of each namespace in the list, by its id in this one.
    var places: [Int32: Int] = [:]
  }

  private(set) var namespaces: [Namespace] = []

  /// The worst status of what was read.
  private(set) var status = ExitStatus.answered

  private static let fields = [
    "ifname", "linkinfo.info_kind", "address", "linkinfo.info_data.id", "linkinfo.info_data.local",
    "linkinfo.info_data.remote", "linkinfo.info_data.group",
  ]

  /// Reads the namespace that the program is in, which is called `name`.
  mutating func read(_ name: String?, _ invocation: Invocation) throws(Failure) {
    var session = try Session(invocation)
    let links = try session.hold(LinkRequest.all(), .link)
    session.learn(links)
    let addresses = try session.hold(AddressRequest.all(family: Family.unspecified), .addr)
    var match = try Selectors(session.invocation, .link).match(.link, &session)
    var namespace = Namespace(name: name)
    var cells = Text(
      fields: try FilteredList.paths(Topology.fields, .link, invocation), interfaces: session.interfaces,
      system: session.names)
    links.forEach(.link) { message in
      if match.matches(message, by: ObjectType.link.table, &session.walker) {
        namespace.devices.append(Topology.device(message, cells.words(of: message, .link, &session.walker)))
      }
    }
    let ids = namespace.devices.compactMap(\.lowerNamespace)
    if !ids.isEmpty {
      let foreign = ForeignLinks(ids, session)
      for place in namespace.devices.indices {
        let device = namespace.devices[place]
        guard let id = device.lowerNamespace else { continue }
        var words = GrowingBytes(capacity: 64)
        foreign.write(device.lower, in: id, to: &words)
        namespace.devices[place].elsewhere = words.raw.string
      }
    }
    let places = Dictionary(
      namespace.devices.enumerated().map { ($1.index, $0) }, uniquingKeysWith: { first, _ in first })
    var words = Text(
      fields: try FilteredList.paths(["local", "prefixlen"], .addr, invocation),
      interfaces: session.interfaces, system: session.names)
    addresses.forEach(.addr) { message in
      guard let place = places[message.payload.u32(at: AddressHeader.index)] else { return }
      let text = words.words(of: message, .addr, &session.walker)
      namespace.devices[place].addresses.append("\(text[0])/\(text[1])")
    }
    if links.status.isInterrupted { session.incomplete(.link) }
    if addresses.status.isInterrupted { session.incomplete(.addr) }
    status = max(status, session.status)
    namespaces.append(namespace)
  }

  /// Adds a namespace that cannot be read, so that the positions of the others stay the same.
  mutating func skip(_ name: String?, _ status: ExitStatus) {
    self.status = max(self.status, status)
    namespaces.append(Namespace(name: name))
  }

  /// Asks which ids the namespaces of `descriptors` have in the namespace that was read last.
  mutating func identify(_ descriptors: [Int32], _ client: borrowing NetlinkClient) {
    guard !namespaces.isEmpty else { return }
    for (place, descriptor) in descriptors.enumerated() {
      guard let id = NamespaceNames.id(of: descriptor, client) else { continue }
      namespaces[namespaces.count - 1].places[id] = place
    }
  }

  private static func device(_ message: borrowing Message, _ cells: [String]) -> Device {
    var tree = LinkTree()
    tree.add(message, at: 0)
    let node = tree.nodes[0]
    let words = cells.map { $0 == "-" ? "" : $0 }
    var remark = words[1]
    if !words[3].isEmpty { remark += " \(words[3])" }
    let ends = [words[4], words[5].isEmpty ? words[6] : words[5]].filter { !$0.isEmpty && $0 != "any" }
    if !ends.isEmpty { remark += " " + ends.joined(separator: " to ") }
    return Device(
      index: node.index, name: words[0], kind: words[1],
      isUp: message.payload.u32(at: LinkHeader.flags) & InterfaceFlag.up != 0, address: words[2],
      remark: remark,
      master: node.master, lower: node.lower, lowerNamespace: node.lowerNamespace, isPair: node.isPair)
  }
}
