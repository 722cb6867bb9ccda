package import NetlinkWire

extension ObjectType {
  /// How such an object reads as a line of text; a layout without items where it has none.
  package var layout: Layout {
    switch new {
    case 16: Link.layout
    case 20: AddressLayout.line
    case 24: RouteLayout.line
    case 28: NeighbourLayout.line
    case 32: RuleLayout.line
    case 104: NextHopLayout.line
    case 116: NextHopLayout.bucket
    default: ObjectType.bare
    }
  }

  /// How the object that `message` speaks of reads: as `layout`, or as what is special about it asks.
  package func layout(of message: borrowing Message) -> Layout {
    switch new {
    case 16: Link.isPair(message) ? Link.layoutOfPair : Link.layout
    case 24: Route.isLookedUp(message) ? RouteLayout.lookup : RouteLayout.line
    default: layout
    }
  }

  /// How a link reads behind its name in a drawing of who sits on whom, which tells the lower device,
  /// the master and the other end itself.
  package static var linkLayoutInTree: Layout { Link.layoutInTree }

  private static let bare = Layout([])
}
