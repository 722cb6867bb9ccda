// Numbers of the kernel's interface (uapi/linux/rtnetlink.h). They never change.

/// Types of rtnetlink messages that no command is about. The kernel's `RTM_…`.
enum OtherMessage {
  static let newDiscipline: UInt16 = 36  // RTM_NEWQDISC
  static let newClass: UInt16 = 40  // RTM_NEWTCLASS
  static let newFilter: UInt16 = 44  // RTM_NEWTFILTER
  static let newAction: UInt16 = 48  // RTM_NEWACTION
  static let getAnycast: UInt16 = 62  // RTM_GETANYCAST
  static let newNeighbourTable: UInt16 = 64  // RTM_NEWNEIGHTBL
  static let newUserOption: UInt16 = 68  // RTM_NEWNDUSEROPT
  static let newLabel: UInt16 = 72  // RTM_NEWADDRLABEL
  static let getDCB: UInt16 = 78  // RTM_GETDCB
  static let newGroup: UInt16 = 84  // RTM_NEWMDB
  static let deleteGroup: UInt16 = 85  // RTM_DELMDB
  static let getGroup: UInt16 = 86  // RTM_GETMDB
  static let newCacheReport: UInt16 = 96  // RTM_NEWCACHEREPORT
  static let newChain: UInt16 = 100  // RTM_NEWCHAIN
  static let newLinkProperty: UInt16 = 108  // RTM_NEWLINKPROP
  static let getVLAN: UInt16 = 114  // RTM_GETVLAN
  static let newTunnel: UInt16 = 120  // RTM_NEWTUNNEL
}
