public import Wire

/// A kind of link: what the kernel says of it in IFLA_LINKINFO.
///
/// Adding one is a file beside this with its rows, and one line in `LinkKind.all`.
public struct LinkKind: Sendable {
  /// The kernel's word for it, IFLA_INFO_KIND.
  public let name: StaticString
  /// One sentence of documentation.
  public let summary: StaticString
  /// The rows of IFLA_INFO_DATA.
  public let data: Table
  /// The rows of IFLA_INFO_SLAVE_DATA on the ports of such a link; nil when ports have none.
  public let port: Table?
  /// The rows of IFLA_INFO_XSTATS; nil when it has none.
  public let statistics: Table?

  /// A kind with the rows of its IFLA_INFO_DATA.
  public init(
    _ name: StaticString, _ summary: StaticString, _ data: [Attribute] = [], port: [Attribute]? = nil,
    statistics: Table? = nil
  ) {
    self.name = name
    self.summary = summary
    self.data = Table(name, data)
    self.port = port.map { Table(name, $0) }
    self.statistics = statistics
  }
}

extension LinkKind {
  /// IFLA_INFO_DATA by kind.
  static let data = Selection(all.map { .init($0.name, $0.data) })

  /// IFLA_INFO_SLAVE_DATA by the kind of the master.
  static let ports = Selection(all.compactMap { kind in kind.port.map { .init(kind.name, $0) } })

  /// IFLA_INFO_XSTATS by kind.
  static let statistics = Selection(all.compactMap { kind in kind.statistics.map { .init(kind.name, $0) } })
}
