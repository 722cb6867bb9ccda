import Rtnetlink
import NetlinkWire

/// What the fixed header of a message must say, whatever the kernel was asked to leave out: quicker to
/// look at than attributes, and so done for every message of a dump.
struct HeaderCheck {
  /// The only family wanted; 0 for any. A kernel without the family may answer with every other (MPLS).
  var family: UInt8 = 0
  /// Whether only routes of table main are wanted.
  var isMain = false
  /// Whether exceptions are wanted, or what is in the table; nil for both. The kernel's `RTM_F_CLONED`.
  var isCached: Bool?

  func passes(_ message: borrowing Message, _ type: ObjectType) -> Bool {
    let payload = message.payload
    if family != 0, payload.byteCount == 0 || payload.u8(at: 0) != family { return false }
    if isMain || isCached != nil, payload.byteCount >= 12 {
      if isMain, payload.u8(at: 4) != UInt8(RouteTableNumber.main) { return false }
      if let isCached, (payload.u32(at: 8) & RouteFlag.cloned != 0) != isCached { return false }
    }
    return true
  }
}
