internal import NetlinkCore
internal import NetlinkWire

/// Judges dumps in which the kernel keeps its place by a count: any change of the table, and any change that may remove
/// entries without a notification, may have made such a dump miss or repeat an entry.
struct ChangeJudge: WitnessJudge {
  /// The table's messages: `RTM_NEW…`.
  let table: UInt16
  /// The family of its entries; 0 for any.
  let family: UInt8
  private(set) var isDisturbed = false

  mutating func dumped(_ datagram: RawSpan) {}

  mutating func heard(_ message: borrowing Message) {
    if isDisturbed { return }
    if message.type & ~1 == table {
      isDisturbed = family == Family.unspecified || message.family == family || message.payload.byteCount == 0
    } else if changesTree(message) || changesRules(message) {
      isDisturbed = true
    } else {
      isDisturbed = message.mayRemoveRoutes || message.mayRemoveNextHops
    }
  }

  /// Whether the message is about a link: a rule says whether the device that it names exists.
  private func changesRules(_ message: borrowing Message) -> Bool {
    table == RTM.newRule && message.type & ~1 == RTM.newLink
  }

  /// Whether the kernel may begin its walk of the IPv6 routes again: it then repeats routes of the node at which it
  /// was. It does so, too, after a device has come up.
  private func changesTree(_ message: borrowing Message) -> Bool {
    table == RTM.newRoute && family == Family.inet6
      && (message.type == RTM.newLink || message.type == RTM.newNextHop)
  }
}

extension Message {
  /// The first byte of the family's header; 0 where there is none.
  package var family: UInt8 { payload.byteCount > 0 ? payload.u8(at: 0) : 0 }

  /// Whether it notifies of a change with which the kernel removes routes without a notification: a link that is gone
  /// or down, an address or a next hop that is gone.
  package var mayRemoveRoutes: Bool {
    switch type {
    case RTM.deleteLink, RTM.deleteAddress, RTM.deleteNextHop: true
    case RTM.newLink:
      payload.byteCount < ObjectType.linkHeaderLength || payload.u32(at: 8) & InterfaceFlag.up == 0
    default: false
    }
  }

  /// Whether it notifies of a link without a carrier: the kernel then removes next hops by that link, and routes by
  /// those next hops, without a notification.
  var mayRemoveNextHops: Bool {
    type == RTM.newLink && payload.byteCount >= ObjectType.linkHeaderLength
      && payload.u32(at: 8) & (InterfaceFlag.running | InterfaceFlag.lowerUp) == 0
  }
}
