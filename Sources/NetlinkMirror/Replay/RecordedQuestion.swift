import NetlinkCore
internal import Rtnetlink
package import NetlinkWire

/// A recorded request, as far as its answer depends on it.
package struct RecordedQuestion: Hashable, Sendable {
  /// The kernel's `RTM_GET…`.
  package let type: UInt16
  /// Whether it asks for a table rather than for one thing.
  package let isDump: Bool
  /// The family's header and attributes.
  package let payload: [UInt8]

  /// Nil for a message that is no request of rtnetlink.
  package init?(_ message: borrowing Message) {
    guard message.type >= RTM.newLink, message.type & Verb.mask == Verb.get else { return nil }
    type = message.type
    isDump = message.flags & MessageFlag.dump == MessageFlag.dump
    payload = message.payload.array
  }

  /// A dump of all objects of one family whose request was not recorded.
  init(of new: UInt16, family: UInt8) {
    type = new + Verb.get
    isDump = true
    payload = [family]
  }

  private init(_ other: RecordedQuestion, family: UInt8) {
    type = other.type
    isDump = other.isDump
    payload = [family] + other.payload.dropFirst()
  }

  /// This question asked for IPv4 and for IPv6; nil where it is for one family, or families do not matter.
  var byFamily: [RecordedQuestion]? {
    guard isDump, family == Family.unspecified else { return nil }
    guard [RTM.newAddress, RTM.newRoute, RTM.newNeighbour, RTM.newRule].contains(new) else { return nil }
    return [Family.inet, Family.inet6].map { RecordedQuestion(self, family: $0) }
  }

  /// The type of the messages that answer it: `RTM_NEW…`.
  package var new: UInt16 { type - Verb.get }
  /// The family asked for; 0 for any.
  package var family: UInt8 { payload.first ?? Family.unspecified }

  var headerLength: Int {
    ObjectType.of(messageType: new, family: Family.unspecified)?.table.headerLength ?? payload.count
  }

  /// The attributes after the header.
  var attributes: [(type: UInt16, value: [UInt8])] {
    var found: [(type: UInt16, value: [UInt8])] = []
    guard payload.count > headerLength else { return found }
    var attributes = Attributes(payload.raw, from: headerLength)
    while attributes.next() { found.append((attributes.type, attributes.value.array)) }
    return found
  }

  /// The number in an attribute of the question; nil where it has none.
  func number(_ attribute: UInt16) -> UInt32? {
    guard let value = attributes.first(where: { $0.type == attribute })?.value else { return nil }
    return value.raw.unsigned.map { UInt32(truncatingIfNeeded: $0) }
  }

  /// The 32 bits at an offset of the header; 0 where it is shorter.
  func field(_ offset: Int) -> UInt32 { payload.count >= offset + 4 ? payload.raw.u32(at: offset) : 0 }

  /// A byte of the header; 0 where it is shorter.
  func byte(_ offset: Int) -> UInt8 {
    offset < min(payload.count, headerLength) ? payload[offset] : 0
  }

  /// Whether it asks for links without their counters.
  var isLesser: Bool {
    guard new == RTM.newLink else { return false }
    return (number(LinkAttribute.filterMask) ?? 0) & LinkFilter.skipStatistics != 0
  }

  /// Whether an attribute asks for more of each object, not for fewer objects.
  func isMore(_ attribute: UInt16) -> Bool {
    new == RTM.newLink && attribute == LinkAttribute.filterMask
      || new == RTM.newNextHop && attribute == NextHopAttribute.wanted
  }

  /// Whether it asks for everything of its family.
  var isUnfiltered: Bool {
    guard isDump else { return false }
    for offset in 1..<max(1, headerLength) where byte(offset) != 0 { return false }
    return attributes.allSatisfy { isMore($0.type) }
  }

  /// The one device that it asks for; nil where it asks for more, or for something else.
  var device: UInt32? {
    switch new {
    case RTM.newLink where !isDump: return field(LinkHeader.index)
    case RTM.newRoute, RTM.newNeighbour:
      let number = new == RTM.newRoute ? RouteAttribute.outputDevice : NeighbourAttribute.device
      guard attributes.count == 1, let device = self.number(number) else { return nil }
      for offset in 1..<max(1, headerLength) where byte(offset) != 0 { return nil }
      return device
    default: return nil
    }
  }

  /// The bytes of the flags in `struct rtmsg`.
  private static var routeFlags: Range<Int> { 8..<12 }

  /// Whether the answer to this question has every object of the answer to `other`. It may have less of each object:
  /// a dump of links without their counters has all links.
  package func covers(_ other: RecordedQuestion) -> Bool {
    guard isDump, type == other.type, namespaceID == other.namespaceID, reaches(other.family) else {
      return false
    }
    for offset in 1..<max(1, headerLength) {
      let (own, others) = (byte(offset), other.byte(offset))
      if own == others { continue }
      // Zero asks for all, except in flags that ask for something else.
      let isOther =
        new == RTM.newNeighbour && offset == NeighbourHeader.flags
        || new == RTM.newRoute && RecordedQuestion.routeFlags.contains(offset)
      if own != 0 || isOther { return false }
    }
    let theirs = other.attributes
    return attributes.allSatisfy { mine in
      isMore(mine.type) || theirs.contains { $0.type == mine.type && $0.value == mine.value }
    }
  }

  /// Whether objects of a family are among what it asks for.
  func reaches(_ family: UInt8) -> Bool {
    switch new {
    case RTM.newLink:
      let parts = [Family.bridge, Family.inet6]
      return self.family == family || (!parts.contains(self.family) && !parts.contains(family))
    case RTM.newNeighbour where self.family == Family.unspecified: return family != Family.bridge
    // Next hops and buckets may be of no family.
    case RTM.newNextHop, RTM.newBucket: return self.family == Family.unspecified || self.family == family
    default: return self.family == Family.unspecified || self.family == family
    }
  }

  /// The tables that its answer belongs to; none where no mirror has them.
  var tables: [Tracked] {
    if namespaceID != nil { return [] }
    return switch (new, family) {
    case (RTM.newLink, Family.bridge), (RTM.newLink, Family.inet6): []
    case (RTM.newLink, _): isLesser ? [] : [.links]
    case (RTM.newAddress, _): [.addresses]
    case (RTM.newRoute, Family.inet6): [.routes6]
    case (RTM.newRoute, Family.mpls): [.labels]
    case (RTM.newRoute, Family.inet): [.routes4]
    case (RTM.newRoute, _): [.routes4, .routes6, .labels]
    case (RTM.newNeighbour, Family.bridge): [.bridgeNeighbours]
    case (RTM.newNeighbour, _): [.neighbours]
    case (RTM.newRule, _): [.rules]
    case (RTM.newNextHop, _): [.nextHops]
    default: []
    }
  }

  /// The judge of a dump that answers it; nil where the kernel itself tells of interruptions.
  func makeJudge(_ table: Tracked) -> (any WitnessJudge)? {
    guard isDump else { return nil }
    return switch table {
    case .routes4: Witness.routes(family: Family.inet).makeJudge()
    case .routes6: Witness.routes(family: Family.inet6).makeJudge()
    case .labels: Witness.routes(family: Family.mpls).makeJudge()
    case .rules: RuleRequest.all(family: family).witness?.makeJudge()
    case .neighbours, .bridgeNeighbours:
      NeighbourRequest.all(family: family).witness?.makeJudge()
    case .links, .addresses, .nextHops: nil
    }
  }
}
