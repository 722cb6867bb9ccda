import CommandLine
import NetlinkCore
import NetlinkWire
import Rtnetlink

/// What a message must say whatever the selectors are. It is checked before them, because it is found without a walk.
struct HeaderCheck {
  /// The family that is wanted; 0 for any. A kernel without the family (MPLS) may answer with all others.
  var family: UInt8 = 0
  /// Whether only routes of table main are wanted.
  var isMain = false
  /// True for only the exceptions of routes, false for only the routes themselves, nil for both. The kernel's
  /// `RTM_F_CLONED`.
  var isCached: Bool?
  /// Whether only ports of bridges are wanted. With the VLANs of ports the kernel sends the bridges, too, each as its own
  /// master.
  var isPort = false
  /// Whether neighbours are left out whose addresses need no resolution: multicast, loopback. Entries of bridges are not.
  var leavesOutNoARP = false
  /// Whether a bridge is wanted only if it has multicast groups or ports with a multicast router.
  var hasGroups = false

  func passes(_ message: borrowing Message, _ type: ObjectType) -> Bool {
    let payload = message.payload
    if family != 0, payload.byteCount == 0 || payload.u8(at: 0) != family { return false }
    if isMain || isCached != nil, payload.byteCount >= 12 {
      if isMain, payload.u8(at: 4) != UInt8(RouteTableNumber.main) { return false }
      if let isCached, (payload.u32(at: 8) & RouteFlag.cloned != 0) != isCached { return false }
    }
    if leavesOutNoARP, type.new == RTM.newNeighbour, type.isWhole(message), message.family != Family.bridge,
      payload.u16(at: NeighbourHeader.state) & NeighbourState.noARP != 0
    {
      return false
    }
    if isPort, type.isWhole(message) {
      let master = type.attributes(of: message).attribute(LinkAttribute.master).unsigned
      if master == UInt64(payload.u32(at: LinkHeader.index)) { return false }
    }
    if hasGroups, type.isWhole(message) {
      let attributes = type.attributes(of: message)
      return [MulticastAttribute.groups, MulticastAttribute.routers].contains {
        attributes.attribute($0).byteCount > 0
      }
    }
    return true
  }
}

extension HeaderCheck {
  /// What objects have to say that are followed rather than dumped: routes are of table main unless another one is asked
  /// for, and none are exceptions.
  static func ofFollowed(_ object: ObjectName, _ invocation: Invocation) -> HeaderCheck {
    HeaderCheck(
      isMain: object == .route && invocation.isOfMainTable, isCached: object == .route ? false : nil,
      leavesOutNoARP: invocation.leavesOutNoARP)
  }
}

extension Invocation {
  /// Whether only routes of table main are shown: where no table was asked for. The selector `vrf` stands for another
  /// table, and exceptions are shown from every table.
  var isOfMainTable: Bool {
    !selectors.contains { $0.name == "table" } && !asks("cached") && !asks("vrf")
  }

  /// Whether neighbours that need no resolution are left out, as `ip` does: unless their state was asked for.
  var leavesOutNoARP: Bool { !selectors.contains { $0.name == "nud" } }
}
