import Rtnl
import Wire

/// What the fixed header of a message must say, whatever the kernel was asked to leave out: quicker to
/// look at than attributes, and so done for every message of a dump.
struct HeaderCheck {
  /// The only family wanted; 0 for any. A kernel without the family may answer with every other (MPLS).
  var family: UInt8 = 0
  /// Whether only routes of table main are wanted.
  var isMain = false
  /// Whether a route that was looked up is none of the table. The kernel's `RTM_F_CLONED`.
  var isTable = false

  func passes(_ message: borrowing Message, _ type: ObjectType) -> Bool {
    let payload = message.payload
    if family != 0, payload.byteCount == 0 || payload.u8(at: 0) != family { return false }
    if isMain || isTable, payload.byteCount >= 12 {
      if isMain, payload.u8(at: 4) != 254 { return false }
      if isTable, payload.u32(at: 8) & 0x200 != 0 { return false }
    }
    return true
  }
}
