package import NetlinkWire

extension ObjectType {
  /// How such an object reads as a line of text; a layout without items where it has none.
  package var layout: Layout {
    switch new {
    case RTM.newLink: Link.layout
    case RTM.newAddress: AddressLayout.line
    case RTM.newRoute: RouteLayout.line
    case RTM.newNeighbour: NeighbourLayout.line
    case RTM.newRule: RuleLayout.line
    case RTM.newNextHop: NextHopLayout.line
    case RTM.newBucket: NextHopLayout.bucket
    case RTM.newNetconf: Netconf.line
    case RTM.newNamespaceID: NamespaceID.line
    case RTM.newMulticast: MulticastAddress.line
    case RTM.newPrefix: RouterPrefix.line
    case RTM.newStats: DeviceStatistics.line
    case RTM.newVLAN: BridgeVLAN.line
    case RTM.newMDB: BridgeMDB.line
    default: ObjectType.bare
    }
  }

  /// How the object of `message` reads: as `layout`, or in another way where it is a special case.
  package func layout(of message: borrowing Message) -> Layout {
    switch new {
    case RTM.newLink: Link.layout(of: message)
    case RTM.newRoute: Route.isLookedUp(message) ? RouteLayout.lookup : RouteLayout.line
    case RTM.newNeighbour:
      message.family == Family.bridge ? NeighbourLayout.forwarding : NeighbourLayout.line
    default: layout
    }
  }

  /// Every layout that such an object may have.
  package var layouts: [Layout] {
    switch new {
    case RTM.newLink:
      [Link.layout, Link.layoutOfPair, Link.layoutUnderItself, Link.layoutInTree, Link.layoutOfPort]
    case RTM.newRoute: [RouteLayout.line, RouteLayout.lookup]
    case RTM.newNeighbour: [NeighbourLayout.line, NeighbourLayout.forwarding]
    default: [layout]
    }
  }

  /// How a link reads behind its name in a tree of the devices, which itself shows the lower device, the master and the
  /// other end.
  package static var linkLayoutInTree: Layout { Link.layoutInTree }

  private static let bare = Layout([])
}
