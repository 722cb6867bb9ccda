package import NetlinkWire

/// A kind of link: the tables of its attributes in IFLA_LINKINFO.
///
/// Adding one is a file beside this with its rows, and one line in `LinkKind.all`.
package struct LinkKind: Sendable {
  /// The kernel's word for it, IFLA_INFO_KIND.
  package let name: StaticString
  /// One sentence of documentation.
  package let summary: StaticString
  /// The rows of IFLA_INFO_DATA.
  package var data: Table { parts.elements[0].data }
  /// The rows of IFLA_INFO_SLAVE_DATA on the ports of such a link; nil when ports have none.
  package var port: Table? { parts.elements[0].port }
  /// The rows of IFLA_INFO_XSTATS; nil when it has none.
  package var statistics: Table? { parts.elements[0].statistics }
  /// Whether such links come in pairs, so that IFLA_LINK is the other end rather than a lower device.
  package let isPair: Bool
  /// Where such a link tells the device below.
  package let lower: Lower

  /// Where links of a kind tell the device below.
  package enum Lower: Sendable {
    /// In IFLA_LINK, if there is one.
    case link
    /// In this attribute of IFLA_INFO_DATA. In another namespace than that device the kernel says the link's own index in
    /// IFLA_LINK.
    case data(UInt16)
    /// Nowhere. IFLA_LINK is as with `data`.
    case untold
  }
  /// How its data reads in a line of text, behind the kind: `vlan 5`.
  package var layout: Layout { parts.elements[0].layout }

  /// How the data of its ports reads in the line of each: `port backup`.
  package var portLayout: Layout { parts.elements[0].portLayout }

  private struct Parts {
    let data: Table
    let port: Table?
    let statistics: Table?
    let layout: Layout
    let portLayout: Layout
  }

  /// Made when a link of the kind is met.
  private let parts: Deferred<Parts>

  /// A kind with the rows of its IFLA_INFO_DATA.
  package init(
    _ name: StaticString, _ summary: StaticString,
    _ data: @autoclosure @escaping @Sendable () -> [Attribute] = [],
    port: @autoclosure @escaping @Sendable () -> [Attribute]? = nil,
    statistics: @autoclosure @escaping @Sendable () -> Table? = nil, isPair: Bool = false,
    lower: Lower = .link, line: @autoclosure @escaping @Sendable () -> [Layout.Item] = [],
    portLine: @autoclosure @escaping @Sendable () -> [Layout.Item] = []
  ) {
    self.name = name
    self.summary = summary
    self.isPair = isPair
    self.lower = lower
    parts = Deferred {
      let table = Table(name, data())
      let port = port().map { Table(name, $0) }
      return [
        Parts(
          data: table, port: port, statistics: statistics(), layout: Layout(line(), of: table),
          portLayout: port.map { Layout(portLine(), of: $0) } ?? Layout([]))
      ]
    }
  }
}

extension LinkKind {
  /// Whether links of the kind that these bytes name come in pairs.
  static func isPair(_ kind: RawSpan) -> Bool {
    // Without a kind the list of all kinds is not made.
    kind.byteCount > 0 && pairs.contains { kind.equals($0) }
  }

  /// Where links of the kind that these bytes name tell the device below.
  static func lower(of kind: RawSpan) -> Lower {
    lowers.first { kind.equals($0.name) }?.lower ?? .link
  }

  private static let pairs = all.filter(\.isPair).map(\.name)
  private static let lowers = all.filter { if case .link = $0.lower { false } else { true } }

  /// IFLA_INFO_DATA by kind.
  static let data = Selection(all.map { .init($0.name, $0.data) })

  /// IFLA_INFO_SLAVE_DATA by the kind of the master.
  static let ports = Selection(all.compactMap { kind in kind.port.map { .init(kind.name, $0) } })

  /// IFLA_INFO_XSTATS by kind.
  static let statistics = Selection(all.compactMap { kind in kind.statistics.map { .init(kind.name, $0) } })

  /// How IFLA_INFO_DATA reads, by kind.
  static let layouts = Deferred {
    all.filter { $0.layout.items.count > 0 }.map { Layout.Choice($0.data, $0.layout) }
  }

  /// How IFLA_INFO_SLAVE_DATA reads, by the kind of the master.
  static let portLayouts = Deferred {
    all.compactMap { kind in
      kind.portLayout.items.count > 0 ? kind.port.map { Layout.Choice($0, kind.portLayout) } : nil
    }
  }
}
