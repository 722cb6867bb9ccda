import CommandLine
import NetlinkCore
import Render
import Select
import Rtnetlink
import NetlinkWire

/// `nlctl addr dump`: addresses, in JSON under their links. Links and addresses are each read once.
enum AddrDump {
  static func run(_ session: inout Session, _ type: ObjectType) throws(Failure) {
    // Only JSON shows all of the links, whose counters take the kernel most of the time.
    let invocation = session.invocation
    let showsLinks = invocation.isJSON && invocation.fields == nil
    let links = try session.hold(showsLinks ? LinkRequest.all() : LinkRequest.names(), .link)
    session.learn(links)
    let family = session.invocation.familyNumber
    let addresses = try session.hold(
      AddressRequest.all(family: family, device: try session.only("dev") ?? 0), type)
    var match = try Selectors(session.invocation, .addr).match(type, &session)
    // Text is sorted as a whole, not link by link.
    let isByLink = invocation.isJSON || invocation.isBrief
    let byLink = try AddressIndex(addresses, type, &match, isSorted: isByLink, &session)
    try show(links, addresses, type, byLink, &session)
    if links.status.isInterrupted || addresses.status.isInterrupted {
      session.incomplete(.addr)
    }
  }

  private static func show(
    _ links: borrowing Snapshot, _ addresses: borrowing Snapshot, _ type: ObjectType, _ byLink: AddressIndex,
    _ session: inout Session
  ) throws(Failure) {
    let invocation = session.invocation
    // In text each line is about an address, in the other forms about a link.
    if !(invocation.isJSON || invocation.isBrief) { return try write(addresses, type, byLink, &session) }
    let wanted = try LinkChoice(links, byLink, &session)
    var list = try writer(type, session)
    try list.begin()
    // A sorted list begins with the links that have addresses, in the order of the first of them.
    let isSorted = invocation.sort != nil
    if isSorted {
      var places: [UInt32: (offset: Int, length: Int)] = [:]
      var offset = 0
      var messages = links.messages
      while let message = messages.next() {
        let length = message.bytes.byteCount
        if message.type == ObjectType.link.new, ObjectType.link.isWhole(message) {
          places[message.payload.u32(at: LinkHeader.index)] = (offset, length)
        }
        offset += (length + 3) & ~3
      }
      for index in byLink.indexes {
        guard let place = places[index], wanted.has(index) else { continue }
        let message = Message(links.contents.slice(at: place.offset, length: place.length))
        try list.add(link: message, byLink, of: index, from: addresses, type, &session.walker)
      }
    }
    try links.forEach(.link) { message throws(Failure) in
      let index = message.payload.u32(at: LinkHeader.index)
      guard wanted.has(index), !isSorted || !byLink.has(index) else { return }
      try list.add(link: message, byLink, of: index, from: addresses, type, &session.walker)
    }
    for index in byLink.indexes where session.interfaces.flags(of: index) == nil {
      try list.add(unknown: index, byLink, from: addresses, type, &session.walker)
    }
    try list.end()
  }

  /// The writer of links with their addresses, in the form asked for.
  private static func writer(
    _ type: ObjectType, _ session: borrowing Session
  ) throws(Failure) -> any LinkWriter & ~Copyable {
    let invocation = session.invocation
    guard invocation.isJSON else { return try BriefList(.addr, type, session) }
    if invocation.isBrief, let fields = BriefList.fields(.addr) {
      return try FilteredList(fields, type, ofLink: ["link", "ifname", "operstate"], session)
    }
    guard let fields = invocation.fields else { return JSONList(session) }
    return try FilteredList(fields, type, session)
  }

  /// Writes text: a line for each address, grouped by link.
  private static func write(
    _ addresses: borrowing Snapshot, _ type: ObjectType, _ byLink: AddressIndex, _ session: inout Session
  ) throws(Failure) {
    var list = try TextList(type, session)
    var sorted = try SortedMessages(type, session)
    for index in byLink.indexes {
      try byLink.forEach(of: index, in: addresses) { message throws(Failure) in
        if sorted != nil {
          try sorted?.add(message, type)
        } else {
          try list.add(message, type, &session.walker)
        }
      }
    }
    if var held = sorted.take() {
      try held.forEach { message, walker throws(Failure) in try list.add(message, type, &walker) }
    }
    try list.end()
  }
}

/// Writes links with their addresses.
protocol LinkWriter: ObjectWriter, ~Copyable {
  /// Adds a link with its addresses.
  mutating func add(
    link: borrowing Message, _ addresses: AddressIndex, of index: UInt32, from held: borrowing Snapshot,
    _ type: ObjectType, _ walker: inout Walker
  ) throws(Failure)
  /// Adds the addresses of a link that is not known.
  mutating func add(
    unknown index: UInt32, _ addresses: AddressIndex, from held: borrowing Snapshot, _ type: ObjectType,
    _ walker: inout Walker
  ) throws(Failure)
}

/// The links that `addr dump` lists, as `ip addr` does: those with an address that matches. If the selectors are about
/// links only, also the matching links without an address.
struct LinkChoice {
  /// The selectors of `addr` that are about the link only.
  private static let selectorsOfLinks: Set<String> = ["dev", "up", "down", "kind", "master", "vrf", "group"]

  private var indexes: Set<UInt32>

  init(
    _ links: borrowing Snapshot, _ addresses: AddressIndex, _ session: inout Session
  ) throws(Failure) {
    indexes = Set(addresses.indexes)
    let selectors = session.invocation.selectors
    let isOfLinks = selectors.allSatisfy { LinkChoice.selectorsOfLinks.contains($0.name) }
    guard isOfLinks, session.invocation.family == nil else { return }
    var match = try Selectors(session.invocation, .link).match(.link, &session)
    links.forEach(.link) { message in
      if match.matches(message, by: ObjectType.link.table, &session.walker) {
        indexes.insert(message.payload.u32(at: LinkHeader.index))
      }
    }
  }

  func has(_ index: UInt32) -> Bool { indexes.contains(index) }
}
