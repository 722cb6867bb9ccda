public import Wire

extension ObjectType {
  /// How such an object reads as a line of text; a layout without items where it has none.
  public var layout: Layout {
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

  private static let bare = Layout([])
}
